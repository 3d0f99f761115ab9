package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.random.StreamRandom;

class BetaReleaseTest {
    private static final int DRAWS = 200_000;

    private static double[] draw(BetaRelease release) {
        final double[] p = new double[DRAWS];
        release.drawProbabilities(new StreamRandom(20240229), new Constant(1), new double[DRAWS], p, DRAWS);
        return p;
    }

    private static double moment(double[] values, double centre, int power) {
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(value - centre, power);
        }
        return sum / values.length;
    }

    /**
     * Presets and broad, narrow, skewed and U-shaped distributions. Mean within 4 s.e. sd/sqrt(n); variance within 4
     * s.e. sqrt((m4 - sd^4)/n): a right sampler fails with probability 6e-5 for each. Rounding to 1/65536 moves neither
     * by more than a tenth of an error.
     */
    @ParameterizedTest
    @CsvSource({"0.5, 0.05", "0.46, 0.26", "0.65, 0.18", "0.53, 0.22", "0.2, 0.1", "0.9, 0.25", "0.1, 0.28",
            "0.5, 0.45", "0.5, 0.49",
        "0.3, 0.458", "0.5, 0.4995"})
    void drawnProbabilitiesHaveTheMomentsAskedFor(double mean, double sd) {
        final double[] p = draw(new BetaRelease(mean, sd));
        final double variance = moment(p, mean, 2);
        assertEquals(mean, moment(p, 0, 1), 4 * sd / Math.sqrt(DRAWS));
        assertEquals(sd * sd, variance,
                4 * Math.sqrt(Math.max(moment(p, mean, 4) - variance * variance, 0) / DRAWS) + 2e-5);
        for (double one : p) {
            assertTrue(one > 0 && one <= 1 && one * 65536 == Math.rint(one * 65536), "p=" + one);
        }
    }

    /** Kolmogorov-Smirnov at 1e-4: a right sampler's probability to fail each. */
    @ParameterizedTest
    @ValueSource(strings = {"cortex_l23_a", "cortex_l23_b", "cortex_l23_c", "cortex_l56"})
    void presetsAreBetaDistributed(String name) {
        final BetaRelease release = (BetaRelease) BetaRelease.PRESETS.stream().filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow().create(Map.of());
        final BetaDistribution beta = BetaDistribution.of(release.alpha(), release.beta());
        assertEquals(release.mean(), beta.getMean(), 1e-12);
        assertEquals(release.sd() * release.sd(), beta.getVariance(), 1e-12);
        assertTrue(KolmogorovSmirnovTest.withDefaults().test(draw(release), beta::cumulativeProbability)
                .getPValue() > 1e-4);
    }

    /** Branco & Staras 2009: mean ± s.d. of release probability in layers 2/3 and 5/6. */
    @Test
    void presetsHoldTheMeasuredValues() {
        final String found = BetaRelease.PRESETS.stream().map(e -> (BetaRelease) e.create(Map.of()))
                .map(r -> r.mean() + "±" + r.sd()).reduce("", (a, b) -> a + " " + b);
        assertEquals(" 0.5±0.05 0.46±0.26 0.65±0.18 0.53±0.22", found);
        assertEquals(new BetaRelease(0.46, 0.1), BetaRelease.PRESETS.get(1).create(Map.of("sd", 0.1)));
    }

    @Test
    void meanKeptDividesByTheMean() {
        assertEquals(0.46, new BetaRelease(0.46, 0.26).meanFactor(new Normal(87.8, 8.78)));
        assertEquals(0.46, new BetaRelease(0.46, 0.26).meanProbability());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1, 'mean must be in (0, 1): mean=0.0'", "1, 0.1, 'mean must be in (0, 1): mean=1.0'",
        "NaN, 0.1, 'mean must be in (0, 1): mean=NaN'",
        "0.5, 0, 'sd must be in (0, 0.5), the largest spread of a probability of this mean: sd=0.0 mean=0.5'",
        "0.2, 0.4, 'sd must be in (0, 0.4), the largest spread of a probability of this mean: sd=0.4 mean=0.2'",
        "0.5, NaN, 'sd must be in (0, 0.5), the largest spread of a probability of this mean: sd=NaN mean=0.5'"})
    void refusesWhatNoBetaDistributionHas(double mean, double sd, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> new BetaRelease(mean, sd))
                .getMessage());
    }
}
