package org.quantal.io.sonata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.quantal.simulator.TimeGrid;

/** Reads current clamps: currents that are constant from one time to another. */
final class CurrentClamps {
    private static final double PA_PER_NA = 1000;

    private final ConfigValue simulation;
    private final NodeSets sets;
    private final double tstopMs;
    private final boolean nest;

    /**
     * When a clamp holds, in ms.
     *
     * @param startMs minus infinity if it holds from the beginning
     * @param stopMs  infinity if it holds to the end
     */
    private record Window(double startMs, double stopMs) implements Comparable<Window> {
        @Override
        public int compareTo(Window other) {
            final int byStart = Double.compare(startMs, other.startMs);
            return byStart != 0 ? byStart : Double.compare(stopMs, other.stopMs);
        }
    }

    /**
     * The current of clamps that hold at the same time.
     *
     * @param startMs minus infinity if they hold from the beginning
     * @param stopMs  infinity if they hold to the end
     */
    record Clamp(double amplitudePA, double startMs, double stopMs) {
    }

    CurrentClamps(ConfigValue simulation, NodeSets sets) {
        this.simulation = simulation;
        this.sets = sets;
        // bmtk hands NEST the number as it is, in pA; the specification has nA.
        this.nest = simulation.has("target_simulator")
                && simulation.get("target_simulator").text().toUpperCase(Locale.ROOT).startsWith("NEST");
        this.tstopMs = simulation.require("run").require("tstop").number();
    }

    /** Clamps by population and node, those of equal times added up; populations without clamps are left out. */
    Map<NodePopulation, List<List<Clamp>>> read() {
        final Map<NodePopulation, List<Map<Window, Double>>> sums = new HashMap<>();
        simulation.get("inputs").fields().values().forEach(input -> {
            if (!enabled(input) || !input.require("input_type").text().equals("current_clamp")) {
                return;
            }
            final double pA = (nest ? 1 : PA_PER_NA) * amplitude(input);
            final Window window = window(input);
            sets.nodes(input.get("node_set")).forEach((population, places) -> {
                final List<Map<Window, Double>> of = sums.computeIfAbsent(population, CurrentClamps::none);
                for (int place : places) {
                    of.get(place).merge(window, pA, Double::sum);
                }
            });
        });
        final Map<NodePopulation, List<List<Clamp>>> clamps = new HashMap<>();
        sums.forEach((population, nodes) -> clamps.put(population,
                nodes.stream().map(CurrentClamps::clamps).toList()));
        return clamps;
    }

    private static List<Map<Window, Double>> none(NodePopulation population) {
        final List<Map<Window, Double>> nodes = new ArrayList<>();
        for (int i = 0; i < population.size(); i++) {
            nodes.add(new TreeMap<>());
        }
        return nodes;
    }

    private static List<Clamp> clamps(Map<Window, Double> sums) {
        return sums.entrySet().stream().filter(sum -> sum.getValue() != 0)
                .map(sum -> new Clamp(sum.getValue(), sum.getKey().startMs(), sum.getKey().stopMs())).toList();
    }

    private static double amplitude(ConfigValue input) {
        final String module = input.require("module").text();
        if (!module.equalsIgnoreCase("IClamp") && !module.equals("linear")) {
            throw input.get("module")
                    .fail("current clamps of module '" + module + "' cannot be simulated; allowed is IClamp");
        }
        final boolean linear = module.equals("linear");
        final double amplitude = input.require(linear ? "amp_start" : "amp").number();
        if (linear && input.has("amp_end") && input.get("amp_end").number() != amplitude) {
            throw input.get("amp_end").fail("currents cannot be ramps: amp_end must be amp_start; several clamps one"
                    + " after the other make a staircase");
        }
        return amplitude;
    }

    private Window window(ConfigValue input) {
        final double delay = input.has("delay") ? input.get("delay").number() : 0;
        final double duration = input.has("duration") ? input.get("duration").number() : tstopMs;
        if (!(duration > 0)) {
            throw input.get("duration").fail("must be positive, but is " + duration + " ms");
        }
        final double stop = stop(delay, duration);
        if (delay > 0) {
            requireOnGrid(input.get("delay"), delay);
        }
        if (stop < tstopMs) {
            requireOnGrid(input.get("duration"), duration);
        }
        return new Window(delay > 0 ? delay : Double.NEGATIVE_INFINITY,
                stop < tstopMs ? stop : Double.POSITIVE_INFINITY);
    }

    /** The end of a clamp as the decimal number that it is: 0.1 and 0.2 ms make 0.3 ms. */
    private static double stop(double delay, double duration) {
        return BigDecimal.valueOf(delay).add(BigDecimal.valueOf(duration)).doubleValue();
    }

    private void requireOnGrid(ConfigValue at, double ms) {
        final ConfigValue mode = simulation.get(CircuitScenario.EXTENSION).get("integration");
        if (mode.exists() && mode.text().equals("exact")) {
            return;
        }
        try {
            new TimeGrid(simulation.require("run").require("dt").number()).steps("time", ms);
        } catch (IllegalArgumentException e) {
            throw at.fail(e.getMessage());
        }
    }

    /** Whether an input or report is not switched off. */
    static boolean enabled(ConfigValue entry) {
        return !entry.has("enabled") || entry.get("enabled").node().asBoolean(true);
    }
}
