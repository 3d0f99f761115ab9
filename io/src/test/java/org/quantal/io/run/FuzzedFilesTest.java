package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Files with random damage are read, or refused by a message: more than 10,000 of them, the same in each build. A
 * sample that fails here is a test of its own in {@link HostileFilesTest} once it is mended.
 */
class FuzzedFilesTest {
    private static final Watch WATCH = new Watch();
    private static final Map<Path, byte[]> GOOD = new TreeMap<>();
    private static Path folder;

    private static int readWhole;
    private static int refused;

    @BeforeContainer
    static void writeGoodFiles() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("fuzzed");
        HostileCircuits.write(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                GOOD.put(file, Files.readAllBytes(file));
            }
        }
        for (Path file : GOOD.keySet()) {
            assertNull(WATCH.read(() -> HostileCircuits.readAbout(folder, file)), file.toString());
        }
    }

    @AfterContainer
    static void deleteFiles() throws IOException {
        WATCH.close();
        // Damage that all readers refuse at once, or none notices, would test little.
        assertTrue(readWhole > 1000 && refused > 5000, "read " + readWhole + ", refused " + refused);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> assertTrue(file.delete()));
        }
    }

    @Provide
    Arbitrary<List<Damage>> text() {
        return Damage.ofText();
    }

    @Provide
    Arbitrary<List<Damage>> binary() {
        return Damage.ofBinary();
    }

    @Provide
    Arbitrary<Integer> fraction() {
        return Damage.fraction();
    }

    @Property(tries = 4000, seed = "1", generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void scenarios(@ForAll("fraction") int which, @ForAll("text") List<Damage> damage) throws Exception {
        check(".yaml", which, damage);
    }

    @Property(tries = 1800, seed = "2", generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void configurations(@ForAll("fraction") int which, @ForAll("text") List<Damage> damage) throws Exception {
        check(".json", which, damage);
    }

    @Property(tries = 1800, seed = "3", generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void tables(@ForAll("fraction") int which, @ForAll("text") List<Damage> damage) throws Exception {
        check(".csv", which, damage);
    }

    @Property(tries = 3000, seed = "4", generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void hdf5(@ForAll("fraction") int which, @ForAll("binary") List<Damage> damage) throws Exception {
        check(".h5", which, damage);
    }

    private static void check(String ending, int which, List<Damage> damage) throws IOException, InterruptedException {
        final List<Path> files = GOOD.keySet().stream().filter(file -> file.toString().endsWith(ending)).toList();
        final Path file = files.get(Damage.choose(which, files.size()));
        Files.write(file, Damage.apply(damage, GOOD.get(file)));
        try {
            final String message = WATCH.read(() -> HostileCircuits.readAbout(folder, file));
            if (message == null) {
                readWhole++;
            } else {
                refused++;
            }
        } finally {
            Files.write(file, GOOD.get(file));
        }
    }
}
