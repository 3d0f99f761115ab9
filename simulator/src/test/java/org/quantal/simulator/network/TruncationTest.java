package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truncated normal and lognormal laws against numbers from 40-digit quadrature, and what they refuse. */
class TruncationTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({
        "1.5,    0.75,  0.1,       Infinity, 1.5540752375550735,  0.69560803338247223, 2.0,  0.73943675683282357",
        "-351.2, 35.12, -Infinity, 0,        -351.2,              35.119999999998578,  -340, 0.62510133256339102",
        "0,      1,     1,         2,        1.3831690466315528,  0.26970889140071243, 1.5,  0.67582480573396073",
        "0,      1,     2,         Infinity, 2.3732155328226837,  0.33805191970048105, 2.5,  0.72704926108032223",
        "87.8,   8.78,  -Infinity, Infinity, 87.8,                8.7799999999996445,  90,   0.59892650824125606"})
    void normal(double mean, double sd, double min, double max, double truncatedMean, double truncatedSd, double x,
            double p) {
        final Normal law = new Normal(mean, sd, min, max);
        assertEquals(truncatedMean, law.mean(), 1e-12 * Math.abs(truncatedMean));
        assertEquals(truncatedSd, law.standardDeviation(), 1e-10 * truncatedSd);
        assertEquals(p, law.cumulativeProbability(x), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1,      0,   Infinity, 0.99999999999961919, 0.99999999988162732,   0.8,     0.55892907272164203",
        "1, 7,      0,   Infinity, 0.99999999913924689, 6.9999062589976935,    0.1,     0.43045162711817773",
        "1, 0.0001, 0,   Infinity, 1,                   9.9999999999995963e-5, 1.00005, 0.6914756641870672",
        "2, 3,      0.5, 10,       2.1198262506335716,  1.7788301060180037,    2,       0.63566784495292137",
        "1, 0.5,    1.5, 2,        1.7034888123073103,  0.13970088120418891,   1.75,    0.63892832440808845",
        "2, 1,      4,   Infinity, 4.9343384752605989,  0.98569580395781472,   5,       0.6658507447258993"})
    void logNormal(double mean, double sd, double min, double max, double truncatedMean, double truncatedSd, double x,
            double p) {
        final LogNormal law = new LogNormal(mean, sd, min, max);
        assertEquals(truncatedMean, law.mean(), 1e-12 * truncatedMean);
        assertEquals(truncatedSd, law.standardDeviation(), 1e-9 * truncatedSd);
        assertEquals(p, law.cumulativeProbability(x), 1e-12);
    }

    /** P(Z > 2.3) = 0.0107 is kept, P(Z > 2.4) = 0.0082 is not. */
    @Test
    void truncationThatKeepsTooLittleIsRefused() {
        assertEquals(2.3, new Normal(0, 1, 2.3, INFINITY).minimum());
        refused(() -> new Normal(0, 1, 2.4, INFINITY), "normal", "at least 1.0 %", "keeps 0.8197", "mean=0.0",
                "min=2.4");
        refused(() -> new Normal(-351.2, 35, 0, INFINITY), "keeps", "min=0.0", "max=Infinity");
        refused(() -> new Normal(5, 0, 6, 7), "keeps 0.0 %");
        refused(() -> new LogNormal(1, 0.1, 2, 3), "lognormal", "mean=1.0", "sd=0.1", "min=2.0");
        refused(() -> new LogNormal(1, 0.1, -3, 0), "lognormal", "max=0.0");
    }

    @Test
    void impossibleParametersAreRefused() {
        refused(() -> new Normal(0, -1), "sd=-1.0");
        refused(() -> new Normal(Double.NaN, 1), "mean=NaN");
        refused(() -> new Normal(0, 1, 2, 1), "min=2.0", "max=1.0");
        refused(() -> new LogNormal(-1, 1), "positive", "mean=-1.0");
        refused(() -> new Uniform(2, 1), "low=2.0", "high=1.0");
        refused(() -> new Uniform(0, INFINITY), "high=Infinity");
        refused(() -> new Constant(INFINITY), "value=Infinity");
        refused(() -> new Scaled(new Constant(1), 0), "factor=0.0");
    }

    @Test
    void tailsWithoutEndAreBoundedAtEightStandardDeviations() {
        assertEquals(10 - 8 * 3, new Normal(10, 3).minimum());
        assertEquals(10 + 8 * 3, new Normal(10, 3).maximum());
        // With mean sqrt(e) and sd sqrt(e (e-1)), the logarithm is standard normal.
        final LogNormal law = new LogNormal(Math.sqrt(Math.E), Math.sqrt(Math.E * (Math.E - 1)));
        assertEquals(Math.exp(-8), law.minimum(), 1e-12 * Math.exp(-8));
        assertEquals(Math.exp(8), law.maximum(), 1e-12 * Math.exp(8));
    }

    private static void refused(Executable action, String... parts) {
        final String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' lacks '" + part + "'");
        }
    }
}
