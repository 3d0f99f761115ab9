package org.quantal.io.sonata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.Names;
import org.quantal.io.scenario.ScenarioException;

/** Changes from the command line: those of edges ({@code edges.POPULATION.release.probability=0.5}), and the rest. */
final class CircuitSettings {
    private static final String EDGES = "edges.";

    private final Map<String, List<String[]>> ofEdges = new LinkedHashMap<>();
    private final List<String> rest = new ArrayList<>();

    /**
     * Sorts changes.
     *
     * @throws ScenarioException if there are no such edges
     */
    CircuitSettings(String file, List<String> settings, List<String> edges) {
        for (String setting : settings) {
            if (!setting.startsWith(EDGES)) {
                rest.add(setting);
                continue;
            }
            final String path = setting.substring(EDGES.length());
            // The longest name, because names may have dots.
            final String name = edges.stream().filter(e -> path.startsWith(e + "."))
                    .max(java.util.Comparator.comparingInt(String::length))
                    .orElseThrow(() -> new ScenarioException(file + ": --set " + setting + ": there are no such edges"
                            + Names.didYouMean(path.split("[.=]")[0], edges) + "; there are " + edges));
            final String change = path.substring(name.length() + 1);
            final int equals = change.indexOf('=');
            if (equals <= 0) {
                throw new ScenarioException(file + ": --set " + setting + ": must be edges." + name + ".KEY=VALUE");
            }
            final String key = change.substring(0, equals).strip();
            ofEdges.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(new String[] {key.equals("release.probability") ? "release.p" : key,
                    change.substring(equals + 1)});
        }
    }

    /** Changes that do not concern edges. */
    List<String> rest() {
        return rest;
    }

    /** Changes of edges, {@code {key, value}}. */
    List<String[]> of(String edges) {
        return ofEdges.getOrDefault(edges, List.of());
    }

    /** The release model that the changes of edges ask for; {@code null} if they leave it as it is. */
    String releaseModel(String edges) {
        String model = null;
        for (String[] change : of(edges)) {
            if (change[0].equals("release.model")) {
                model = change[1].strip();
            } else if (change[0].equals("release")) {
                model = change[1].contains("bernoulli_listed") ? "bernoulli_listed" : "given";
            } else if (model == null && change[0].equals("release.p")) {
                model = "bernoulli";
            }
        }
        return model;
    }
}
