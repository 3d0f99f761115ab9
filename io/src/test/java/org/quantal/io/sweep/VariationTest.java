package org.quantal.io.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.io.scenario.ScenarioException;

class VariationTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "p=0.2,0.5,1; 0.2|0.5|1",
        "p=0.2,0.3,...,0.6; 0.2|0.3|0.4|0.5|0.6",
        "p=0, 0.2,0.3,...,0.5; 0|0.2|0.3|0.4|0.5",
        "seed=1..4; 1|2|3|4",
        "seed=-1..1,7; -1|0|1|7",
        "p=0.2..0.5 step 0.1; 0.2|0.3|0.4|0.5",
        "p=1..0.7 step -0.1; 1|0.9|0.8|0.7",
        "tau=10..30 ms step 10; 10 ms|20 ms|30 ms",
        "tau=10ms,15 ms,...,25ms; 10 ms|15 ms|20 ms|25 ms",
        "rule=[1,2],{a: 1, b: 2},'0..3'; [1,2]|{a: 1, b: 2}|'0..3'",
        "model=iaf_psc_exp,iaf_psc_delta; iaf_psc_exp|iaf_psc_delta"})
    void valuesOfEachForm(String text, String values) {
        final String expected = values.replace("#", "'");
        assertEquals(List.of(expected.strip().split("\\|")), Variation.parse(text).values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "p; must be path=values", "=1; must be path=values", "p=; empty value", "p=1,,2; empty value", "p=1,1; twice",
                "p=1.0..1.5; step",
        "p=0.2..1 step 0.3; do not meet 1", "p=0.2..1 step -0.1; does not get", "p=0.2,...,1; two values before",
        "p=0.2,0.3,...; two values", "p=1..2 ms step 1 s; mixes the units", "p=1..1000000; more than 10000 values",
        "p=a..b; 'b' is no number", "p=1,1,...,3; does not get"})
    void mistakesAreExplained(String text, String part) {
        final ScenarioException e = assertThrows(ScenarioException.class, () -> Variation.parse(text));
        assertTrue(e.getMessage().startsWith("--vary " + text + ": ") && e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void numbersHaveOneUnit() {
        assertArrayEquals(new double[] {10, 20}, Variation.parse("tau=10 ms,20 ms").numbers().orElseThrow());
        assertEquals("ms", Variation.parse("tau=10 ms,20 ms").unit());
        assertTrue(Variation.parse("tau=10 ms,1 s").numbers().isEmpty());
        assertTrue(Variation.parse("model=a,b").numbers().isEmpty());
    }
}
