package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.random.StreamRandom;

/** Seeds are fixed; a bound of 4 s.e. fails a right sampler with a new seed with probability 6e-5. */
class StochasticTsodyksMarkramTest {
    private static final int TRIALS = 100_000;
    private static final int PAIRS = 400_000;

    private static StochasticTsodyksMarkram model(ReferenceTrains reference, double cv, boolean weightIsTotal,
            boolean each) {
        final ShortTermDynamics d = reference.dynamics();
        // Any deviation makes every synapse keep its own U; the trials then all have the same one.
        return new StochasticTsodyksMarkram(new ShortTermDynamics(d.utilization(), each ? 0.1 : 0, d.tauFacMs(),
                d.tauRecMs()), new Quanta(reference.sites(), cv, weightIsTotal));
    }

    /** The U that synapses with a U each keep, to 1/65536. */
    private static double kept(ReferenceTrains reference, boolean each) {
        final double utilization = reference.dynamics().utilization();
        return each ? VaryingSites.rounded(utilization) : utilization;
    }

    private static float[][] responses(ReferenceTrains reference, double cv, boolean weightIsTotal, boolean each,
            int trials, long seed) {
        final AmplitudeSites sites = (AmplitudeSites) model(reference, cv, weightIsTotal, each).createSites();
        return Trials.run(sites, kept(reference, each), trials, seed);
    }

    static Stream<Arguments> trainsAndQuanta() {
        return ReferenceTrains.all()
                .flatMap(reference -> Stream.of(Arguments.of(reference, 0.0, false),
                Arguments.of(reference, 0.3, false), Arguments.of(reference, 0.0, true)));
    }

    /** At each spike mean and variance of 1e5 trials, and the fraction of failures, within 4 s.e. of the table. */
    @ParameterizedTest
    @MethodSource("trainsAndQuanta")
    void momentsEqualTheTables(ReferenceTrains reference, double cv, boolean each) {
        final float[][] responses = responses(reference, cv, false, each, TRIALS, 1);
        // U is rounded to 1/65536 if each synapse has one, which moves m by less than a tenth of a standard error.
        for (int k = 0; k < responses.length; k++) {
            final double mean = reference.mean()[k];
            final double m = mean / reference.sites();
            final double variance = reference.variance()[k] + mean * cv * cv;
            assertEquals(mean, Trials.mean(responses[k]), 4 * Math.sqrt(variance / TRIALS), "spike " + k);
            assertEquals(variance, Trials.moment(responses[k], mean, 2), 4 * Trials.momentError(responses[k], mean, 2),
                    "spike " + k);
            int failed = 0;
            for (float response : responses[k]) {
                failed += response == 0 ? 1 : 0;
            }
            final double failure = ShortTermTheory.failure(reference.sites(), m);
            assertEquals(failure, (double) failed / TRIALS, 4 * Math.sqrt(failure * (1 - failure) / TRIALS),
                    "spike " + k);
        }
    }

