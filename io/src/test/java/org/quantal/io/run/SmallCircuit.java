package org.quantal.io.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Writer;

/** A circuit for tests: 6 cells of two alternating types with ids from 10 on, driven by 2 virtual nodes. */
final class SmallCircuit {
    final Path folder;
    String nodeTypes = """
            node_type_id model_type model_template pop_name dynamics_params
            7 point_neuron nest:iaf_psc_exp "Exc L4" slow.json
            9 point_process nest:iaf_psc_delta Inh NULL
            """;
    String edgeTypes = """
            edge_type_id model_template delay syn_weight nsyns weight_function
            3 static_synapse 1.0 800 2 NULL
            """;
    String inputs = """
            {"in": {"input_type": "spikes", "module": "csv", "input_file": "$HERE/in.csv",
              "node_set": {"population": "drive"}}}""";
    String reports = """
            {"v": {"cells": "all_cells", "variable_name": "v", "module": "membrane_report", "sections": "soma",
              "dt": 1.0}}""";
    double tstopMs = 40;
    String cellParams = """
            {"tau_m": 20.0, "V_m": -60.0}""";

    SmallCircuit(Path folder) {
        this.folder = folder;
    }

    Path write() throws IOException {
        try (Hdf5Writer file = new Hdf5Writer(folder.resolve("nodes.h5"))) {
            final GroupWriter nodes = file.root().group("nodes");
            nodes(nodes.group("cells"), new long[] {10, 11, 12, 13, 14, 15}, new long[] {7, 9, 7, 9, 7, 9});
            nodes(nodes.group("drive"), new long[] {0, 1}, new long[] {1, 1});
        }
        try (Hdf5Writer file = new Hdf5Writer(folder.resolve("edges.h5"))) {
            final GroupWriter edges = file.root().group("edges").group("in.out");
            edges.array("source_node_id", new long[] {0, 0, 1, 1}).attribute("node_population", "drive");
            edges.array("target_node_id", new long[] {10, 12, 13, 14}).attribute("node_population", "cells");
            edges.array("edge_type_id", new long[] {3, 3, 3, 3});
            edges.group("0").array("release_probability", new double[] {1, 0.5, 1, 0.25});
        }
        Files.writeString(folder.resolve("node_types.csv"), nodeTypes + "1 virtual NULL NULL NULL\n");
        Files.writeString(folder.resolve("edge_types.csv"), edgeTypes);
        Files.writeString(folder.resolve("slow.json"), cellParams);
        Files.writeString(folder.resolve("in.csv"), "timestamps population node_ids\n5.0 drive 0\n7.5 drive 1\n");
        Files.writeString(folder.resolve("circuit_config.json"), """
                {"networks": {"nodes": [{"nodes_file": "nodes.h5", "node_types_file": "node_types.csv"}],
                 "edges": [{"edges_file": "edges.h5", "edge_types_file": "edge_types.csv"}]}}""");
        return Files.writeString(folder.resolve("simulation_config.json"), """
                {"manifest": {"$HERE": "."}, "network": "$HERE/circuit_config.json", "target_simulator": "NEST",
                 "run": {"tstop": %s, "dt": 0.1, "random_seed": 12}, "inputs": %s, "reports": %s,
                 "node_sets": {"all_cells": {"population": "cells"}, "some": {"pop_name": "Exc L4"}},
                 "output": {"output_dir": "$HERE/out", "spikes_file": "mine.h5", "spikes_sort_order": "by_id"}}
                """.formatted(tstopMs, inputs, reports));
    }

    private static void nodes(GroupWriter group, long[] ids, long[] types) {
        group.array("node_id", ids);
        group.array("node_type_id", types);
        group.group("0");
    }
}
