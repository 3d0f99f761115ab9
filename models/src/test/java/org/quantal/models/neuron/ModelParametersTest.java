package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;

/** Which values the models with conductances, adaptation or chance take and refuse, and in which words. */
class ModelParametersTest {
    private static final Map<String, ModelEntry<NeuronModel>> ENTRIES = Stream.of(ConductanceLif.ENTRY,
            AdaptiveExponential.ENTRY, LinearPoisson.ENTRY, PoissonSource.ENTRY, SinusoidalPoissonSource.ENTRY,
            PulsePoissonSource.ENTRY, RegularSource.ENTRY)
            .collect(Collectors.toMap(ModelEntry::name, e -> e));

    @Test
    void neuronsHaveTheDefaultsOfNest() {
        assertEquals(new ConductanceLif(-55, -60, -70, 0, -85, 250, 16.6667, 2, 0.2, 2, 0),
                ConductanceLif.ENTRY.create(Map.of()));
        assertEquals(new AdaptiveExponential(281, 30, -70.6, -50.4, 2, 0, -60, 0, 4, 80.5, 144, 0.2, 2, 0),
                AdaptiveExponential.ENTRY.create(Map.of()));
    }

    @Test
    void parametersReachTheirPlace() {
        assertEquals(new ConductanceLif(2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11), ConductanceLif.ENTRY.create(values(
                "V_th", 2, "V_reset", 1, "E_L", 3, "E_ex", 4, "E_in", 5, "C_m", 6, "g_L", 7, "t_ref", 8,
                "tau_syn_ex", 9, "tau_syn_in", 10, "I_e", 11)));
        assertEquals(new AdaptiveExponential(1, 2, 3, 4, 5, 6, 0, 8, 9, 10, 11, 12, 13, 14),
                AdaptiveExponential.ENTRY.create(
                values("C_m", 1, "g_L", 2, "E_L", 3, "V_th", 4, "Delta_T", 5, "V_peak", 6, "V_reset", 0, "t_ref",
                8, "a", 9,
                        "b", 10, "tau_w", 11, "tau_syn_ex", 12, "tau_syn_in", 13, "I_e", 14)));
        assertEquals(new LinearPoisson(1, 2, 3),
                LinearPoisson.ENTRY.create(values("rate_0", 1, "gain", 2, "tau_syn", 3)));
        assertEquals(new PoissonSource(1), PoissonSource.ENTRY.create(values("rate", 1)));
        assertEquals(new SinusoidalPoissonSource(1, 2, 3, 4), SinusoidalPoissonSource.ENTRY.create(
                values("rate", 1, "amplitude", 2, "frequency", 3, "phase", 4)));
        assertEquals(new PulsePoissonSource(1, 2, 3, 4, 5), PulsePoissonSource.ENTRY.create(
                values("rate", 1, "pulse_rate", 2, "start", 3, "duration", 4, "interval", 5)));
        assertEquals(new RegularSource(3, 2, 1),
                RegularSource.ENTRY.create(values("interval", 3, "offset", 2, "jitter", 1)));
    }

    private static Map<String, Double> values(Object... namesAndNumbers) {
        final Map<String, Double> values = new HashMap<>();
        for (int k = 0; k < namesAndNumbers.length; k += 2) {
            values.put((String) namesAndNumbers[k], ((Integer) namesAndNumbers[k + 1]).doubleValue());
        }
        return values;
    }

