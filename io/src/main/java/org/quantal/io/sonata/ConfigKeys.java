package org.quantal.io.sonata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.Names;

/**
 * The keys that configurations of circuits and simulations have: those of the specification, of the Allen Institute's
 * simulators and of BlueBrain's extension. What Quantal makes of each is in {@code docs/sonata.md}.
 */
final class ConfigKeys {
    /** Sections of which the command line may change values. */
    static final List<String> SECTIONS = List.of("manifest", "components", "networks", "network", "simulation",
            "target_simulator", "node_sets_file", "node_sets", "node_set", "run", "conditions", "inputs", "reports",
            "output", "connection_overrides", CircuitScenario.EXTENSION);
    /** What the file that names 'network' and 'simulation' may have beside them. */
    static final List<String> OF_BOTH = List.of("manifest", "network", "simulation", "target_simulator", "version",
            "metadata", "gid_mapping_file");

    private static final Map<String, List<String>> KEYS = Map.of(
            "components", List.of("point_neuron_models_dir", "synaptic_models_dir", "morphologies_dir",
            "biophysical_neuron_models_dir", "mechanisms_dir", "templates_dir"),
            "run", List.of("tstop", "dt", "random_seed", "tstart", "duration", "nsteps_block", "block_run",
            "block_size", "overwrite_output_dir", "print_time", "n_thread", "precise_times", "allow_offgrid_spikes",
            "spike_threshold", "dL", "calc_ecp", "integration_method", "stimulus_seed", "ionchannel_seed",
            "minis_seed", "synapse_seed", "electrodes_file"),
            "inputs", List.of("input_type", "module", "node_set", "input_file", "spike_file", "enabled", "delay",
            "duration", "amp", "amp_start", "amp_end", "width", "frequency", "description"),
            "reports", List.of("module", "type", "cells", "node_set", "sections", "compartments", "scaling",
            "variable_name", "unit", "units", "dt", "start_time", "end_time", "file_name", "enabled", "buffer_size"),
            "output", List.of("output_dir", "spikes_file", "spikes_sort_order", "overwrite_output_dir", "log_file",
            "log_level", "log_format", "log_to_console", "quiet_simulator", "spikes_file_csv", "spikes_file_nwb"),
            "nodes", List.of("nodes_file", "node_types_file", "populations", "enabled"),
            "edges", List.of("edges_file", "edge_types_file", "populations", "enabled"));

    private ConfigKeys() {
    }

    /**
     * Keys of the object at a place of a configuration.
     *
     * @param place names that lead there, such as {@code inputs.drive}; empty for the top
     * @return {@code null} if they are the user's own
     */
    static List<String> of(String place) {
        final String[] steps = place.split("[.\\[]");
        if (place.isEmpty()) {
            return SECTIONS;
        }
        return switch (steps[0]) {
            case "components", "run", "output" -> steps.length == 1 ? KEYS.get(steps[0]) : null;
            case "inputs", "reports" -> steps.length == 2 ? KEYS.get(steps[0]) : null;
            case "networks" -> steps.length == 1 ? List.of("nodes", "edges")
                    : steps.length == 3 ? KEYS.get(steps[1]) : null;
            default -> null;
        };
    }

    /** Refuses what would change the simulation if Quantal knew it, and names that only look like known ones. */
    static void check(ConfigValue simulation, ConfigValue network) {
        for (ConfigValue top : List.of(simulation, network)) {
            refuseNear(top, SECTIONS);
        }
        refuseUnknown(simulation.get("run"));
        for (String section : List.of("inputs", "reports")) {
            simulation.get(section).fields().values().stream().filter(CurrentClamps::enabled)
                    .forEach(ConfigKeys::refuseUnknown);
        }
        for (String section : List.of("nodes", "edges")) {
            network.get("networks").get(section).list().forEach(ConfigKeys::refuseUnknown);
        }
        refuseNear(simulation.get("output"), KEYS.get("output"));
        if (simulation.get("output").has("spikes_file_nwb")) {
            throw simulation.get("output").get("spikes_file_nwb").fail("spikes are not written as NWB;"
                    + " --set output.spikes_file_nwb=null leaves it out");
        }
        refuseContent(simulation.get("connection_overrides"), "edges are simulated as they are; change them with --set"
                + " edges.POPULATION...");
        refuseContent(simulation.get("conditions").get("modifications"), "cells cannot be modified");
        final ConfigValue run = simulation.get("run");
        if (run.has("tstart") && run.get("tstart").number() != 0) {
            throw run.get("tstart").fail("runs begin at 0 ms; give input and tstop from there");
        }
        if (run.has("calc_ecp") && run.get("calc_ecp").node().asBoolean(true)) {
            throw run.get("calc_ecp").fail("extracellular potentials cannot be computed from point neurons");
        }
    }

    private static void refuseContent(ConfigValue part, String why) {
        if (part.exists() && (part.node().size() > 0 || part.node().isValueNode())) {
            throw part.fail("cannot be simulated: " + why + " (--set " + part.place() + "=null leaves it out)");
        }
    }

    private static void refuseUnknown(ConfigValue part) {
        final List<String> known = of(part.place());
        part.fields().forEach((key, value) -> {
            if (!known.contains(key) && value.exists()) {
                throw part.fail("unknown key '" + key + "'" + Names.didYouMean(key, known) + allowed(known)
                        + "; --set " + value.place() + "=null leaves it out");
            }
        });
    }

    /** Keys of other programs may stand in these parts, but no misspelt ones. */
    private static void refuseNear(ConfigValue part, Collection<String> known) {
        final List<String> others = new ArrayList<>(OF_BOTH);
        others.addAll(List.of("config_path", "config_dir", "beta_features", "compartment_sets_file"));
        part.fields().keySet().forEach(key -> {
            final String near = Names.didYouMean(key, known);
            if (!known.contains(key) && !others.contains(key) && !near.isEmpty()) {
                throw part.fail("unknown key '" + key + "'" + near);
            }
        });
    }

    static String allowed(Collection<String> known) {
        return " (allowed: " + String.join(", ", known) + ")";
    }
}
