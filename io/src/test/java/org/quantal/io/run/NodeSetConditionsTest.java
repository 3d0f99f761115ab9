package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.Scenario.StateRecording;

/** Node sets that choose by attributes, seen in the nodes of a report. */
class NodeSetConditionsTest {
    @TempDir
    private Path folder;

    /** Six cells 10 to 15, alternately of the types "Exc L4" and "Inh", with x = 0.5, 1.5, ..., 5.5. */
    private LoadedScenario read(String set) throws IOException {
        final Path file = new SmallCircuit(folder).write();
        try (Hdf5Writer nodes = new Hdf5Writer(folder.resolve("nodes.h5"))) {
            final GroupWriter group = nodes.root().group("nodes");
            final GroupWriter cells = group.group("cells");
            cells.array("node_id", new long[] {10, 11, 12, 13, 14, 15});
            cells.array("node_type_id", new long[] {7, 9, 7, 9, 7, 9});
            cells.group("0").array("x", new double[] {0.5, 1.5, 2.5, 3.5, 4.5, 5.5});
            final GroupWriter drive = group.group("drive");
            drive.array("node_id", new long[] {0, 1});
            drive.array("node_type_id", new long[] {1, 1});
        }
        return Scenarios.read(file, BuiltInModels.catalogue(), List.of("reports.v.cells=" + set));
    }

    private long[] chosen(String set) throws IOException {
        final LoadedScenario loaded = read(set);
        final OutputLayout layout = loaded.layout().orElseThrow();
        return loaded.scenario().states().stream().flatMapToLong((StateRecording recording) ->
                Arrays.stream(recording.neurons()).mapToLong(i -> layout.nodes().get(recording.population()).ids()[i]))
                .sorted().toArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{x: {$gt: 2.5}} ; 13 14 15",
        "{x: {$gte: 2.5}} ; 12 13 14 15",
        "{x: {$lt: 2.5}} ; 10 11",
        "{x: {$lte: 2.5}} ; 10 11 12",
        "{x: {$gt: 0.5, $lt: 4}} ; 11 12 13",
        "{x: 2.5} ; 12",
        "{x: [0.5, 5.5]} ; 10 15",
        "{population: cells, node_id: {$gt: 13}} ; 14 15",
        "{population: cells, node_type_id: {$lt: 8}} ; 10 12 14",
        "{pop_name: {$regex: 'L[234]$'}} ; 10 12 14",
        "{pop_name: {$regex: '^n|nh'}} ; 11 13 15",
        "{pop_name: {$regex: 'Exc'}, x: {$gt: 1}} ; 12 14",
        "{pop_name: [Inh, other], node_id: [15, 11.0, 12]} ; 11 15",
        "{population: {$regex: '^c'}} ; 10 11 12 13 14 15",
        "cells ; 10 11 12 13 14 15",
        "[some, {x: 1.5}] ; 10 11 12 14",
    })
    void nodesThatMeetAllConditions(String set, String ids) throws IOException {
        assertArrayEquals(Arrays.stream(ids.split(" ")).mapToLong(Long::parseLong).toArray(), chosen(set), set);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{x: {$in: [1, 2]}} ; there is no operator '$in'",
        "{x: {$in: [1, 2]}} ; a list of values means any of them",
        "{x: {$greater: 1}} ; there is no operator '$greater' (allowed: $gt, $gte, $lt, $lte, $regex)",
        "{x: {}} ; has no condition",
        "{x: {$gt: a}} ; must be a number",
        "{x: {$regex: a}} ; $regex is for texts",
        "{x: [[1]]} ; must be a value, a list of values",
        "{pop_name: {$gt: 1}} ; compares numbers, but a node has 'Exc L4'",
        "{pop_name: {$regex: '['}} ; '[' is no regular expression",
        "{pop_name: {$regex: 1}} ; must be a text",
        "{x: {$gt: 9}} ; no node of the circuit is in this node set",
        "cell ; there is no node set 'cell'; did you mean 'cells'?",
    })
    void mistakeIsTold(String set, String words) {
        final String message = assertThrows(ScenarioException.class, () -> read(set)).getMessage();
        assertTrue(message.contains("simulation_config.json: reports.v.cells") && message.contains(words), message);
    }

    /** The spikes of a file go to the nodes that are chosen, and to no others. */
    @Test
    void spikesForSomeNodesOnly() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        circuit.inputs = circuit.inputs.replace("{\"population\": \"drive\"}",
                "{\"population\": [\"drive\", \"none\"], \"node_id\": {\"$gt\": 0}}");
        final var drive = (org.quantal.simulator.model.SpikeTrainSource) Scenarios.read(circuit.write(),
                BuiltInModels.catalogue(), List.of()).scenario().network().population("drive").model();
        assertEquals(List.of(0, 1), IntStream.range(0, 2).mapToObj(i -> drive.timesMs(i).length).toList());
    }
}
