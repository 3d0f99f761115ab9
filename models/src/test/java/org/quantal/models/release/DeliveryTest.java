package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Moments;
import org.quantal.simulator.random.StreamRandom;

/** What models say that a spike delivers is what they do. */
class DeliveryTest {
    private static final Distribution WEIGHTS = new LogNormal(2, 1);
    private static final double RATE_HZ = 20;
    private static final int SOURCES = 400;
    private static final int ROW = 50;
    private static final int SPIKES = 200;
    private static final int WARMUP = 100;

    static Stream<ReleaseModel> models() {
        final Quanta five = new Quanta(5, 0.4, true);
        return Stream.of(new Reliable(), new BernoulliRelease(0.3), new BetaRelease(0.46, 0.26),
                new WeightCorrelatedRelease(new BetaRelease(0.53, 0.22), 0.7), new BinomialRelease(five, 0.4, 0),
                new BinomialRelease(new Quanta(3, 0, false), 0.4, 0.2),
                new TsodyksMarkram(new ShortTermDynamics(0.5, 0, 0, 200)),
                new TsodyksMarkram(new ShortTermDynamics(0.2, 0, 300, 100)),
                new TsodyksMarkram(new ShortTermDynamics(0.3, 0.1, 200, 100)),
                new StochasticTsodyksMarkram(new ShortTermDynamics(0.5, 0, 0, 200), new Quanta(1, 0, true)),
                new StochasticTsodyksMarkram(new ShortTermDynamics(0.2, 0.1, 300, 100), five));
    }

    private static double moment(Delivery delivery, int power) {
        double sum = 0;
        for (int i = 0; i < delivery.amplitudes().length; i++) {
            sum += delivery.probabilities()[i] * StrictMath.pow(delivery.amplitudes()[i], power);
        }
        return sum;
    }

    /**
     * The first three moments over 400 presynaptic neurons with a Poisson train and 50 synapses each, within 4.5
     * standard errors from the 400 means: a right model fails with probability 7e-6, 33 comparisons.
     */
    @ParameterizedTest
    @MethodSource("models")
    void momentsAreThoseOfTheSites(ReleaseModel model) {
        final StreamRandom random = new StreamRandom(5);
        final double[][] weights = new double[SOURCES][ROW];
        final ReleaseSites sites = model.createSites();
        final double[] p = new double[ROW];
        for (double[] row : weights) {
            WEIGHTS.fill(random, row, ROW);
            if (model.variesBySynapse()) {
                model.drawProbabilities(random, WEIGHTS, row, p, ROW);
            }
            if (model.variesBySynapse() || model.hasAmplitudes()) {
                sites.append(p, ROW);
            }
        }
        final double[][] mean = new double[3][SOURCES];
        for (int source = 0; source < SOURCES; source++) {
            double time = 0;
            for (int spike = 0; spike < WARMUP + SPIKES; spike++) {
                time += -1000 / RATE_HZ * StrictMath.log1p(-random.nextDouble());
                final float[] response = respond(sites, source, time);
                for (int i = 0; spike >= WARMUP && i < ROW; i++) {
                    final double amplitude = response[i] * weights[source][i];
                    mean[0][source] += amplitude / (ROW * SPIKES);
                    mean[1][source] += amplitude * amplitude / (ROW * SPIKES);
                    mean[2][source] += amplitude * amplitude * amplitude / (ROW * SPIKES);
                }
            }
        }
        final Delivery delivery = model.delivery(WEIGHTS, RATE_HZ);
        for (int power = 1; power <= 3; power++) {
            double sum = 0;
            double squares = 0;
            for (double x : mean[power - 1]) {
                sum += x;
                squares += x * x;
            }
            final double average = sum / SOURCES;
            final double error = Math.sqrt((squares / SOURCES - average * average) / SOURCES);
            assertTrue(error < 0.06 * average, model + " s.e. " + error + " of " + average);
            assertEquals(average, moment(delivery, power), 4.5 * error, model + " moment " + power);
        }
    }

