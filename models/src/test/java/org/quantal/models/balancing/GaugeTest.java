package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaugeTest {
    private static final int NEURONS = 40;
    private static final int STEPS = 1500;
    private static final double DT = 0.02;

    /** Experiment 1: de-balanced by exp(N(0,1)), then balanced by the local rule. */
    @Test
    void balancingKeepsTheMapOfALinearlyRectifiedNetwork() {
        final DoubleSupplier gaussian = Examples.gaussian(1);
        final RateNetwork network = Examples.lognormalGauge(gaussian, NEURONS, 1)
                .apply(Examples.network(RectifiedPower.LINEAR, NEURONS, 1, gaussian));
        final SynapticBalancing rule = SynapticBalancing.of(network, BalancingCost.uniform(2));
        rule.balance(1e-9, 100_000);
        assertTrue(rule.costs().total() < 0.2 * BalancingCost.uniform(2).of(network.weights()).total());
        checkSameMap(network, rule.gauge(), gaussian);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void anyGaugeKeepsTheMap(double degree) {
        final DoubleSupplier gaussian = Examples.gaussian(2);
        final RateNetwork network = Examples.network(new RectifiedPower(degree), NEURONS, 0.5, gaussian);
        checkSameMap(network, Examples.lognormalGauge(gaussian, NEURONS, 1), gaussian);
    }

    private static void checkSameMap(RateNetwork network, Gauge gauge, DoubleSupplier gaussian) {
        final double[] start = Examples.normal(gaussian, NEURONS, 1);
        final double[][] u = Examples.sines(STEPS, DT);
        final double[][] before = network.run(start, u, DT).output();
        final double[][] after = gauge.apply(network).run(gauge.state(start), u, DT).output();
        double scale = 0;
        for (double[] z : before) {
            scale = Math.max(scale, Examples.largest(z));
        }
        assertTrue(scale > 0.05, "an output that moves: " + scale);
        assertTrue(Examples.largestDifference(before, after) < 1e-13 * scale);
        final double[][] other = network.run(gauge.state(start), u, DT).output();
        assertTrue(Examples.largestDifference(before, other) > 1e-3 * scale, "the start matters");
    }

    @Test
    void degreeOneIsASimilarity() {
        final DoubleSupplier gaussian = Examples.gaussian(3);
        final double[][] weights = Examples.normal(gaussian, 5, 5, 1);
        final Gauge gauge = Examples.lognormalGauge(gaussian, 5, 1);
        final double[][] scaled = gauge.weights(weights);
        for (int n = 1; n <= 5; n++) {
            assertEquals(Examples.traceOfPower(weights, n), Examples.traceOfPower(scaled, n), 1e-12);
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(weights[i][i], scaled[i][i], 1e-15);
            assertEquals(weights[i][0] * Math.exp(-gauge.log(i) + gauge.log(0)), scaled[i][0], 1e-14);
        }
        assertEquals(weights[1][0] * weights[2][1] * weights[0][2], scaled[1][0] * scaled[2][1] * scaled[0][2], 1e-13);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2})
    void otherDegreesKeepNeitherEigenvaluesNorCycles(double degree) {
        final DoubleSupplier gaussian = Examples.gaussian(3);
        final double[][] weights = Examples.normal(gaussian, 5, 5, 1);
        final double[][] scaled = Examples.lognormalGauge(gaussian, 5, 1).weights(weights, degree);
        assertTrue(Math.abs(Examples.traceOfPower(weights, 3) - Examples.traceOfPower(scaled, 3)) > 0.1);
        assertTrue(Math.abs(weights[1][0] * weights[0][1] - scaled[1][0] * scaled[0][1]) > 0.01);
    }

    @Test
    void scaleAndLogAreTheSameGauge() {
        final Gauge gauge = Gauge.ofScale(0.5, 4);
        assertEquals(Math.log(2), gauge.log(0), 1e-15);
        assertEquals(4, Gauge.ofLog(gauge.log()).scale(1), 1e-14);
        final double[][] weights = {{1, 2}, {3, 4}};
        assertEquals(0, Examples.largestDifference(new double[][] {{1, 0.25}, {24, 4}}, gauge.weights(weights)));
        assertEquals(0, Examples.largestDifference(weights, gauge.inverse().weights(gauge.weights(weights))));
        assertEquals(0, Examples.largestDifference(new double[][] {{0.5, 1}, {12, 16}}, gauge.weights(weights, 0)));
        assertEquals(0, gauge.centred().log(0) + gauge.centred().log(1), 1e-15);
        assertTrue(Examples.largestDifference(gauge.weights(weights), gauge.centred().weights(weights)) < 1e-13);
        assertEquals(0, Gauge.identity(2).log(1));
    }

    @Test
    void badGaugesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Gauge.ofScale(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Gauge.ofScale(1, -2));
        assertThrows(IllegalArgumentException.class, () -> Gauge.ofLog(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Gauge.ofLog(-1000));
        assertThrows(IllegalArgumentException.class, () -> Gauge.ofScale(1, 2).state(new double[3]));
        assertThrows(IllegalArgumentException.class, () -> Gauge.ofScale(1, 2).output(new double[1][3], 1));
    }
}
