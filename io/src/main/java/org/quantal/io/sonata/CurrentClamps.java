package org.quantal.io.sonata;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads current clamps. Quantal's currents are constant, so a clamp must last from the start to the end. */
final class CurrentClamps {
    private static final double PA_PER_NA = 1000;

    private final ConfigValue simulation;
    private final NodeSets sets;

    CurrentClamps(ConfigValue simulation, NodeSets sets) {
        this.simulation = simulation;
        this.sets = sets;
    }

    /** Currents in pA by population and node; populations without clamps are left out. */
    Map<NodePopulation, double[]> read() {
        final Map<NodePopulation, double[]> currents = new HashMap<>();
        // bmtk hands NEST the number as it is, in pA; the specification has nA.
        final boolean nest = simulation.has("target_simulator")
                && simulation.get("target_simulator").text().toUpperCase(Locale.ROOT).startsWith("NEST");
        simulation.get("inputs").fields().values().forEach(input -> {
            if (!enabled(input) || !input.require("input_type").text().equals("current_clamp")) {
                return;
            }
            final String module = input.require("module").text();
            if (!module.equalsIgnoreCase("IClamp") && !module.equals("linear")) {
                throw input.get("module")
                        .fail("current clamps of module '" + module + "' cannot be simulated; allowed is IClamp");
            }
            final boolean linear = module.equals("linear");
            final double amplitude = input.require(linear ? "amp_start" : "amp").number();
            if (linear && input.has("amp_end") && input.get("amp_end").number() != amplitude) {
                throw input.get("amp_end").fail("Quantal's currents are constant: amp_end must be amp_start");
            }
            final double end = simulation.require("run").require("tstop").number();
            final double delay = input.has("delay") ? input.get("delay").number() : 0;
            final double duration = input.has("duration") ? input.get("duration").number() : end;
            if (delay > 0 || delay + duration < end) {
                throw input.fail("the current lasts from " + delay + " to " + (delay + duration)
                        + " ms, but Quantal's currents are constant, from 0 to tstop=" + end + " ms");
            }
            final double pA = nest ? amplitude : PA_PER_NA * amplitude;
            sets.nodes(input.get("node_set")).forEach((population, places) -> {
                final double[] of = currents.computeIfAbsent(population, p -> new double[p.size()]);
                for (int place : places) {
                    of[place] += pA;
                }
            });
        });
        return currents;
    }

    /** Whether an input or report is not switched off. */
    static boolean enabled(ConfigValue entry) {
        return !entry.has("enabled") || entry.get("enabled").node().asBoolean(true);
    }
}
