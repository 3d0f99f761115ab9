package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.random.StreamRandom;

class TsodyksMarkramTest {

    private static AmplitudeSites sites(ShortTermDynamics dynamics) {
        return (AmplitudeSites) new TsodyksMarkram(dynamics).createSites();
    }

    /** Responses are floats. */
    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void trainsEqualTheTables(ReferenceTrains reference) {
        final AmplitudeSites sites = sites(reference.dynamics());
        Trials.append(sites, reference.dynamics().utilization(), 3);
        assertEquals(reference.dynamics().utilization(), sites.state("u", 2));
        assertEquals(1, sites.state("x", 2));
        final float[] response = new float[3];
        for (int k = 0; k < ReferenceTrains.TIMES_MS.length; k++) {
            // A first spike long after the start finds the synapse rested as well.
            assertEquals(3, sites.transmit(k, 0, 1234.5 + ReferenceTrains.TIMES_MS[k], 0, 3, response));
            for (int i = 0; i < 3; i++) {
                assertEquals(reference.u()[k], sites.state("u", i), 1e-9 * reference.u()[k]);
                assertEquals(reference.x()[k], sites.state("x", i), 1e-9 * reference.x()[k]);
                assertEquals(reference.mean()[k] / reference.sites(), response[i], 1e-7 * response[i]);
            }
        }
    }

    /** Every synapse goes its way from its own U, in a row that lies in two chunks. */
    @ParameterizedTest
    @CsvSource({"500, 100", "0, 800", "50, 0"})
    void everySynapseHasItsProbability(double tauFac, double tauRec) {
        final TsodyksMarkram model = new TsodyksMarkram(new ShortTermDynamics(0.46, 0.26, tauFac, tauRec));
        final int count = 70_000;
        final double[] p = new double[count];
        model.drawProbabilities(new StreamRandom(5), new Constant(1), new double[count], p, count);
        final AmplitudeSites sites = (AmplitudeSites) model.createSites();
        sites.append(p, 1000);
        sites.append(p, count);
        final float[][] response = new float[ReferenceTrains.TIMES_MS.length][count];
        for (int k = 0; k < response.length; k++) {
            sites.transmit(k, 1, ReferenceTrains.TIMES_MS[k], 1000, count, response[k]);
        }
        for (int i = 0; i < count; i += 13) {
            final ShortTermTheory.Train train = new ShortTermTheory(new ShortTermDynamics(p[i], 0, tauFac, tauRec))
                    .train(ReferenceTrains.TIMES_MS);
            assertEquals(p[i], sites.probability(1000 + i));
            assertEquals(train.u()[5], sites.state("u", 1000 + i), 1e-6);
            assertEquals(train.x()[5], sites.state("x", 1000 + i), 1e-6);
            for (int k = 0; k < response.length; k++) {
                assertEquals(train.release()[k], response[k][i], 1e-6);
            }
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(p[i], sites.state("u", i), 1e-7);
            assertEquals(1, sites.state("x", i));
        }
    }

    @Test
    void rowsHaveTheirOwnSpikes() {
        final AmplitudeSites sites = sites(new ShortTermDynamics(0.5, 0, 0, 800));
        Trials.append(sites, 0.5, 2);
        Trials.append(sites, 0.5, 0);
        Trials.append(sites, 0.5, 3);
        final float[] response = new float[3];
        sites.transmit(1, 0, 0, 0, 2, response);
        sites.transmit(1, 2, 20, 2, 3, response);
        assertEquals(0.5f, response[2]);
        sites.transmit(1, 0, 20, 0, 2, response);
        assertEquals(0.256172522, response[0], 3e-8);
        assertEquals(0.512345044, sites.state("x", 1), 1e-9);
        assertEquals(1, sites.state("x", 2));
        assertThrows(IllegalArgumentException.class, () -> sites.state("y", 0));
    }

    /** Averages over 4e6 spikes of a Poisson train: u, x and u x within 0.2 %. */
    @ParameterizedTest
    @CsvSource({"0.5, 0, 800, 10", "0.2, 500, 100, 20", "0.6, 50, 300, 30"})
    void poissonTrainsHaveTheMeansOfTheTheory(double utilization, double tauFac, double tauRec, double rate) {
        final ShortTermDynamics dynamics = new ShortTermDynamics(utilization, 0, tauFac, tauRec);
        final AmplitudeSites sites = sites(dynamics);
        Trials.append(sites, utilization, 1);
        final StreamRandom random = new StreamRandom(20);
        final float[] response = new float[1];
        final int spikes = 4_000_000;
        double time = 0;
        double u = 0;
        double x = 0;
        double release = 0;
        for (int k = -1000; k < spikes; k++) {
            time -= 1000 / rate * Math.log1p(-random.nextDouble());
            sites.transmit(k, 0, time, 0, 1, response);
            if (k >= 0) {
                u += sites.state("u", 0) / spikes;
                x += sites.state("x", 0) / spikes;
                release += (double) response[0] / spikes;
            }
        }
        final ShortTermTheory.Poisson expected = new ShortTermTheory(dynamics).poisson(rate);
        assertEquals(expected.u(), u, 2e-3 * expected.u());
        assertEquals(expected.x(), x, 2e-3 * expected.x());
        assertEquals(expected.release(), release, 2e-3 * expected.release());
    }

    @Test
    void catalogueMakesIt() {
        final TsodyksMarkram model = new TsodyksMarkram(new ShortTermDynamics(0.2, 0.1, 500, 100));
        assertEquals(model,
                TsodyksMarkram.ENTRY.create(Map.of("U", 0.2, "U_sd", 0.1, "tau_fac", 500.0, "tau_rec", 100.0)));
        assertEquals(new TsodyksMarkram(new ShortTermDynamics(0.5, 0, 0, 800)), TsodyksMarkram.ENTRY.create(Map.of()));
        assertEquals("tsodyks_markram", model.name());
        assertEquals(0.2, model.meanProbability());
        assertEquals(0.2, model.meanFactor(new Constant(3)));
        assertTrue(model.hasAmplitudes());
        assertTrue(model.variesBySynapse());
        assertFalse(new TsodyksMarkram(new ShortTermDynamics(0.2, 0, 500, 100)).variesBySynapse());
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        refused("U must be in (0, 1]: U=0.0", Map.of("U", 0.0));
        refused("U must be in (0, 1]: U=1.1", Map.of("U", 1.1));
        refused("U_sd must be 0 or in (0, 0.0), the largest spread of a probability of this mean: U_sd=0.1 U=1.0",
                Map.of("U", 1.0, "U_sd", 0.1));
        refused("tau_fac must not be negative: tau_fac=-1.0 ms", Map.of("tau_fac", -1.0));
        refused("tau_rec must not be negative: tau_rec=NaN ms", Map.of("tau_rec", Double.NaN));
    }

    private static void refused(String message, Map<String, Double> values) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> TsodyksMarkram.ENTRY.create(values))
                .getMessage());
    }
}
