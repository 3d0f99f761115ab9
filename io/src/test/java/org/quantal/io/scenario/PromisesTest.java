package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every test and script that docs/promises.md names is there, and every promise names one. */
class PromisesTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern SCRIPT = Pattern.compile("`(\\.ci/[\\w.]+)`");
    private static Map<String, Path> tests;
    private static String page;

    @BeforeAll
    static void findTests() throws IOException {
        page = Files.readString(ScenarioFiles.ROOT.resolve("docs/promises.md"));
        tests = new HashMap<>();
        try (Stream<Path> modules = Files.list(ScenarioFiles.ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    tests.putAll(files.filter(file -> file.toString().endsWith("Test.java")).collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), Function.identity(),
                            (one, other) -> one)));
                }
            }
        }
    }

    @Test
    void testsThatAreNamedExist() throws IOException {
        final Set<String> missing = new TreeSet<>();
        final Matcher named = TEST.matcher(page);
        int found = 0;
        while (named.find()) {
            found++;
            final Path file = tests.get(named.group(1));
            if (file == null || named.group(2) != null && !Files.readString(file)
                    .contains(" void " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(found > 20, "the page names " + found);
    }

    @Test
    void scriptsThatAreNamedExistAndAreRun() throws IOException {
        final String run = Files.readString(ScenarioFiles.ROOT.resolve(".ci/run"));
        final List<String> scripts = SCRIPT.matcher(page).results().map(named -> named.group(1)).distinct().toList();
        assertTrue(scripts.contains(".ci/chaos.sh"), scripts.toString());
        for (String script : scripts) {
            assertTrue(Files.isRegularFile(ScenarioFiles.ROOT.resolve(script)), script);
            assertTrue(script.equals(".ci/run") || run.contains(script), script + " in .ci/run");
        }
    }

    @Test
    void everyPromiseNamesWhatHoldsIt() {
        final List<String> rows = page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| promise"))
                .toList();
        assertTrue(rows.size() > 20, rows.size() + " promises");
        for (String row : rows) {
            final String held = row.substring(row.indexOf(" | "));
            assertTrue(TEST.matcher(held).find() || SCRIPT.matcher(held).find(), row);
        }
    }
}
