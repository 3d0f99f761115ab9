package org.quantal.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against numbers computed apart, from the same formulas. */
class LearningTheoryTest {

    @Test
    void learningSpeed() {
        final double gradient = 5.477225575051661;
        final LearningTheory first = new LearningTheory(0.1, 0.3, 0.05, 0.5);
        assertEquals(0.09412784483436655, first.speed(4, gradient, 5, 10 / 3.0, 10), 1e-15);
        assertEquals(1.6666666666666667, first.threshold(4), 1e-15);
        assertEquals(0.1932556896687331, new LearningTheory(0.2, 0.1, 0.1, 1).speed(4, gradient, 5, 10 / 3.0, 10),
                1e-15);
    }

    @ParameterizedTest
    @CsvSource({"1, 11.275, 64.8284, 7.49929, 28.6768", "1.6, 8.275, 34.6632, 5.01357, 12.7229",
            "2, 7.525, 28.5941, 4.24929, 9.11702",
        "3, 7.10833, 25.4314, 3.38024, 5.75031", "4, 7.525, 28.4534, 3.10643, 4.84853",
        "5, 8.275, 34.3739, 3.07071, 4.73307", "7, 10.20357, 52.2044, 3.30541, 5.47814"})
    void steadyState(double c, double r1, double f1, double r2, double f2) {
        final LearningTheory noisy = new LearningTheory(0.05, 1, 0.05, 1);
        final LearningTheory quiet = new LearningTheory(0.07, 1, 0.03, 1);
        assertEquals(r1, noisy.distance(50 * c * c, 50 * c), 6e-6 * r1);
        assertEquals(f1, noisy.error(50 * c * c, 50 * c), 6e-6 * f1);
        assertEquals(r2, quiet.distance(50 * c * c, 50 * c), 6e-6 * r2);
        assertEquals(f2, quiet.error(50 * c * c, 50 * c), 6e-6 * f2);
    }

    @Test
    void optimalSize() {
        assertEquals(400, new LearningTheory(0.05, 1, 0.05, 1).optimum(0.5), 1e-9);
        assertEquals(399, new LearningTheory(0.05, 1, 0.05, 1).paperOptimum(), 1e-9);
        assertEquals(1111.1, new LearningTheory(0.07, 1, 0.03, 1).optimum(0.5), 0.05);
        assertEquals(1105.7, new LearningTheory(0.07, 1, 0.03, 1).paperOptimum(), 0.05);
        assertEquals(625, new LearningTheory(0.06, 1, 0.04, 1).optimum(0.5), 1e-9);
        final LearningTheory slow = new LearningTheory(0.1, 0.8, 0.04, 2);
        assertEquals(2400, slow.optimum(0.25), 1e-9);
        assertEquals(800, slow.optimum(0.5), 1e-9);
        assertEquals(266.67, slow.optimum(0.75), 0.005);
    }

    @Test
    void expansionOfOneSide() {
        final LearningTheory theory = new LearningTheory(0.07, 1, 0.05, 1);
        assertEquals(8.0707, theory.distance(50, 50), 5e-5);
        assertEquals(10.7493, theory.distance(200, 200), 5e-5);
        assertEquals(21.4636, theory.distance(800, 800), 5e-5);
        assertEquals(2.7136, theory.distance(200, 50), 5e-5);
        assertEquals(1.3743, theory.distance(800, 50), 5e-5);
    }

    @Test
    void correlatedChange() {
        final LearningTheory theory = new LearningTheory(0.07, 1, 0.03, 1);
        assertEquals(1.248, Math.pow(theory.correlated(0.1).gamma2(), 2), 5e-4);
        assertEquals(5.136, theory.correlated(0.1).distance(200, 100), 5e-4);
        assertEquals(21.49, theory.correlated(0.5).distance(200, 100), 5e-3);
    }

    @Test
    void noiseOfRelease() {
        assertEquals(0.0204939, LearningTheory.releaseNoise(0.01, 20, 0.3), 5e-8);
        assertEquals(0, LearningTheory.releaseNoise(0.01, 20, 1));
    }
}