    /** Messages begin with the parameter that is wrong: readers of scenarios find its place by that. */
    @ParameterizedTest
    @CsvSource({
        "iaf_cond_exp, C_m, 0, 'C_m must be positive: C_m=0.0 pF'",
        "iaf_cond_exp, g_L, -1, 'g_L must not be negative: g_L=-1.0 nS'",
        "iaf_cond_exp, t_ref, -1, 't_ref must not be negative: t_ref=-1.0 ms'",
        "iaf_cond_exp, tau_syn_ex, 0, 'tau_syn_ex must be positive: tau_syn_ex=0.0 ms'",
        "iaf_cond_exp, tau_syn_in, NaN, 'tau_syn_in must be positive: tau_syn_in=NaN ms'",
        "iaf_cond_exp, E_ex, NaN, 'E_ex must be a number: E_ex=NaN mV'",
        "iaf_cond_exp, V_th, -60, 'V_reset must be below V_th: V_reset=-60.0 mV, V_th=-60.0 mV'",
        "iaf_cond_exp, V_th, NaN, 'V_reset must be below V_th: V_reset=-60.0 mV, V_th=NaN mV'",
        "aeif_psc_exp, g_L, 0, 'g_L must be positive: g_L=0.0 nS'",
        "aeif_psc_exp, Delta_T, -1, 'Delta_T must not be negative: Delta_T=-1.0 mV'",
        "aeif_psc_exp, tau_w, 0, 'tau_w must be positive: tau_w=0.0 ms'",
        "aeif_psc_exp, V_peak, -50.5, 'V_peak must not be below V_th: V_peak=-50.5 mV, V_th=-50.4 mV'",
        "aeif_psc_exp, V_reset, 0, 'V_reset must be below V_peak: V_reset=0.0 mV, V_peak=0.0 mV'",
        "aeif_psc_exp, a, Infinity, 'a must be a number: a=Infinity nS'",
        "linear_poisson, tau_syn, 0, 'tau_syn must be positive: tau_syn=0.0 ms'",
        "linear_poisson, gain, NaN, 'gain must be a number: gain=NaN Hz/pA'",
        "poisson_source, rate, -1, 'rate must not be negative: rate=-1.0 Hz'",
        "sinusoidal_poisson_source, frequency, -1, 'frequency must not be negative: frequency=-1.0 Hz'",
        "pulse_poisson_source, interval, 5, 'interval must not be shorter than a pulse: interval=5.0 ms, duration=10.0"
        + " ms'", "regular_source, interval, 0, 'interval must be positive: interval=0.0 ms'",
        "regular_source, jitter, 50, 'jitter must be below half of the interval: jitter=50.0 ms, interval=100.0 ms'"})
    void refuses(String model, String name, double value, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class,
                () -> ENTRIES.get(model).create(Map.of(name, value))).getMessage());
        assertTrue(ENTRIES.get(model).parameters().stream().map(ParameterSpec::name)
                .anyMatch(n -> message.startsWith(n + " ")));
    }

    @Test
    void hardThresholdsRefuseAResetAboveThem() {
        assertEquals("V_reset must be below V_th: V_reset=-50.0 mV, V_th=-50.4 mV",
                assertThrows(IllegalArgumentException.class,
                () -> AdaptiveExponential.ENTRY.create(Map.of("Delta_T", 0.0, "V_reset", -50.0))).getMessage());
        AdaptiveExponential.ENTRY.create(Map.of("V_reset", -50.0));
    }

    @Test
    void exponentialsThatOverflowAreRefused() {
        final String message = assertThrows(IllegalArgumentException.class,
                () -> AdaptiveExponential.ENTRY.create(Map.of("Delta_T", 0.05))).getMessage();
        assertTrue(message.startsWith("Delta_T is too small"), message);
    }

    @Test
    void stepsRefuseTimesAndRatesThatDoNotMatch() {
        final double[] two = {0, 1};
        final NeuronModel offGrid = new StepPoissonSource(new double[] {0.25}, new double[] {1});
        assertThrows(IllegalArgumentException.class, () -> new StepPoissonSource(two, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> new StepPoissonSource(new double[0], new double[0]));
        assertThrows(IllegalArgumentException.class, () -> new StepPoissonSource(new double[] {1, 1}, two));
        assertThrows(IllegalArgumentException.class, () -> new StepPoissonSource(two, new double[] {1, -1}));
        assertEquals("times must be a whole number of steps of 0.1 ms: times=0.25 ms",
                assertThrows(IllegalArgumentException.class, () -> NeuronRuns.group(offGrid, 1)).getMessage());
    }

    @Test
    void regularSourcesRefuseAStepThatIsTooLong() {
        final String message = assertThrows(IllegalArgumentException.class,
                () -> NeuronRuns.group(new RegularSource(0.2, 0, 0.06), 1)).getMessage();
        assertTrue(message.startsWith("interval leaves less than a step"), message);
        NeuronRuns.group(new RegularSource(0.1, 0, 0), 1);
    }

    @Test
    void negativeConductancesAndRatesAreRefusedAsInitialValues() {
        final NeuronModel model = ConductanceLif.ENTRY.create(Map.of());
        assertEquals("g_ex must not be negative: g_ex=-1.0 nS", assertThrows(IllegalArgumentException.class,
                () -> Groups.of(model, 1, 0.1, 0, Map.of("g_ex", -1.0))).getMessage());
        assertEquals("rate must not be negative: rate=-2.0 Hz", assertThrows(IllegalArgumentException.class,
                () -> new PoissonSource(1).createGroup(
                        new GroupContext(0, 1, 0.1, 0, 0, 0, Map.of("rate", new double[] {-2})))).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"iaf_cond_exp", "aeif_psc_exp"})
    void refractoryTimesMustBeOnTheGrid(String model) {
        assertEquals("t_ref must be a whole number of steps of 0.1 ms: t_ref=0.25 ms",
                assertThrows(IllegalArgumentException.class,
                () -> NeuronRuns.group(ENTRIES.get(model).create(Map.of("t_ref", 0.25)), 1)).getMessage());
    }
}
