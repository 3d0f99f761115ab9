package org.quantal.rate.dropconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.random.StreamRandom;

class ReleaseStatisticsTest {

    /** 8 Hz Poisson, 100 ms, p = 0.5: the worked example of the theory note. */
    @Test
    void workedExample() {
        final double cv2 = ReleaseStatistics.amplitudeCv2(1, 0.5, 0);
        assertEquals(0.285714, ReleaseStatistics.totalMask(cv2, 1, 0.8), 5e-7);
        assertEquals(0.444444, ReleaseStatistics.releaseMask(cv2, 0.8), 5e-7);
        assertEquals(1.4, ReleaseStatistics.varianceRatio(cv2, 1, 0.8), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1,0.2,0", "1,0.8,0.3", "5,0.4,0.5"})
    void masksAreThoseOfTheFormulas(int n, double p, double cq) {
        final double cv2 = ReleaseStatistics.amplitudeCv2(n, p, cq);
        final double spikes = 7;
        assertEquals(n * p * spikes / (n * p * spikes + 1 - p + cq * cq), ReleaseStatistics.releaseMask(cv2, spikes),
                1e-15);
        assertEquals(1 / (1 + (1 + cv2) / spikes), ReleaseStatistics.totalMask(cv2, 1, spikes), 1e-15);
        assertEquals(spikes, ReleaseStatistics.varianceRatio(cv2, 0, spikes), 1e-12);
    }

    /**
     * Poisson counts, failures drawn for each spike, for each presentation, and as the equivalent mask: 2e5 draws each.
     * The relative standard error of a variance is about sqrt((kurtosis - 1)/n), at most 0.8 % here; the bound of 2.5 %
     * is above three of them. Checks (16), (18).
     */
    @ParameterizedTest
    @CsvSource({"0.2,1", "0.5,4", "0.8,10"})
    void variancesOfDrawsAreThoseOfTheFormulas(double p, double spikes) {
        final double[] keep = {p};
        final double cv2 = ReleaseStatistics.amplitudeCv2(1, p, 0);
        final StreamRandom random = new StreamRandom(11);
        final double annealed = variance(Masks.annealedPoisson(spikes), keep, random);
        assertEquals(1, annealed / ReleaseStatistics.annealedCv2(cv2, 1, spikes), 0.025);
        assertEquals(1, variance(Masks.quenched(), new double[] {ReleaseStatistics.totalMask(cv2, 1, spikes)},
                random) / annealed, 0.025);
        final double[] counts = new double[200_000];
        for (int n = 0; n < counts.length; n++) {
            counts[n] = random.nextDouble() < p ? SpikeMasks.poisson(spikes, random) / (p * spikes) : 0;
        }
        assertEquals(ReleaseStatistics.varianceRatio(cv2, 1, spikes), varianceAboutOne(counts) / annealed,
                0.03 * ReleaseStatistics.varianceRatio(cv2, 1, spikes));
    }

    /** Given counts, (17): the same bound. */
    @Test
    void releaseMaskHasTheVarianceOfFailuresAtGivenCounts() {
        final StreamRandom random = new StreamRandom(5);
        final double annealed = variance(Masks.annealedCounts(6), new double[] {0.3}, random);
        final double keep = ReleaseStatistics.releaseMask(ReleaseStatistics.amplitudeCv2(1, 0.3, 0), 6);
        assertEquals(1, variance(Masks.quenched(), new double[] {keep}, random) / annealed, 0.025);
        assertEquals(1, annealed / ((1 - 0.3) / (0.3 * 6)), 0.025);
    }

    private static double variance(Masks masks, double[] keep, StreamRandom random) {
        final double[] draws = new double[200_000];
        final double[] factor = new double[1];
        for (int n = 0; n < draws.length; n++) {
            masks.draw(keep, new double[] {1}, random, factor);
            draws[n] = factor[0];
        }
        return varianceAboutOne(draws);
    }

    private static double varianceAboutOne(double[] draws) {
        double sum = 0;
        for (double draw : draws) {
            sum += (draw - 1) * (draw - 1);
        }
        return sum / draws.length;
    }

    @Test
    void inverseGivesTheMaskBack() {
        for (double keep : new double[] {0.1, 0.5, 0.9}) {
            final double p = ReleaseStatistics.releaseForPoisson(keep, 20);
            assertEquals(keep, ReleaseStatistics.totalMask(ReleaseStatistics.amplitudeCv2(1, p, 0), 1, 20), 1e-12);
            final double q = ReleaseStatistics.releaseForCounts(keep, 20);
            assertEquals(keep, ReleaseStatistics.releaseMask(ReleaseStatistics.amplitudeCv2(1, q, 0), 20), 1e-12);
        }
        final String message = assertThrows(IllegalArgumentException.class,
                () -> ReleaseStatistics.releaseForPoisson(0.9, 8)).getMessage();
        assertTrue(message.contains("at least 9.0") && message.contains("there are 8"), message);
    }

    /**
     * The exact distance of a standardised binomial from the normal law is below the bound (and the bound is not idle).
     */
    @Test
    void gaussianBoundHolds() {
        final double p = 0.3;
        final int n = 40;
        double probability = Math.pow(1 - p, n);
        double cumulative = 0;
        double distance = 0;
        for (int k = 0; k <= n; k++) {
            final double normal =
                    org.apache.commons.numbers.gamma.Erfc.value(-(k - n * p) / Math.sqrt(2 * n * p * (1 - p))) / 2;
            distance = Math.max(distance, Math.abs(cumulative - normal));
            cumulative += probability;
            distance = Math.max(distance, Math.abs(cumulative - normal));
            probability *= (n - k) * p / ((k + 1) * (1 - p));
        }
        final double bound = ReleaseStatistics.gaussianBoundForCounts(new double[] {p}, new double[] {2},
                new double[] {n}, false);
        assertTrue(distance < bound && bound < 2 * distance, distance + " " + bound);
        assertEquals(0.5606 * (p * p + 0.49) / Math.sqrt(n * p * 0.7), bound, 1e-12);
        // One mask for the presentation: a single synapse stays two-valued, whatever its spikes.
        assertEquals(0.5606 * (p * p + 0.49) / Math.sqrt(p * 0.7),
                ReleaseStatistics.gaussianBoundForCounts(new double[] {p}, new double[] {2}, new double[] {n}, true),
                1e-12);
        assertEquals(0.3041 / Math.sqrt(12), ReleaseStatistics.gaussianBoundForPoisson(12 * 4, 12 * 8), 1e-12);
    }

    /** (23): excess squared error of a linear layer over 4e5 presentations; 1 % is above three standard errors. */
    @Test
    void regulariserIsTheExcessError() {
        final double[][] w = {{0.5, -0.3}, {0.2, 0.9}};
        final double[][] p = {{0.4, 0.6}, {0.5, 0.3}};
        final double[] x = {1, 2};
        final DropConnectNetwork net = DropConnectNetwork.of(new DropConnectLayer("l", new org.ejml.data.DMatrixRMaj(w),
                new double[2],
                new org.ejml.data.DMatrixRMaj(p), Activation.LINEAR, DropConnectLayer.Units.NONE));
        final DropConnectNetwork.Moments annealed = net.trials(x, Masks.annealedCounts(5), 400_000, 3);
        assertEquals(1, (annealed.variance()[0] + annealed.variance()[1]) / ReleaseStatistics.regulariser(w, p, x, 5),
                0.01);
        final DropConnectNetwork.Moments quenched = net.trials(x, Masks.quenched(), 400_000, 3);
        assertEquals(1, (quenched.variance()[0] + quenched.variance()[1]) / ReleaseStatistics.regulariser(w, p,
                new double[] {1, 4}, 1), 0.01);
    }
}
