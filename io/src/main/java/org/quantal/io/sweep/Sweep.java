package org.quantal.io.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quantal.io.run.Scenarios;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.simulator.engine.MemoryEstimate;
import org.quantal.simulator.model.ModelCatalogue;

/**
 * A scenario and what is varied in it: every combination of the values is a run. The last variation changes fastest.
 *
 * @param file       scenario
 * @param catalogue  models
 * @param settings   changes common to all runs, each {@code path=value}
 * @param variations what differs between runs, at least one
 */
public record Sweep(Path file, ModelCatalogue catalogue, List<String> settings, List<Variation> variations) {
    private static final int MOST_RUNS = 10_000;
    private static final int LONGEST_NAME = 60;

    /**
     * A run of a sweep.
     *
     * @param name   name of its directory
     * @param values a value for each variation
     */
    public record Combination(String name, List<String> values) {
        public Combination {
            values = List.copyOf(values);
        }
    }

    /**
     * @throws ScenarioException if a value is varied twice, or also set, or there are too many combinations
     */
    public Sweep {
        settings = List.copyOf(settings);
        variations = List.copyOf(variations);
        final Set<String> paths = new HashSet<>();
        double runs = 1;
        for (Variation variation : variations) {
            if (!paths.add(variation.path())) {
                throw new ScenarioException("--vary " + variation.path() + ": is varied twice");
            }
            if (settings.stream().anyMatch(setting -> setting.substring(0, Math.max(0, setting.indexOf('='))).strip()
                    .equals(variation.path()))) {
                throw new ScenarioException("--vary " + variation.path() + ": is varied and set at the same time");
            }
            runs *= variation.values().size();
        }
        if (runs > MOST_RUNS) {
            throw new ScenarioException(String.format(java.util.Locale.ROOT,
                    "--vary: %,.0f combinations are more than %,d runs", runs, MOST_RUNS));
        }
    }

    /** All runs. Their directories are named by the values, or numbered where such names would be long or alike. */
    public List<Combination> combinations() {
        List<List<String>> grid = List.of(List.of());
        for (Variation variation : variations) {
            final List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : grid) {
                for (String value : variation.values()) {
                    final List<String> values = new ArrayList<>(begun);
                    values.add(value);
                    longer.add(values);
                }
            }
            grid = longer;
        }
        final List<List<String>> all = grid;
        final List<String> names = all.stream().map(this::name).toList();
        final boolean usable = names.stream().map(name -> name.toLowerCase(java.util.Locale.ROOT)).distinct().count()
                == names.size()
                && names.stream().allMatch(name -> name.length() <= LONGEST_NAME);
        final int digits = String.valueOf(all.size()).length();
        return IntStream.range(0, all.size()).mapToObj(i -> new Combination(
                usable ? names.get(i) : String.format(java.util.Locale.ROOT, "run-%0" + digits + "d", i + 1),
                all.get(i))).toList();
    }

    private String name(List<String> values) {
        return IntStream.range(0, values.size()).mapToObj(i -> variations.get(i).path() + "=" + values.get(i))
                .collect(Collectors.joining("_")).replace(" ", "").replaceAll("[^\\p{L}\\p{N}=_.+-]", "-");
    }

    /** What a run varies, as people read it: {@code p=0.2, seed=3}. */
    public String describe(Combination combination) {
        return IntStream.range(0, variations.size())
                .mapToObj(i -> variations.get(i).path() + "=" + combination.values().get(i))
                .collect(Collectors.joining(", "));
    }

    /**
     * Reads the scenario of a run.
     *
     * @throws ScenarioException if something in it is wrong; the message names the combination
     */
    public LoadedScenario load(Combination combination) {
        final List<String> all = new ArrayList<>(settings);
        for (int i = 0; i < variations.size(); i++) {
            all.add(variations.get(i).path() + "=" + combination.values().get(i));
        }
        try {
            return Scenarios.read(file, catalogue, all);
        } catch (ScenarioException e) {
            throw new ScenarioException(e.getMessage() + " (in the run " + describe(combination) + ")", e);
        }
    }

    /**
     * Reads the scenario of a run and compares its need of memory with what there is.
     *
     * @param jobs runs at a time
     * @return the resolved scenario, as JSON
     * @throws ScenarioException if it is wrong, or so many at a time need more memory than there is
     */
    String check(Combination combination, int jobs) {
        final long available = Runtime.getRuntime().maxMemory();
        final LoadedScenario loaded = load(combination);
        final double bytes = MemoryEstimate.of(loaded.scenario()).totalBytes();
        if (bytes * jobs > available) {
            throw new ScenarioException(String.format(java.util.Locale.ROOT,
                    "%s: the run %s needs %.2f GB, and %s may use %.2f GB; %s"
                    + "allow more memory with QUANTAL_JAVA_OPTS=-Xmx%.0fg", file, describe(combination), bytes / 1e9,
                    jobs == 1 ? "it" : jobs + " at a time (--jobs)", available / 1e9, jobs == 1 ? ""
                    : "lower --jobs, or ", Math.ceil(jobs * bytes / 1e9 * 1.1)));
        }
        return loaded.resolved();
    }
}
