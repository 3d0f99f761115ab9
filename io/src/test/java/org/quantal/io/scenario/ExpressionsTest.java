package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    private final Expressions expressions = new Expressions();

    ExpressionsTest() {
        expressions.define("p", new BigDecimal("0.5"));
        expressions.define("g", new BigDecimal("6"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "${0.1 / p} mV|0.2 mV", "${-g * 0.1} mV|-0.6 mV", "${p}${g}|0.56", "plain|plain", "$5 {x}|$5 {x}",
        "${round(2.6)}|3", "${round(1.26, 1)}|1.3", "${min(3, g, 9)}|3", "${sqrt(16)}|4", "${-2^2}|-4", "${2^(-1)}|0.5",
        "${2^3^2}|512", "${floor(-0.5)}|-1", "${ceil(0.1)}|1", "${abs(-g)}|6", "${log(1)}|0", "${exp(0)}|1",
        "${10 - 4 - 3}|3", "${0.1 + 0.2}|0.3", "${round(2 * pi, 3)}|6.283"})
    void placeholdersBecomeTheirValues(String text, String expected) {
        assertEquals(expected, expressions.substitute(text));
    }

    @Test
    void decimalsStayExact() {
        assertEquals(0.3, Double.parseDouble(expressions.substitute("${3 * 0.1}")));
        assertEquals(1.0 / 3, Double.parseDouble(expressions.substitute("${1 / 3}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "${1 / (p - 0.5)}|'${1 / (p - 0.5)}' has no value: division by zero",
        "${sqrt(-1)}|'${sqrt(-1)}' has no value: parameter must not be negative",
        "${gg * 2}|'${gg * 2}': there is no parameter 'gg'; did you mean 'g'? (allowed: p, g)",
        "${p > 1}|'${p > 1}' is not an expression: undefined operator '>' (allowed: + - * / ^ ( ), parameters, pi,"
        + " abs, ceil, exp, floor, log, max, min, round, sqrt)",
        "${random()}|'${random()}' is not an expression: undefined function 'random' (allowed: + - * / ^ ( ),"
        + " parameters, pi, abs, ceil, exp, floor, log, max, min, round, sqrt)",
        "${p|'${p' has '${' without its own '}'",
        "${0^(-1)}|'${0^(-1)}' has no value: division by zero"})
    void expressionWithoutValueSaysWhy(String text, String message) {
        assertEquals(message,
                assertThrows(IllegalArgumentException.class, () -> expressions.substitute(text)).getMessage());
    }

    @Test
    void parametersMustDifferByMoreThanCase() {
        assertEquals("differs from 'p' by upper and lower case only",
                assertThrows(IllegalArgumentException.class, () -> expressions.define("P", BigDecimal.ONE))
                .getMessage());
    }
}
