package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.FixedOutdegree;
import org.quantal.simulator.network.FixedTotalNumber;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PairwiseBernoulli;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

class DownscaleTest {
    private static final String[] NAMES = {"L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I"};
    private static final double[] N = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
    private static final double[] K_EXT = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
    private static final double[] RATES = {0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829};
    private static final double[][] P = {
        {0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0}, {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
        {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0},
        {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
        {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
        {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0},
        {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
        {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}};

    @TempDir
    Path folder;
    private ScenarioFiles files;

    @BeforeEach
    void setUp() {
        files = new ScenarioFiles(folder);
    }

    private static double weight(int target, int source) {
        return source % 2 == 1 ? -4 * 87.8 : target == 0 && source == 2 ? 2 * 87.8 : 87.8;
    }

    /** Potjans & Diesmann's eq. 1, as in PyNEST's num_synapses_from_conn_probs. */
    private static double synapses(int target, int source) {
        return Math.log1p(-P[target][source]) / Math.log1p(-1 / (N[target] * N[source]));
    }

    @Test
    void microcircuitIsScaledAsByPyNest() {
        final double scale = 0.1;
        final Network network = ScenarioFiles.example("microcircuit.yaml", "scale=" + scale).scenario().network();
        int projections = 0;
        for (int target = 0; target < 8; target++) {
            assertEquals(Math.rint(N[target] * scale), network.population(NAMES[target]).size());
            double input = K_EXT[target] * 87.8 * 8;
            for (int source = 0; source < 8; source++) {
                input += synapses(target, source) / N[target] * weight(target, source) * RATES[source];
                if (P[target][source] > 0) {
                    final Projection projection = projection(network, NAMES[source], NAMES[target]);
                    final long total = ((FixedTotalNumber) projection.rule()).total();
                    // PyNEST rounds once; here the number at full scale is whole already.
                    assertEquals(synapses(target, source) * scale * scale, total, 0.51);
                    assertEquals(weight(target, source) / Math.sqrt(scale), projection.weight().mean(),
                            1e-9 * Math.abs(weight(target, source)));
                    assertEquals(0.1 * Math.abs(projection.weight().mean()), projection.weight().standardDeviation(),
                            1e-9);
                    projections++;
                }
            }
            final double current = 0.001 * 0.5 * (1 - Math.sqrt(scale)) * input;
            assertEquals(current, current(network, NAMES[target]), 1e-4 * Math.abs(current));
            assertTrue(network.poissonDrives()
                    .contains(new PoissonDrive(NAMES[target], K_EXT[target] * scale, 8, 87.8 / Math.sqrt(scale))));
        }
        assertEquals(projections, network.projections().size());
    }

    @Test
    void fullScaleIsUntouched() {
        final Network network = ScenarioFiles.example("microcircuit.yaml", "scale=1").scenario().network();
        assertEquals(77169, network.neurons());
        assertEquals(2.99e8, network.expectedSynapses(), 0.01e8);
        assertTrue(network.currentDrives().isEmpty());
        assertEquals(new PoissonDrive("L23E", 1600, 8, 87.8), network.poissonDrives().get(0));
        assertEquals(-351.2, projection(network, "L6I", "L6E").weight().mean(), 1e-9);
    }

    @Test
    void releaseProbabilityLeavesTheCurrentIfTheMeanIsKept() {
        final Network half = ScenarioFiles.example("microcircuit.yaml", "p=0.5").scenario().network();
        final Network full = ScenarioFiles.example("microcircuit.yaml", "p=1").scenario().network();
        assertEquals(full.currentDrives(), half.currentDrives());
    }

    private static Projection projection(Network network, String source, String target) {
        return network.projections().stream().filter(p -> p.source().equals(source) && p.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static double current(Network network, String target) {
        return network.currentDrives().stream().filter(d -> d.target().equals(target))
                .mapToDouble(CurrentDrive::initialPA).sum();
    }

    @Test
    void deltaSynapsesAreMadeUpForByTheChargeOfTheirJumps() {
        final Network network = files.read("""
                duration: 1 s
                populations: {A: {size: 100, model: iaf_psc_delta, params: {C_m: 200 pF}}}
                downscale: {neurons: 0.5, indegrees: 0.25, mean_rates: 6 Hz}
                current: [{to: A, amplitude: 10 pA}]
                poisson: [{to: A, indegree: 40, rate: 8 Hz, weight: 0.2 mV}]
                projections:
                  - {from: A, to: A, rule: {rule: fixed_indegree, indegree: 20}, weight: -0.3 mV, delay: 1 ms,
                     release: {model: bernoulli, p: 0.5}}
                """).scenario().network();
        // C_m 1e-3 K w r (1 - sqrt(k)), the recurrent part halved by release, which does not keep the mean here.
        assertEquals(10 + 200e-3 * (40 * 0.2 * 8 - 0.5 * 20 * 0.3 * 6) * 0.5, current(network, "A"), 1e-9);
        assertEquals(new FixedIndegree(5), network.projections().get(0).rule());
        assertEquals(-0.6, network.projections().get(0).weight().mean());
        assertEquals(new PoissonDrive("A", 10, 8, 0.4), network.poissonDrives().get(0));
    }

    @Test
    void everyRuleKeepsItsShareOfSynapses() {
        files.write("in.csv", "time_ms,node_id\n");
        final Network network = files.read("""
                duration: 1 s
                populations:
                  A: {size: 100, model: iaf_psc_exp}
                  S: {size: 40, model: spike_source, file: in.csv}
                downscale: {neurons: 0.5, indegrees: 0.25, mean_rates: 6 Hz}
                projections:
                  - {from: all, to: A, rule: {rule: fixed_total_number, total: 4000}, weight: 1 pA, delay: 1 ms}
                  - {from: all, to: A, rule: {rule: fixed_outdegree, outdegree: 40}, weight: 1 pA, delay: 1 ms}
                  - {from: all, to: A, rule: {rule: pairwise_bernoulli, p: 0.4}, weight: 1 pA, delay: 1 ms}
                """).scenario().network();
        assertEquals(List.of(50, 40), network.populations().stream().map(Population::size).toList());
        assertEquals(List.of(new FixedTotalNumber(500), new FixedTotalNumber(500), new FixedOutdegree(10, true, true),
                new FixedOutdegree(5, true, true), new PairwiseBernoulli(0.2), new PairwiseBernoulli(0.1)),
                network.projections().stream().map(Projection::rule).toList());
    }

    @Test
    void whatCannotBeScaledIsRefused() {
        final String base = """
                duration: 1 s
                populations: {A: {size: 100, model: iaf_psc_exp}}
                downscale: {neurons: 0.5, indegrees: 0.25, mean_rates: 6 Hz}
                projections:
                  - {from: all, to: A, rule: one_to_one, weight: 1 pA, delay: 1 ms}
                """;
        assertEquals("s.yaml:5: projections[0].rule: rule one_to_one cannot be downscaled by neurons=0.5 and"
                + " indegrees=0.25; use another rule or leave 'downscale' out", files.error(base));
        assertEquals("s.yaml:3: downscale: lacks the key 'mean_rates', from which the current that makes up for lost"
                + " synapses follows", files.error(base.replace(", mean_rates: 6 Hz", "").replace("one_to_one",
                        "{rule: fixed_indegree, indegree: 8}")));
        assertEquals("s.yaml:3: downscale.indegrees: must be in (0, 1], but is 2.0",
                files.error(base.replace("indegrees: 0.25", "indegrees: 2")));
        assertEquals("s.yaml:3: downscale: population 'A' of 100 neurons would have none left",
                files.error(base.replace("neurons: 0.5", "neurons: 0.001")));
    }
}
