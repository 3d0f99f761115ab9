package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.model.Dimension;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "10 ms, TIME, 10", "0.1ms, TIME, 0.1", "1 s, TIME, 1000", "0.0003 s, TIME, 0.3", "100 us, TIME, 0.1",
                "100 µs, TIME, 0.1",
        "100 μs, TIME, 0.1", "2 min, TIME, 120000", "1 h, TIME, 3600000", "87.8 pA, CURRENT, 87.8",
        "0.1 nA, CURRENT, 100", "1.1 nA, CURRENT, 1100", "250 pF, CAPACITANCE, 250", "0.25 nF, CAPACITANCE, 250",
        "8 Hz, RATE, 8", "2 kHz, RATE, 2000", "-65 mV, POTENTIAL, -65", "-0.065 V, POTENTIAL, -65",
        "10 nS, CONDUCTANCE, 10", "1 uS, CONDUCTANCE, 1000",
        "50 %, PROBABILITY, 0.5", "0.07, PROBABILITY, 0.07", "7 %, PROBABILITY, 0.07",
        "-3e2, NUMBER, -300", "0, TIME, 0", ".5 ms, TIME, 0.5", "+1.e1 ms, TIME, 10"})
    void quantityIsTheDecimalNumberInTheInternalUnit(String text, Dimension dimension, double expected) {
        assertEquals(expected, Units.parse(text, List.of(dimension)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10 MS|TIME|'10 MS' has the wrong unit 'MS'; did you mean 'ms'? (allowed units: ms, s, us, min, h)",
        "10|RATE|'10' has no unit; did you mean '10 Hz'? (allowed units: Hz, kHz)",
        "10 Hz|POTENTIAL|'10 Hz' has the wrong unit 'Hz' (allowed units: mV, V, uV)",
        "x|CURRENT|'x' is not a number (allowed units: pA, nA, uA)",
        "1 2 ms|TIME|'1 2 ms' has the wrong unit '2 ms' (allowed units: ms, s, us, min, h)",
        "0.5 ms|PROBABILITY|'0.5 ms' has the wrong unit 'ms' (allowed units: %, or none)",
        "Infinity ms|TIME|'Infinity ms' is not a number (allowed units: ms, s, us, min, h)",
        "1e308 s|TIME|'1e308 s' is too large or too small a number"})
    void wrongQuantityNamesWhatIsAllowed(String text, Dimension dimension, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class,
                () -> Units.parse(text, List.of(dimension))).getMessage());
    }

    @Test
    void writtenQuantityReadsAsTheSameNumber() {
        for (double value : new double[] {0.1, 1.0 / 3, 277.6479785627837, -65, 1e-7, 1e20, 123456789.125, 0}) {
            assertEquals(value, Units.parse(ModelKinds.write(value, Dimension.CURRENT), List.of(Dimension.CURRENT)));
        }
    }
}