    private static float[] respond(ReleaseSites sites, int source, double time) {
        final float[] response = new float[ROW];
        final long key = Keys.of(1, source, Double.hashCode(time));
        if (sites instanceof AmplitudeSites amplitudes) {
            amplitudes.transmit(key, source, time, (long) source * ROW, ROW, response);
            return response;
        }
        final long[] mask = new long[1];
        sites.release(key, (long) source * ROW, ROW, mask);
        for (int i = 0; i < ROW; i++) {
            response[i] = mask[0] >>> i & 1;
        }
        return response;
    }

    /** Failures are not amplitudes; keeping the mean keeps it. */
    @ParameterizedTest
    @MethodSource("models")
    void meanFactorIsThatOfTheDeliveryAtRest(ReleaseModel model) {
        final Delivery delivery = model.delivery(WEIGHTS, 0);
        assertEquals(model.meanFactor(WEIGHTS) * WEIGHTS.mean(), moment(delivery, 1), 1e-6 * moment(delivery, 1));
        assertTrue(Arrays.stream(delivery.amplitudes()).allMatch(a -> a > 0));
        assertEquals(model.dependsOnRate(), moment(delivery, 1) != moment(model.delivery(WEIGHTS, 50), 1));
    }

    /** Equation (1) of the binomial: n p J, n p J² (1 - p + c_q²), and the third moment of a sum of Gamma numbers. */
    @Test
    void binomialHasItsMoments() {
        final Delivery delivery = new BinomialRelease(new Quanta(4, 0.5, false), 0.3, 0).delivery(new Constant(-2), 0);
        final double mean = 4 * 0.3 * -2;
        assertEquals(mean, moment(delivery, 1), 1e-13);
        assertEquals(4 * 0.3 * 4 * (1 - 0.3 + 0.25), moment(delivery, 2) - mean * mean, 1e-13);
        // A quantum that may fail has the cumulants p, p(1+c²) - p², p(1+3c²+2c⁴) - 3p p(1+c²) + 2p³ in units of J.
        final double third = 0.3 * (1 + 3 * 0.25 + 2 * 0.0625) - 3 * 0.3 * 0.3 * 1.25 + 2 * 0.027;
        assertEquals(4 * third * -8, moment(delivery, 3) - 3 * mean * moment(delivery, 2) + 2 * mean * mean * mean,
                1e-12);
        assertEquals(1 - StrictMath.pow(0.7, 4), moment(delivery, 0), 1e-14);
    }

    /** The mean is that of the theory of Poisson trains, and for one site without facilitation 1/(1 + U r tau). */
    @ParameterizedTest
    @CsvSource({"0.5, 0, 800", "0.2, 500, 100", "0.6, 50, 300", "0.05, 1000, 400", "0.3, 200, 0"})
    void stationaryReleaseHasTheMeanOfTheory(double utilization, double tauFac, double tauRec) {
        final ShortTermDynamics dynamics = new ShortTermDynamics(utilization, 0, tauFac, tauRec);
        for (double rate : new double[] {0, 0.1, 8, 100, 500}) {
            final double expected = new ShortTermTheory(dynamics).poisson(rate).release();
            assertEquals(expected, StationaryRelease.of(dynamics, rate).mean(), 1e-10 * expected, "rate " + rate);
        }
    }

    /** Unequal synapses: twelve values of U against 4000. */
    @Test
    void fewValuesOfUAreEnough() {
        final ShortTermDynamics dynamics = new ShortTermDynamics(0.5, 0.25, 0, 800);
        final BetaDistribution beta = BetaDistribution.of(dynamics.marginal().alpha(),
                dynamics.marginal().beta());
        double sum = 0;
        for (int i = 0; i < 4000; i++) {
            final double u = beta.inverseCumulativeProbability((i + 0.5) / 4000);
            sum += u / (1 + u * 0.03 * 800) / 4000;
        }
        final Moments moments = StationaryRelease.of(dynamics, 30);
        assertEquals(sum, moments.mean(), 1e-5 * sum);
        assertTrue(moments.variance() > 0);
        assertFalse(new Reliable().dependsOnRate());
    }
}