    /** All covariances of 4e5 trials within 4 s.e. of the theory: of the table for those with the first spike. */
    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void covariancesEqualTheTables(ReferenceTrains reference) {
        final float[][] responses = responses(reference, 0, false, false, PAIRS, 2);
        final double[][] theory = new ShortTermTheory(reference.dynamics())
                .covariances(reference.sites(), ReferenceTrains.TIMES_MS);
        for (int k = 0; k < responses.length; k++) {
            for (int l = k + 1; l < responses.length; l++) {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < PAIRS; i++) {
                    final double product = (responses[k][i] - reference.mean()[k])
                            * (responses[l][i] - reference.mean()[l]);
                    sum += product;
                    squares += product * product;
                }
                final double covariance = sum / PAIRS;
                final double error = Math.sqrt((squares / PAIRS - covariance * covariance) / PAIRS);
                final double expected = k == 0 ? reference.covariance()[l] : theory[k][l];
                assertEquals(expected, covariance, 4 * error, "spikes " + k + ", " + l);
                assertTrue(error < 0.01 * Math.sqrt(reference.variance()[k] * reference.variance()[l]));
            }
        }
    }

    /** The mean of 1e5 trials is the deterministic synapse of the same weight, within 4 s.e. at each spike. */
    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void meanIsTheDeterministicSynapse(ReferenceTrains reference) {
        final float[][] responses = responses(reference, 0.3, true, false, TRIALS, 3);
        final float[][] deterministic = Trials.run((AmplitudeSites) new TsodyksMarkram(reference.dynamics())
                .createSites(), reference.dynamics().utilization(), 1, 3);
        for (int k = 0; k < responses.length; k++) {
            final double mean = deterministic[k][0];
            assertEquals(mean, Trials.mean(responses[k]), 4 * Math.sqrt(Trials.moment(responses[k], mean, 2) / TRIALS),
                    "spike " + k);
        }
    }

    /** Correlation of neighbours in a row over 5e4 pairs is 0 within 4 s.e. at each spike. */
    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void synapsesAreIndependent(ReferenceTrains reference) {
        final float[][] responses = responses(reference, 0.3, false, false, TRIALS, 4);
        for (int k = 0; k < responses.length; k++) {
            final double mean = reference.mean()[k];
            double product = 0;
            for (int i = 0; i < TRIALS; i += 2) {
                product += (responses[k][i] - mean) * (responses[k][i + 1] - mean);
            }
            assertEquals(0, product / (TRIALS / 2) / (reference.variance()[k] + mean * 0.09),
                    4 / Math.sqrt(TRIALS / 2));
        }
    }

    /**
     * 4000 synapses of a U each: quanta less their expected number, over all synapses, and the sum of its squares over
     * the expected ones, are within 4 s.e. of 0 and of the number of synapses.
     */
    @ParameterizedTest
    @CsvSource({"500, 100", "0, 800", "50, 0"})
    void everySynapseHasItsProbability(double tauFac, double tauRec) {
        final int n = 20;
        final int count = 4000;
        final StochasticTsodyksMarkram model = new StochasticTsodyksMarkram(new ShortTermDynamics(0.46, 0.26,
                tauFac, tauRec), new Quanta(n, 0, false));
        final double[] p = new double[count];
        model.drawProbabilities(new StreamRandom(5), new Constant(1), new double[count], p, count);
        final AmplitudeSites sites = (AmplitudeSites) model.createSites();
        sites.append(p, count);
        final float[] response = new float[count];
        for (int k = 0; k < ReferenceTrains.TIMES_MS.length; k++) {
            sites.transmit(Keys.of(9, k, 0), 0, ReferenceTrains.TIMES_MS[k], 0, count, response);
            double chiSquare = 0;
            double spread = 0;
            double sum = 0;
            double variance = 0;
            for (int i = 0; i < count; i++) {
                final ShortTermTheory.Train train = new ShortTermTheory(new ShortTermDynamics(p[i], 0, tauFac, tauRec))
                        .train(ReferenceTrains.TIMES_MS);
                final double m = train.release()[k];
                assertEquals(p[i], sites.probability(i));
                assertEquals(train.u()[k], sites.state("u", i), 1e-6);
                final double v = ShortTermTheory.variance(n, m, 0);
                if (v > 1e-3) {
                    chiSquare += (response[i] - n * m) * (response[i] - n * m) / v - 1;
                    // Var of (K - nm)^2/v for a binomial number: 2 + (1 - 6 m (1 - m))/v.
                    spread += 2 + (1 - 6 * m * (1 - m)) / v;
                }
                sum += response[i] - n * m;
                variance += v;
            }
            assertEquals(0, chiSquare, 4 * Math.sqrt(spread), "spike " + k);
            assertEquals(0, sum, 4 * Math.sqrt(variance), "spike " + k);
        }
    }

    /** Vesicles are what was there, less what was released; all are back after a long time. */
    @Test
    void vesiclesAreCounted() {
        final AmplitudeSites sites = (AmplitudeSites) new StochasticTsodyksMarkram(new ShortTermDynamics(0.5,
                0, 0, 1e9), new Quanta(255, 0, false)).createSites();
        final int count = 500;
        Trials.append(sites, 0.5, count);
        final double[] vesicles = new double[count];
        Arrays.setAll(vesicles, i -> sites.state("vesicles", i));
        assertEquals(255.0 * count, Arrays.stream(vesicles).sum());
        final float[] response = new float[count];
        for (int k = 0; k < 12; k++) {
            sites.transmit(Keys.of(1, k, 0), 0, k, 0, count, response);
            for (int i = 0; i < count; i++) {
                vesicles[i] -= response[i];
                // With tau_rec of 12 days, 1e-4 sites in all recover.
                assertEquals(vesicles[i], sites.state("vesicles", i));
            }
        }
        assertTrue(Arrays.stream(vesicles).sum() < count);
        sites.transmit(Keys.of(1, 12, 0), 0, 1e12, 0, count, response);
        for (int i = 0; i < count; i++) {
            assertEquals(255, sites.state("vesicles", i) + response[i]);
        }
        assertThrows(IllegalArgumentException.class, () -> sites.state("x", 0));
    }

    @Test
    void catalogueMakesIt() {
        final StochasticTsodyksMarkram model = new StochasticTsodyksMarkram(new ShortTermDynamics(0.2, 0.1, 500, 100),
                new Quanta(5, 0.3, false));
        assertEquals(model,
                StochasticTsodyksMarkram.ENTRY.create(Map.of("U", 0.2, "U_sd", 0.1, "tau_fac", 500.0, "tau_rec", 100.0,
                "n", 5.0, "c_q", 0.3, "weight_is_total", 0.0)));
        assertEquals(new StochasticTsodyksMarkram(new ShortTermDynamics(0.5, 0, 0, 800), new Quanta(1, 0, true)),
                StochasticTsodyksMarkram.ENTRY.create(Map.of()));
        assertEquals("stochastic_tsodyks_markram", model.name());
        assertEquals(0.2, model.meanProbability());
        assertEquals(1.0, model.meanFactor(new Constant(3)), 1e-15);
        assertEquals(0.2, new StochasticTsodyksMarkram(model.dynamics(), new Quanta(5, 0.3, true))
                .meanFactor(new Constant(3)), 1e-15);
        assertTrue(model.hasAmplitudes());
        assertTrue(model.variesBySynapse());
    }
}
