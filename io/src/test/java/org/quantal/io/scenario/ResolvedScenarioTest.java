package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.CurrentDrive.Change;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;

class ResolvedScenarioTest {
    @TempDir
    Path folder;

    private LoadedScenario again(LoadedScenario loaded) {
        return ScenarioReader.read(new ScenarioFiles(folder).write("resolved.json", loaded.resolved()),
                BuiltInModels.catalogue(), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"microcircuit.yaml", "brunel.yaml", "quickstart.yaml", "stdp.yaml", "exact-vs-grid.yaml",
            "reliability-learning.yaml"})
    void readsAsTheSameScenario(String example) {
        final LoadedScenario first = ScenarioFiles.example(example);
        final LoadedScenario second = again(first);
        assertEquals(first.resolved(), second.resolved());
        assertEquals(first.scenario().network().projections(), second.scenario().network().projections());
        assertEquals(first.scenario().network().poissonDrives(), second.scenario().network().poissonDrives());
        assertEquals(first.scenario().network().currentDrives(), second.scenario().network().currentDrives());
        assertEquals(first.scenario().network().populations().stream().map(Population::model).toList(),
                second.scenario().network().populations().stream().map(Population::model).toList());
    }

    @Test
    void leavesNothingToLookUp() {
        final String resolved = ScenarioFiles.example("microcircuit.yaml").resolved();
        assertFalse(resolved.contains("${") || resolved.contains("table") || resolved.contains("downscale"), resolved);
        assertTrue(resolved.contains("\"tau_syn_in\" : \"0.5 ms\"") && resolved.contains("\"I_e\" : \"0 pA\"")
                && resolved.contains("\"separate_currents\" : false"), resolved);
    }

    @Test
    void keepsEveryKindOfRuleAndDistribution() {
        final ScenarioFiles files = new ScenarioFiles(folder);
        files.write("in.csv", "time_ms,node_id\n5,0\n");
        final String text = """
                duration: 1 s
                partitions: 3
                populations:
                  A: {size: 10, model: iaf_psc_exp, params: {separate_currents: true}, initial: {I_syn_ex: 3 pA}}
                  D: {size: 10, model: iaf_psc_delta}
                  S: {size: 1, model: spike_source, file: in.csv}
                current:
                  - {to: [A, D], amplitude: 0.3 nA}
                  - {to: A, amplitude: 1 pA, start: -5 ms}
                  - {to: A, amplitude: 2 pA, stop: 5.3 ms}
                  - {to: A, amplitude: 3 pA, start: 5.3 ms, stop: 1 s}
                  - {to: D, times: [1 ms, 5 ms, 0.1 s], amplitudes: [0.1 nA, 0 pA, -3 pA]}
                  - {to: D, times: [1 ms, 5 ms], amplitudes: [1 pA, 2 pA]}
                projections:
                  - {from: A, to: D, rule: one_to_one, weight: {distribution: lognormal, mean: -1 mV, sd: 50 %,
                    min: -3 mV}, delay: 1 ms}
                  - {from: A, to: A, rule: {rule: all_to_all, autapses: false}, weight: {distribution: uniform,
                    low: 1 pA, high: 2 pA},
                     delay: {distribution: lognormal, mean: 2 ms, sd: 1 ms, max: 9 ms}, release: cortex_l56}
                  - {from: D, to: A, rule: {rule: fixed_outdegree, outdegree: 3, multapses: false}, weight: 1 pA,
                    delay: 1 ms}
                  - {from: D, to: A, rule: {rule: pairwise_bernoulli, p: 0.3}, weight: 1 pA, delay: 1 ms}
                  - {from: D, to: D, rule: {rule: fixed_total_number, total: 33}, weight: 1 mV, delay: 1 ms}
                  - {from: S, to: A, rule: {rule: explicit, file: c.csv}}
                record:
                  spikes: false
                  states: [{population: A, neurons: [1, 5], variables: [I_syn_in], from: 10 ms, to: 0.5 s}]
                """;
        files.write("c.csv", "source,target,weight,delay_ms\n0,1,80,1.5\n");
        final LoadedScenario first = files.read(text);
        final Network network = first.scenario().network();
        final LoadedScenario second = again(first);
        assertEquals(List.of(new CurrentDrive("A", 300), new CurrentDrive("D", 300),
                new CurrentDrive("A", 0, List.of(new Change(-5, 1))),
                new CurrentDrive("A", 2, List.of(new Change(5.3, 0))),
                new CurrentDrive("A", 0, List.of(new Change(5.3, 3), new Change(1000, 0))), new CurrentDrive("D", 0,
                        List.of(new Change(1, 100), new Change(5, 0), new Change(100, -3))),
                new CurrentDrive("D", 0, List.of(new Change(1, 1), new Change(5, 2)))), network.currentDrives());
        assertEquals(network.currentDrives(), second.scenario().network().currentDrives());
        assertEquals(10, second.scenario().states().get(0).fromMs());
        assertEquals(500, second.scenario().states().get(0).toMs());
        assertEquals(network.projections(), second.scenario().network().projections());
        assertEquals(first.resolved().replace("\"s\"", "\"resolved\""),
                second.resolved().replace("\"s\"", "\"resolved\""));
        assertFalse(second.recordSpikes());
        assertEquals(3, second.scenario().partitions());
    }
}
