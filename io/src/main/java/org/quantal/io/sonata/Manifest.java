package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.io.scenario.ScenarioException;

/**
 * The variables of a configuration, {@code $X} or {@code ${X}} in its texts. {@code $configdir} is its folder.
 *
 * @param variables values by name, without {@code $}
 * @param changed   names of those that the command line gives
 */
record Manifest(Map<String, String> variables, Set<String> changed) {
    private static final int MAX_LINKS = 20;
    private static final int MAX_TEXT = 100_000;
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([^{}$]+)}|(\\w+))");

    /** The manifest of a configuration. */
    static Manifest of(Path file, JsonNode root, Set<String> changed) {
        final Map<String, String> variables = new LinkedHashMap<>();
        variables.put("configdir", file.toAbsolutePath().normalize().getParent().toString());
        final JsonNode manifest = root.path("manifest");
        for (Iterator<String> names = manifest.fieldNames(); names.hasNext();) {
            final String name = names.next();
            variables.put(bare(name), manifest.get(name).asText());
        }
        return new Manifest(variables, Set.copyOf(changed));
    }

    /** A name without {@code $} and braces. */
    static String bare(String name) {
        return name.replaceAll("^\\$?\\{?|\\}$", "");
    }

    /** Names of the variables in a text, in order. */
    static List<String> named(String text) {
        final List<String> names = new ArrayList<>();
        for (Matcher matcher = VARIABLE.matcher(text); matcher.find();) {
            names.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return names;
    }

    /**
     * A text with all variables replaced, also those in the values of others.
     *
     * @param fail makes an exception of what is wrong
     */
    String replace(String given, Function<String, ScenarioException> fail) {
        String text = given;
        for (int links = 0; text.contains("$"); links++) {
            if (links == MAX_LINKS) {
                throw fail.apply("'" + given + "' has a variable that leads back to itself");
            }
            final String before = text;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                text = text.replace("${" + variable.getKey() + "}", variable.getValue())
                        .replaceAll("\\$" + Pattern.quote(variable.getKey()) + "(?![\\w])",
                                Matcher.quoteReplacement(variable.getValue()));
                // Variables that name others twice each double the text.
                if (text.length() > MAX_TEXT) {
                    throw fail.apply("has more than " + MAX_TEXT
                            + " characters when the variables of the manifest are replaced");
                }
            }
            if (text.equals(before)) {
                throw fail.apply("'" + text + "' has a variable that the manifest lacks; it has "
                        + variables.keySet().stream().map(name -> "$" + name).toList()
                        + named(text).stream().findFirst()
                        .map(name -> "; give it with --set manifest." + name + "=...").orElse(""));
            }
        }
        return text;
    }
}
