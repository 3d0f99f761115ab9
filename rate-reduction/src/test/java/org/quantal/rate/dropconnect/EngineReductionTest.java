package org.quantal.rate.dropconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.models.neuron.PoissonSource;
import org.quantal.models.neuron.RegularSource;
import org.quantal.rate.dropconnect.DropConnectReduction.Resolution;
import org.quantal.simulator.Scenario;

/** The drive of spiking feed-forward layers in the engine against that of their DropConnect reduction. */
class EngineReductionTest {
    private static final double[][] WEIGHT = {{0.5, -0.3}, {0.2, 0.4}};

    private static ReducedLayer reduce(Scenario one, double rateHz, double fano, double windowMs) {
        final OperatingPoint point = new OperatingPoint(Map.of("S", new double[] {rateHz}), Map.of("S", fano));
        return new DropConnectReduction(windowMs, point, TransferFactory.drive(), Resolution.NEURONS)
                .reduce(one).get(0);
    }

    private static double[][] all(double p) {
        return new double[][] {{p, p}, {p, p}};
    }

    /**
     * Two Poisson inputs, two targets; 225,000 samples of the drive. The standard error of a variance is 0.3 to 0.5 %
     * of it; the bound is 1 % (two to three standard errors, with a fixed seed). On the grid a source has at most one
     * spike a step of length h: its rate is (1 - exp(-r h))/h, and F = 1 - (1 - exp(-r h)).
     */
    @ParameterizedTest
    @CsvSource({"0.2,10,200", "0.5,100,20", "0.8,1000,4"})
    void driveHasTheMomentsOfTheMasks(double p, double windowMs, double rateHz) {
        final double step = windowMs / 100;
        final double perStep = -Math.expm1(-rateHz * step / 1000);
        final int windows = 30;
        final Scenario run = EngineGroups.scenario(new PoissonSource(rateHz), WEIGHT, all(p), 7500, step,
                windows * windowMs, 17);
        final double[][] samples = EngineGroups.drives(run, WEIGHT, windows);
        final double[][] measured = EngineGroups.moments(samples);
        final ReducedLayer reduced = reduce(EngineGroups.scenario(new PoissonSource(rateHz), WEIGHT, all(p), 1, step,
                windowMs, 1),
                1000 * perStep / step, 1 - perStep, windowMs);
        final DropConnectNetwork.Moments masks = DropConnectNetwork.of(reduced.layer()).trials(reduced.rateHz(),
                Masks.quenched(), 200_000, 5);
        for (int i = 0; i < 2; i++) {
            final double mean = reduced.layer().drive(reduced.rateHz())[i];
            final double variance = reduced.driveVariance()[i];
            assertEquals(1, measured[i][0] / mean, Math.max(0.01,
                    4 * Math.sqrt(variance / samples.length) / Math.abs(mean)), "mean " + i);
            assertEquals(1, measured[i][1] / variance, 0.01, "variance " + i + ", s.e. " + measured[i][2] / variance);
            assertEquals(mean, masks.mean()[i], 4 * Math.sqrt(variance / 200_000));
            assertEquals(1, masks.variance()[i] / variance, 0.015);
        }
        final double covariance = reduced.driveCovariance()[0][1];
        final double error = Math.sqrt((measured[0][1] * measured[1][1] + covariance * covariance) / samples.length);
        assertEquals(covariance, EngineGroups.covariance(samples, 0, 1), 4 * error);
    }

    /**
     * One synapse: the keep probability that the measured variance asks for is (18) for Poisson and (17) for regular
     * spikes, within 1 %, four standard errors.
     */
    @Test
    void measuredKeepProbabilityIsThatOfTheFormulas() {
        final double p = 0.4;
        final double[][] one = {{0.5}};
        final double poisson = keep(EngineGroups.drives(EngineGroups.scenario(new PoissonSource(40), one,
                new double[][] {{p}}, 10_000, 0.5,
                1000, 3), one, 20));
        final double perStep = -Math.expm1(-0.02);
        final double expected = p * 100 * perStep / (1 - p * perStep + p * 100 * perStep);
        assertEquals(p * 2 / (1 + p * 2), expected, 0.005);
        assertEquals(expected, poisson, 0.01 * poisson);
        final double regular = keep(EngineGroups.drives(EngineGroups.scenario(new RegularSource(10, 5, 0), one,
                new double[][] {{p}}, 10_000, 0.5,
                1000, 3), one, 20));
        assertEquals(p * 5 / (p * 5 + 1 - p), regular, 0.01 * regular);
    }

    private static double keep(double[][] samples) {
        final double[] moments = EngineGroups.moments(samples)[0];
        return 1 / (1 + moments[1] / (moments[0] * moments[0]));
    }

    /** Given counts: private noise only, so that no covariance is left, and the variance of (17). */
    @Test
    void regularSpikesLeaveReleaseNoiseAlone() {
        final double[][] p = {{0.3, 0.6}, {0.8, 0.5}};
        final Scenario run = EngineGroups.scenario(new RegularSource(10, 5, 0), WEIGHT, p, 7500, 0.5, 1000, 8);
        final double[][] samples = EngineGroups.drives(run, WEIGHT, 20);
        final double[][] measured = EngineGroups.moments(samples);
        final ReducedLayer reduced = reduce(EngineGroups.scenario(new RegularSource(10, 5, 0), WEIGHT, p, 1, 0.5, 50,
                1), 100, 0, 50);
        for (int i = 0; i < 2; i++) {
            final double variance = reduced.driveVariance()[i];
            assertEquals(1, measured[i][1] / variance, 0.015, "s.e. " + measured[i][2] / variance);
            assertEquals(reduced.releaseKeep().get(i, 0), reduced.layer().keep().get(i, 0), 1e-12);
            assertEquals(5, reduced.varianceRatio()[i], 1e-9);
        }
        assertEquals(0, reduced.driveCovariance()[0][1]);
        assertEquals(0, EngineGroups.covariance(samples, 0, 1),
                4 * Math.sqrt(measured[0][1] * measured[1][1] / samples.length));
        assertTrue(Double.isFinite(reduced.gaussianBound()[0]));
    }
}
