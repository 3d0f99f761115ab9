package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quantal.models.balancing.Examples.assertClose;
import static org.quantal.models.balancing.Examples.largest;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SynapticBalancingTest {
    private static final BalancingCost SQUARES = BalancingCost.uniform(2);

    /** (8); the rule in steps, extrapolated to steps of length zero. */
    @ParameterizedTest
    @CsvSource({"2, 0.5, 2, 0.05, 1.5315207861152, 0.6529457576195", "2, 0.5, 2, 0.2, 1.1294555754804, 0.8853823219870",
            "3, 0.25, 1, 0.1, 1.9751425846210, 0.3797194216963"})
    void twoNeuronsFollowTheClosedForm(double a, double b, double p, double t, double expectedA, double expectedB) {
        final double product = a * b;
        final double start = p / 2 * Math.log(a / b);
        final double tanh = Math.tanh(start / 2) * Math.exp(-4 * p * Math.pow(product, p / 2) * t);
        final double v = Math.log((1 + tanh) / (1 - tanh));
        assertEquals(expectedA, Math.sqrt(product) * Math.exp(v / p), 1e-13);
        assertEquals(expectedB, Math.sqrt(product) * Math.exp(-v / p), 1e-13);

        final double[] coarse = twoNeurons(a, b, p, t, 200);
        final double[] middle = twoNeurons(a, b, p, t, 400);
        final double[] fine = twoNeurons(a, b, p, t, 800);
        final double[] expected = {expectedA, expectedB};
        for (int k = 0; k < 2; k++) {
            // Richardson: the first two orders of the error of Euler steps cancel.
            final double limit = (8 * fine[k] - 6 * middle[k] + coarse[k]) / 3;
            assertEquals(expected[k], limit, 2e-7);
            assertEquals(2, (coarse[k] - expected[k]) / (middle[k] - expected[k]), 0.1);
        }
    }

    private static double[] twoNeurons(double a, double b, double p, double t, int steps) {
        final SynapticBalancing rule = new SynapticBalancing(new double[][] {{0, a}, {b, 0}},
                BalancingCost.uniform(p));
        for (int s = 0; s < steps; s++) {
            assertEquals(t / steps, rule.step(t / steps));
        }
        return new double[] {rule.weights()[0][1], rule.weights()[1][0]};
    }

    @Test
    void ringEndsAtTheGeometricMean() {
        final double[] size = {2, -0.5, 3, 0.2};
        final double[][] ring = new double[4][4];
        for (int i = 0; i < 4; i++) {
            ring[(i + 1) % 4][i] = size[i];
        }
        final SynapticBalancing rule = new SynapticBalancing(ring, SQUARES);
        rule.balance(1e-14, 10_000);
        for (int i = 0; i < 4; i++) {
            assertEquals(Math.copySign(0.8801117367934, size[i]), rule.weights()[(i + 1) % 4][i], 1e-12);
        }
    }

    @Test
    void clampedChainEndsAtTheGeometricMean() {
        final double[][] chain = new double[3][3];
        chain[1][0] = 4;
        chain[2][1] = 0.25;
        final SynapticBalancing rule = new SynapticBalancing(chain, SQUARES, new boolean[] {true, false, true});
        rule.balance(1e-14, 10_000);
        assertEquals(1, rule.weights()[1][0], 1e-13);
        assertEquals(1, rule.weights()[2][1], 1e-13);
        assertEquals(0, rule.gauge().log(0));
        assertEquals(0, rule.gauge().log(2));
    }

    @Test
    void feedForwardChainWithoutClampsNeverBalances() {
        final double[][] chain = new double[3][3];
        chain[1][0] = 4;
        chain[2][1] = 0.25;
        final SynapticBalancing rule = new SynapticBalancing(chain, SQUARES);
        final String message = assertThrows(IllegalStateException.class, () -> rule.balance(1e-9, 500)).getMessage();
        assertTrue(message.contains("clamp inputs and outputs"));
        assertTrue(rule.costs().total() < 0.05, "the cost of an edge on no cycle falls to zero");
    }

    @Test
    void gaugeStepsOfNetworkAAreThoseOfTheTable() {
        final SynapticBalancing rule = new SynapticBalancing(Examples.networkA(), SQUARES);
        final double[] expected = {6.68, 6.670295251129893, 6.662834640851598, 6.656977715822001};
        for (int step = 0; step < 10; step++) {
            if (step < expected.length) {
                assertEquals(expected[step], rule.costs().total(), 4e-15);
            }
            assertEquals(0.02, rule.step(0.02));
        }
        assertEquals(6.637263545750055, rule.costs().total(), 4e-15);
        assertClose(new double[] {-0.0155588159269, 0.0502651833532, -0.0235135415562, -0.0236845932950,
                0.0124917674250}, rule.gauge().log(), 6e-14);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void ruleReachesTheReferenceSolver(double power) {
        final BalancingCost cost = BalancingCost.uniform(power);
        final double[][] weights = Examples.networkA();
        final SynapticBalancing rule = new SynapticBalancing(weights, cost);
        rule.balance(1e-15, 10_000);
        assertClose(Osborne.balance(weights, cost).log(), rule.gauge().log(), 1e-13);
        assertEquals(4.368, Examples.traceOfPower(weights, 3), 1e-14);
        assertEquals(4.368, Examples.traceOfPower(rule.weights(), 3), 1e-13);
        assertEquals(0, Arrays.stream(rule.gauge().log()).sum(), 1e-14);
    }

    /** dC/dt = -(p/tau_b) sum g^2, (5), and dg/dt = -(p/tau_b) L g, (6), in a short step. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3})
    void costFallsAtTheRateOfTheLyapunovFunction(double power) {
        final double[][] weights = Examples.networkA();
        final double eta = 1e-6;
        final SynapticBalancing rule = new SynapticBalancing(weights, BalancingCost.uniform(power));
        final CostMatrix before = rule.costs();
        final double[] g = before.imbalance();
        rule.step(eta);
        final double rate = (rule.costs().total() - before.total()) / eta;
        assertEquals(before.descentRate(power), rate, 1e-4 * Math.abs(rate));
        final double[][] laplacian = before.laplacian();
        final double[] after = rule.costs().imbalance();
        for (int i = 0; i < g.length; i++) {
            double expected = 0;
            for (int j = 0; j < g.length; j++) {
                expected -= power * laplacian[i][j] * g[j];
            }
            assertEquals(expected, (after[i] - g[i]) / eta, 1e-4);
        }
    }

    /** The slowest mode of a step near balance is multiplied by 1 - eta p lambda_2. */
    @ParameterizedTest
    @CsvSource({"1, 3.49793685654", "2, 1.65863000513"})
    void balanceIsReachedAtTheRateOfLambdaTwo(double power, double lambda) {
        final SynapticBalancing rule = new SynapticBalancing(Examples.networkA(), BalancingCost.uniform(power));
        final double eta = 0.02;
        while (rule.imbalance() > 1e-11) {
            rule.step(eta);
        }
        assertEquals(lambda, rule.costs().algebraicConnectivity(), 1e-8);
        final double before = rule.imbalance();
        rule.step(eta);
        // What is left of the next mode is below 2 % of the rate.
        assertEquals(1, (1 - rule.imbalance() / before) / (eta * power * lambda), 0.02);
    }

    /** Twice the bound of the step still descends from A; without the check, four times leads away. */
    @Test
    void longStepsAreHalvedUntilTheCostFalls() {
        final double bound = new SynapticBalancing(Examples.networkA(), SQUARES).stableStep();
        assertEquals(0.07485, bound, 5e-6);

        final SynapticBalancing twice = new SynapticBalancing(Examples.networkA(), SQUARES);
        for (int step = 0; step < 200; step++) {
            assertEquals(2 * bound, twice.step(2 * bound));
        }
        assertTrue(twice.imbalance() < 1e-13);

        double[] h = new double[5];
        double unchecked = 6.68;
        for (int step = 0; step < 100 && unchecked <= 6.68; step++) {
            final CostMatrix c = SQUARES.of(Gauge.ofLog(h).weights(Examples.networkA()));
            final double[] g = c.imbalance();
            unchecked = c.total();
            final double[] from = h;
            h = new double[5];
            Arrays.setAll(h, i -> from[i] + 4 * bound * g[i]);
        }
        assertTrue(unchecked > 6.68, "unchecked steps diverge");

        for (double factor : new double[] {4, 100, 1e6}) {
            final SynapticBalancing rule = new SynapticBalancing(Examples.networkA(), SQUARES);
            double cost = rule.costs().total();
            double shortest = factor * bound;
            for (int step = 0; step < 200; step++) {
                final double taken = rule.step(factor * bound);
                final double halvings = Math.log(factor * bound / taken) / Math.log(2);
                assertEquals(Math.rint(halvings), halvings, 1e-9);
                shortest = Math.min(shortest, taken);
                assertTrue(rule.costs().total() <= cost * (1 + 1e-14));
                cost = rule.costs().total();
            }
            assertTrue(shortest <= factor * bound / 2);
            // With these step lengths there are flat detours, but it ends at the minimum.
            assertEquals(6.62839149773321, cost, 1e-5, "factor " + factor);
        }
    }

    @Test
    void functionIsKeptForStepsOfAnyLength() {
        final double[][] weights = Examples.networkA();
        final SynapticBalancing rule = new SynapticBalancing(weights, SQUARES);
        rule.step(1e3);
        for (int n = 2; n <= 5; n++) {
            assertEquals(Examples.traceOfPower(weights, n), Examples.traceOfPower(rule.weights(), n), 1e-13);
        }
        assertTrue(largest(rule.gauge().log()) > 1e-3);
    }

    @Test
    void whatCannotBeBalancedIsRefused() {
        final RateNetwork square = new RateNetwork(new RectifiedPower(2), 1, Examples.networkA(), new double[5][0],
                new double[5], new double[0][]);
        final String message = assertThrows(IllegalArgumentException.class,
                () -> SynapticBalancing.of(square, SQUARES)).getMessage();
        assertTrue(message.contains("degree=2.0"));
        assertThrows(IllegalArgumentException.class,
                () -> new SynapticBalancing(Examples.networkA(), SQUARES, new boolean[4]));
        assertThrows(IllegalArgumentException.class,
                () -> new SynapticBalancing(Examples.networkA(), SQUARES).step(0));
        assertThrows(IllegalArgumentException.class, () -> new SynapticBalancing(new double[2][3], SQUARES));
    }
}
