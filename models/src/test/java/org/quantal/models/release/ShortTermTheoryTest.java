package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.ExpectedResponses;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.random.StreamRandom;

class ShortTermTheoryTest {
    /** The tables have ten digits. */
    private static final double TEN_DIGITS = 1e-9;

    private static void assertClose(double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], actual[k], TEN_DIGITS * Math.abs(expected[k]), "spike " + k);
        }
    }

    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void trainsEqualTheTables(ReferenceTrains reference) {
        final ShortTermTheory theory = new ShortTermTheory(reference.dynamics());
        final ShortTermTheory.Train train = theory.train(ReferenceTrains.TIMES_MS);
        final int n = reference.sites();
        assertClose(reference.u(), train.u());
        assertClose(reference.x(), train.x());
        assertClose(reference.mean(), Arrays.stream(train.release()).map(m -> ShortTermTheory.mean(n, m)).toArray());
        assertClose(reference.variance(), Arrays.stream(train.release()).map(m -> ShortTermTheory.variance(n, m, 0))
                .toArray());
        assertClose(reference.covariance(), theory.covariances(n, ReferenceTrains.TIMES_MS)[0]);
    }

    /** A run draws these beside what it found: the tables in units of the weight, be it that of a quantum or of all. */
    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void expectedResponsesEqualTheTables(ReferenceTrains reference) {
        final int n = reference.sites();
        final ExpectedResponses quanta = new StochasticTsodyksMarkram(reference.dynamics(), new Quanta(n, 0, false))
                .expectedResponses(ReferenceTrains.TIMES_MS).orElseThrow();
        assertClose(reference.mean(), quanta.mean());
        assertClose(reference.variance(), quanta.variance());
        assertTrue(quanta.hasMemory());
        final ExpectedResponses total = new StochasticTsodyksMarkram(reference.dynamics(), new Quanta(n, 0.5, true))
                .expectedResponses(ReferenceTrains.TIMES_MS).orElseThrow();
        assertClose(Arrays.stream(reference.mean()).map(k -> k / n).toArray(), total.mean());
        final double[] variance = new double[reference.mean().length];
        Arrays.setAll(variance, k -> (reference.variance()[k] + 0.25 * reference.mean()[k]) / (n * n));
        assertClose(variance, total.variance());
        final ExpectedResponses deterministic = new TsodyksMarkram(reference.dynamics())
                .expectedResponses(ReferenceTrains.TIMES_MS)
                .orElseThrow();
        assertClose(total.mean(), deterministic.mean());
        assertArrayEquals(new double[variance.length], deterministic.variance());
    }

    @Test
    void memorylessReleaseExpectsTheSameOfEverySpike() {
        final ExpectedResponses one = new BernoulliRelease(0.3).expectedResponses(1, 2).orElseThrow();
        assertArrayEquals(new double[] {0.3, 0.3}, one.mean(), 1e-15);
        assertArrayEquals(new double[] {0.21, 0.21}, one.variance(), 1e-15);
        assertTrue(!one.hasMemory());
        final ExpectedResponses several = new BinomialRelease(new Quanta(4, 0.5, false), 0.3, 0).expectedResponses(7)
                .orElseThrow();
        assertArrayEquals(new double[] {1.2}, several.mean(), 1e-15);
        assertArrayEquals(new double[] {4 * 0.3 * (0.7 + 0.25)}, several.variance(), 1e-15);
    }

    /** Their mean response depends on which synapses there are. */
    @Test
    void nothingIsExpectedOfSynapsesThatDiffer() {
        final ShortTermDynamics varied = new ShortTermDynamics(0.5, 0.1, 0, 800);
        for (ReleaseModel model : new ReleaseModel[] {new TsodyksMarkram(varied), new BetaRelease(0.5, 0.1),
            new StochasticTsodyksMarkram(varied, new Quanta(2, 0, true)),
            new BinomialRelease(new Quanta(2, 0, true), 0.5, 0.1)}) {
            assertTrue(model.expectedResponses(0, 10).isEmpty(), model.name());
        }
    }

    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void covariancesAreSymmetricAndNotPositive(ReferenceTrains reference) {
        final double[][] covariance = new ShortTermTheory(reference.dynamics())
                .covariances(reference.sites(), ReferenceTrains.TIMES_MS);
        for (int k = 0; k < covariance.length; k++) {
            assertEquals(reference.variance()[k], covariance[k][k], TEN_DIGITS);
            for (int l = 0; l < k; l++) {
                assertEquals(covariance[k][l], covariance[l][k]);
                assertTrue(covariance[k][l] < 0);
            }
        }
    }

    /**
     * All 2^3 outcomes of one site at the first three spikes, with the probability of each path through filled and
     * empty.
     */
    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void momentsEqualThoseOfAllOutcomesOfASite(ReferenceTrains reference) {
        final ShortTermTheory theory = new ShortTermTheory(reference.dynamics());
        final double[] u = theory.train(ReferenceTrains.TIMES_MS).u();
        final double refill = -Math.expm1(-20 / reference.dynamics().tauRecMs());
        final double[] mean = new double[3];
        final double[][] product = new double[3][3];
        for (int outcome = 0; outcome < 8; outcome++) {
            // P(outcome so far and the site is filled), and the same with an empty one.
            double filled = 1;
            double empty = 0;
            for (int k = 0; k < 3; k++) {
                if (k > 0) {
                    filled += empty * refill;
                    empty *= 1 - refill;
                }
                if ((outcome >> k & 1) == 1) {
                    empty = filled * u[k];
                    filled = 0;
                } else {
                    filled *= 1 - u[k];
                }
            }
            for (int k = 0; k < 3; k++) {
                mean[k] += (outcome >> k & 1) * (filled + empty);
                for (int l = 0; l < 3; l++) {
                    product[k][l] += (outcome >> k & outcome >> l & 1) * (filled + empty);
                }
            }
        }
        final double[][] covariance = theory.covariances(1, ReferenceTrains.TIMES_MS);
        for (int k = 0; k < 3; k++) {
            for (int l = 0; l < 3; l++) {
                assertEquals(product[k][l] - mean[k] * mean[l], covariance[k][l], 1e-15);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0, 800, 10, 0.5, 0.2, 0.1", "0.2, 500, 100, 20, 0.733333333333, 0.415712794363, 0.292143602819",
        "0.6, 50, 300, 30, 0.789473684211, 0.131694063591, 0.0964784373788"})
    void poissonMeansEqualTheTable(double utilization, double tauFac, double tauRec, double rate, double u,
    double x, double release) {
        final ShortTermTheory.Poisson poisson =
                new ShortTermTheory(new ShortTermDynamics(utilization, 0, tauFac, tauRec)).poisson(rate);
        assertEquals(u, poisson.u(), 1e-11 * u);
        assertEquals(x, poisson.x(), 1e-11 * x);
        assertEquals(release, poisson.release(), 1e-11 * release);
        final double fac = rate * tauFac * 1e-3;
        assertEquals(utilization * (1 + fac) / (1 + utilization * fac), poisson.u(), 1e-14);
    }

    /**
     * Without facilitation (17), down to a U whose sixtieth power is no double; without depression x = 1; at rate 0
     * all is at rest.
     */
    @Test
    void poissonMeansHaveTheirLimits() {
        for (double utilization : new double[] {1e-8, 0.01, 0.5, 1}) {
            for (double rate : new double[] {0.1, 10, 500}) {
                final double x = 1 / (1 + utilization * rate * 0.8);
                final ShortTermTheory.Poisson none = new ShortTermTheory(new ShortTermDynamics(utilization, 0, 0, 800))
                        .poisson(rate);
                assertEquals(x, none.x(), 1e-13 * x);
                assertEquals(utilization * x, none.release(), 1e-13 * utilization * x);
                final ShortTermTheory.Poisson full = new ShortTermTheory(new ShortTermDynamics(utilization, 0, 300, 0))
                        .poisson(rate);
                assertEquals(1, full.x(), 1e-13);
                assertEquals(full.u(), full.release(), 1e-13);
            }
            final ShortTermTheory.Poisson rest = new ShortTermTheory(new ShortTermDynamics(utilization, 0, 300, 800))
                    .poisson(0);
            assertArrayEquals(new double[] {utilization, 1, utilization},
                    new double[] {rest.u(), rest.x(), rest.release()}, 1e-14);
        }
        assertThrows(IllegalArgumentException.class, () -> new ShortTermTheory(new ShortTermDynamics(0.5, 0, 0, 800))
                .poisson(-1));
    }

    /**
     * Strong facilitation, where moments of u fall slowly. The stationarity of (x, u) is exact: sums over 4e6 spikes
     * of a Poisson train agree within four standard errors from 400 batches.
     */
    @ParameterizedTest
    @CsvSource({"0.01, 2000, 50, 200", "0.05, 1000, 400, 50", "0.95, 20, 20, 60"})
    void poissonMeansAreThoseOfALongTrain(double utilization, double tauFac, double tauRec, double rate) {
        final ShortTermDynamics dynamics = new ShortTermDynamics(utilization, 0, tauFac, tauRec);
        final StreamRandom random = new StreamRandom(71);
        double u = utilization;
        double x = 1;
        final float[] batches = new float[400];
        for (int b = -1; b < batches.length; b++) {
            double sum = 0;
            for (int k = 0; k < 10_000; k++) {
                final double elapsed = -1000 / rate * Math.log1p(-random.nextDouble());
                x = 1 - (1 - x * (1 - u)) * Math.exp(-elapsed / tauRec);
                u = utilization + u * (1 - utilization) * Math.exp(-elapsed / tauFac);
                sum += u * x;
            }
            if (b >= 0) {
                batches[b] = (float) (sum / 10_000);
            }
        }
        final double mean = Trials.mean(batches);
        final double error = Math.sqrt(Trials.moment(batches, mean, 2) / batches.length);
        final double expected = new ShortTermTheory(dynamics).poisson(rate).release();
        assertTrue(error < 1e-3 * expected, "s.e. " + error + " of " + expected);
        assertEquals(expected, mean, 4 * error);
    }

    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void regularTrainsEndInTheirSteadyState(ReferenceTrains reference) {
        final ShortTermTheory theory = new ShortTermTheory(reference.dynamics());
        final double[] times = new double[2000];
        Arrays.setAll(times, k -> 35.0 * k);
        final ShortTermTheory.Train train = theory.train(times);
        assertEquals(train.u()[1999], theory.regular(35).u()[0], 1e-13);
        assertEquals(train.x()[1999], theory.regular(35).x()[0], 1e-13);
    }
}
