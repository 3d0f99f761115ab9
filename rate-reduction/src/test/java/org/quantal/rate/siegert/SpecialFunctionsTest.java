package org.quantal.rate.siegert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.numbers.gamma.Erfcx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialFunctionsTest {

    /** Values of section 9, of fourteen digits. */
    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0.1, 0.89645697996913, 0.099335992397853", "0.5, 0.61569034419293, 0.42443638350202",
        "1, 0.42758357615581, 0.53807950691277", "2, 0.25539567631051, 0.30134038892379",
        "5, 0.11070463773307, 0.10213407442428", "10, 0.056140992743823, 0.050253847187599",
        "30, 0.018795888861417, 0.016675941401059"})
    void equalTheTable(double x, double erfcx, double dawson) {
        assertEquals(erfcx, Erfcx.value(x), 1e-13 * erfcx);
        assertEquals(dawson, Dawson.value(x), 1e-13 * dawson);
        assertEquals(-dawson, Dawson.value(-x), 1e-13 * dawson);
    }

    /** D' = 1 - 2 x D, by central differences, on both sides of where the series ends. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.1999, 0.2, 0.2001, 0.3, 0.9, 1.7, 3.3, 7.9})
    void dawsonObeysItsDifferentialEquation(double x) {
        final double h = 1e-4;
        assertEquals(1 - 2 * x * Dawson.value(x), (Dawson.value(x + h) - Dawson.value(x - h)) / (2 * h), 1e-7);
    }

    @Test
    void dawsonIsContinuousWhereTheSeriesEnds() {
        assertEquals(Dawson.value(Math.nextDown(0.2)), Dawson.value(0.2), 1e-15);
    }

    /** Exact up to degree 2n - 1, not beyond. */
    @Test
    void quadratureIsExactForPolynomials() {
        final GaussLegendre three = new GaussLegendre(3);
        assertEquals((StrictMath.pow(3, 6) - 1) / 6, three.integral(x -> x * x * x * x * x, 1, 3), 1e-12);
        assertEquals(-(StrictMath.pow(3, 6) - 1) / 6, three.integral(x -> x * x * x * x * x, 3, 1), 1e-12);
        // Three nodes miss the sixth degree: x^6 is integrated to 6/25 instead of 2/7.
        assertEquals(6 / 25.0, three.integral(x -> x * x * x * x * x * x, -1, 1), 1e-14);
        assertEquals(2, new GaussLegendre(100).integral(x -> 1, -1, 1), 1e-14);
        assertEquals(2 / 101.0, new GaussLegendre(100).integral(x -> StrictMath.pow(x, 100), -1, 1), 1e-15);
    }
}
