package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronModel;

/** Which values the neuron models refuse, and in which words. */
class NeuronParametersTest {

    @ParameterizedTest
    @CsvSource({
        "C_m, 0, 'C_m must be positive: C_m=0.0 pF'",
        "C_m, -250, 'C_m must be positive: C_m=-250.0 pF'",
        "C_m, NaN, 'C_m must be positive: C_m=NaN pF'",
        "tau_m, 0, 'tau_m must be positive: tau_m=0.0 ms'",
        "tau_m, Infinity, 'tau_m must be positive: tau_m=Infinity ms'",
        "t_ref, -0.1, 't_ref must not be negative: t_ref=-0.1 ms'",
        "t_ref, NaN, 't_ref must not be negative: t_ref=NaN ms'",
        "E_L, NaN, 'E_L must be a number: E_L=NaN mV'",
        "I_e, Infinity, 'I_e must be a number: I_e=Infinity pA'",
        "V_reset, -55, 'V_reset must be below V_th: V_reset=-55.0 mV, V_th=-55.0 mV'",
        "V_reset, NaN, 'V_reset must be a number: V_reset=NaN mV'",
        "V_reset, -Infinity, 'V_reset must be a number: V_reset=-Infinity mV'",
        "V_th, -70, 'V_reset must be below V_th: V_reset=-70.0 mV, V_th=-70.0 mV'",
        "V_th, NaN, 'V_reset must be below V_th: V_reset=-70.0 mV, V_th=NaN mV'"})
    void bothModelsRefuse(String name, double value, String message) {
        for (ModelEntry<NeuronModel> entry : List.of(LifExp.ENTRY, LifDelta.ENTRY)) {
            assertEquals(message,
                    assertThrows(IllegalArgumentException.class, () -> entry.create(Map.of(name, value))).getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tau_syn_ex, 0, 'tau_syn_ex must be positive: tau_syn_ex=0.0 ms'",
        "tau_syn_in, -2, 'tau_syn_in must be positive: tau_syn_in=-2.0 ms'",
        "tau_syn_in, NaN, 'tau_syn_in must be positive: tau_syn_in=NaN ms'"})
    void exponentialCurrentsRefuse(String name, double value, String message) {
        assertEquals(message,
                assertThrows(IllegalArgumentException.class, () -> LifExp.ENTRY.create(Map.of(name, value)))
                .getMessage());
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        final String message = assertThrows(IllegalArgumentException.class,
                () -> LifDelta.ENTRY.create(Map.of("tau_syn_ex", 2.0))).getMessage();
        assertTrue(message.startsWith("iaf_psc_delta has no parameter 'tau_syn_ex'; it has [C_m, tau_m, t_ref"),
                message);
    }

    @Test
    void limitsAreAllowed() {
        new Membrane(250, 10, 0, -70, Double.POSITIVE_INFINITY, -70, -1e9);
        new Membrane(1e-6, 1e-6, 1000, 1e6, 1e6 + 1, 1e6, 0);
    }
}
