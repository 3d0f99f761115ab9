package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.random.StreamRandom;

/** What every distribution promises: draws, moments, bounds and cumulative probability belong to the same law. */
class DistributionContractTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final int DRAWS = 100_000;

    static Stream<Distribution> laws() {
        final Distribution[] laws = {
            new Uniform(-2, 3),
            new Uniform(1e6, 1e6 + 1),
            new Normal(87.8, 8.78),
            new Normal(1.5, 0.75, 0.1, INFINITY),
            new Normal(-351.2, 351.2, -INFINITY, 0),
            new Normal(0, 1, 2, INFINITY),
            new Normal(0, 1, -0.02, 0.02),
            new LogNormal(1, 1),
            new LogNormal(1.5, 0.01),
            new LogNormal(2, 3, 0.5, 10),
            new LogNormal(1, 0.5, 1.5, 2),
            new Scaled(new Uniform(0, 1), -3)};
        return Arrays.stream(laws).flatMap(law -> Stream.of(law, law.scaled(2.5), law.scaled(-0.4)));
    }

    private static double[] draws(Distribution law) {
        final double[] values = new double[DRAWS];
        law.fill(new StreamRandom(77), values, DRAWS);
        return values;
    }

    /** Kolmogorov-Smirnov against the cumulative probability; a right sampler fails with 1e-5 a law, 36 laws. */
    @ParameterizedTest
    @MethodSource("laws")
    void drawsFollowTheCumulativeProbability(Distribution law) {
        final double p = KolmogorovSmirnovTest.withDefaults().test(draws(law), law::cumulativeProbability).getPValue();
        assertTrue(p > 1e-5, () -> "p-value: " + p);
    }

    /**
     * Sample mean, variance and third central moment within 4.5 standard errors (the latter two from the sample's
     * fourth and sixth moments): a right sampler fails with probability 7e-6 for each, 117 comparisons.
     */
    @ParameterizedTest
    @MethodSource("laws")
    void momentsAreThoseOfTheDraws(Distribution law) {
        final double[] values = draws(law);
        final double mean = law.mean();
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        double sixth = 0;
        for (double value : values) {
            final double deviation = value - mean;
            first += deviation / DRAWS;
            second += deviation * deviation / DRAWS;
            third += deviation * deviation * deviation / DRAWS;
            fourth += deviation * deviation * deviation * deviation / DRAWS;
            sixth += StrictMath.pow(deviation, 6) / DRAWS;
        }
        final double sd = law.standardDeviation();
        assertEquals(0, first, 4.5 * sd / Math.sqrt(DRAWS), "mean");
        assertEquals(sd * sd, second, 4.5 * Math.sqrt((fourth - second * second) / DRAWS), "variance");
        assertEquals(third, law.thirdCentralMoment(), 4.5 * Math.sqrt((sixth - third * third) / DRAWS), "third moment");
    }

    @ParameterizedTest
    @MethodSource("laws")
    void drawsKeepWithinTheBounds(Distribution law) {
        final double low = law.minimum();
        final double high = law.maximum();
        assertTrue(low < high && Double.isFinite(low) && Double.isFinite(high));
        assertTrue(Arrays.stream(draws(law)).allMatch(value -> value >= low && value <= high));
        assertEquals(0, law.cumulativeProbability(low - 1e-9 * Math.abs(low)), 1e-5);
        assertEquals(0, law.cumulativeProbability(2 * low - high), 0);
        assertEquals(1, law.cumulativeProbability(high), 1e-15);
        assertEquals(1, law.cumulativeProbability(2 * high - low), 0);
        assertFalse(law.isConstant());
    }

    @ParameterizedTest
    @MethodSource("laws")
    void fillWritesWhatItIsAskedForAndContinuesTheStream(Distribution law) {
        final double[] values = {7, 7, 7, 7};
        final StreamRandom random = new StreamRandom(3);
        law.fill(random, values, 2);
        assertEquals(7, values[2]);
        final double first = values[0];
        law.fill(random, values, 2);
        assertFalse(first == values[0]);
        law.fill(new StreamRandom(3), values, 1);
        assertEquals(first, values[0]);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void scalingScalesMomentsBoundsAndProbabilities(Distribution law) {
        for (double factor : new double[] {0.5, 3, -1, -4}) {
            final Distribution scaled = law.scaled(factor);
            final double tolerance = 1e-12 * Math.abs(factor) * Math.max(Math.abs(law.minimum()),
                    Math.abs(law.maximum()));
            assertEquals(law.mean() * factor, scaled.mean(), tolerance);
            assertEquals(law.standardDeviation() * Math.abs(factor), scaled.standardDeviation(), tolerance);
            final double low = law.minimum() * factor;
            final double high = law.maximum() * factor;
            final double cube = law.thirdCentralMoment() * factor * factor * factor;
            assertEquals(cube, scaled.thirdCentralMoment(),
                    1e-9 * Math.abs(cube) + 1e-13 * StrictMath.pow(scaled.standardDeviation(), 3));
            assertEquals(Math.min(low, high), scaled.minimum(), tolerance);
            assertEquals(Math.max(low, high), scaled.maximum(), tolerance);
            final double x = law.mean() + 0.3 * law.standardDeviation();
            final double p = law.cumulativeProbability(x);
            assertEquals(factor > 0 ? p : 1 - p, scaled.cumulativeProbability(x * factor), 1e-8);
        }
    }

    /** Draws of 1e5: each value's share within 4.5 s.e. */
    @Test
    void listedValuesAreEquallyLikely() {
        final Distribution law = new ListedValues(4, -3, 1, 1);
        assertEquals(new Moments(0.75, 6.1875, law.thirdCentralMoment()), law.moments());
        assertEquals((StrictMath.pow(3.25, 3) - StrictMath.pow(3.75, 3) + 2 * StrictMath.pow(0.25, 3)) / 4,
                law.thirdCentralMoment(), 1e-13);
        assertEquals(0.25, law.cumulativeProbability(-3));
        assertEquals(0.75, law.cumulativeProbability(1));
        assertEquals(0, law.cumulativeProbability(-3.1));
        assertEquals(-8, law.scaled(-2).minimum());
        final double[] draws = draws(law);
        for (double value : new double[] {-3, 4}) {
            assertEquals(0.25, Arrays.stream(draws).filter(x -> x == value).count() / (double) DRAWS,
                    4.5 * Math.sqrt(0.25 * 0.75 / DRAWS));
        }
    }

    /** Of a lognormal law with mean m and coefficient of variation c it is m³ c⁴ (c² + 3). */
    @Test
    void thirdMomentOfALognormalIsItsClosedForm() {
        for (double c : new double[] {0.01, 0.3, 1}) {
            final double expected = 8 * c * c * c * c * (c * c + 3);
            assertEquals(expected, new LogNormal(2, 2 * c).thirdCentralMoment(), 1e-6 * expected);
            assertEquals(-expected, new LogNormal(2, 2 * c).scaled(-1).thirdCentralMoment(), 1e-6 * expected);
        }
    }

    @Test
    void constantDrawsNothingAndIsConstant() {
        final Distribution constant = new Constant(1.5);
        final double[] values = new double[3];
        final StreamRandom random = new StreamRandom(3);
        constant.fill(random, values, 2);
        assertEquals("[1.5, 1.5, 0.0]", Arrays.toString(values));
        assertEquals(new StreamRandom(3).nextLong(), random.nextLong());
        assertTrue(constant.isConstant());
        assertEquals(1.5, constant.mean());
        assertEquals(0, constant.standardDeviation());
        assertEquals(0, constant.cumulativeProbability(Math.nextDown(1.5)));
        assertEquals(1, constant.cumulativeProbability(1.5));
        assertEquals(new Constant(-3), constant.scaled(-2));
        assertEquals(1, new Scaled(constant, -2).cumulativeProbability(-3));
    }

    @Test
    void lawsWithoutSpreadAreConstant() {
        for (Distribution law : new Distribution[] {new Normal(2, 0), new LogNormal(2, 0), new Uniform(2, 2)}) {
            final double[] values = new double[2];
            law.fill(new StreamRandom(1), values, 2);
            assertTrue(law.isConstant(), law::toString);
            assertEquals("[2.0, 2.0]", Arrays.toString(values));
            assertEquals(Moments.of(2), law.moments());
            assertEquals(0, law.cumulativeProbability(1.99));
            assertEquals(1, law.cumulativeProbability(2));
            assertTrue(law.scaled(-1).isConstant());
        }
    }

    @Test
    void scalingByZeroGivesZero() {
        assertTrue(laws().allMatch(law -> law.scaled(0).isConstant() && law.scaled(0).mean() == 0));
    }
}
