package org.quantal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.plasticity.HedonisticSynapse;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BetaRelease;
import org.quantal.models.release.Reliable;
import org.quantal.models.release.WeightCorrelatedRelease;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ReleaseModel;

class BuiltInModelsTest {
    private static final ModelCatalogue CATALOGUE = BuiltInModels.catalogue();
    /** C_m, tau_m, t_ref, E_L, V_th, V_reset, I_e of both models in NEST. */
    private static final Membrane NEST_MEMBRANE = new Membrane(250, 10, 2, -70, -55, -70, 0);

    private static NeuronModel neuron(String name, Map<String, ?> given) {
        return CATALOGUE.neuron(name).orElseThrow().create(given);
    }

    private static ReleaseModel release(String name, Map<String, Double> given) {
        return CATALOGUE.release(name).orElseThrow().create(given);
    }

    @Test
    void neuronsHaveTheDefaultsOfNest() {
        assertEquals(new LifExp(NEST_MEMBRANE, 2, 2, false), neuron("iaf_psc_exp", Map.of()));
        assertEquals(new LifDelta(NEST_MEMBRANE), neuron("iaf_psc_delta", Map.of()));
    }

    @Test
    void parametersReachTheirPlace() {
        final Map<String, Double> membrane = Map.of("C_m", 1.0, "tau_m", 2.0, "t_ref", 3.0, "E_L", 4.0, "V_th", 7.0,
                "V_reset", 6.0, "I_e", 8.0);
        assertEquals(new LifDelta(new Membrane(1, 2, 3, 4, 7, 6, 8)), neuron("iaf_psc_delta", membrane));
        assertEquals(new LifExp(NEST_MEMBRANE, 0.5, 0.6, false),
                neuron("iaf_psc_exp", Map.of("tau_syn_ex", 0.5, "tau_syn_in", 0.6)));
        assertEquals(new LifExp(NEST_MEMBRANE, 2, 2, true), neuron("iaf_psc_exp", Map.of("separate_currents", 1.0)));
        assertEquals(new Reliable(), release("reliable", Map.of()));
        assertEquals(new BernoulliRelease(0.3), release("bernoulli", Map.of("p", 0.3)));
        assertEquals(new BetaRelease(0.3, 0.1), release("bernoulli_beta", Map.of("mean", 0.3, "sd", 0.1)));
        assertEquals(new WeightCorrelatedRelease(new BetaRelease(0.3, 0.1), 0.4),
                release("bernoulli_weight_correlated", Map.of("mean", 0.3, "sd", 0.1, "rank_correlation", 0.4)));
        assertEquals(new BetaRelease(0.65, 0.18), release("cortex_l23_c", Map.of()));
    }

    @Test
    void modelsCallThemselvesAsTheCatalogueDoes() {
        assertEquals(List.of("iaf_psc_exp", "iaf_psc_alpha", "iaf_psc_delta", "iaf_cond_exp", "aeif_psc_exp",
                "linear_poisson", "poisson_source", "sinusoidal_poisson_source", "pulse_poisson_source",
                "step_poisson_source", "regular_source"), CATALOGUE.neurons().stream().map(ModelEntry::name).toList());
        final Map<String, double[]> lists = Map.of("times", new double[] {0}, "rates", new double[] {1});
        CATALOGUE.neurons().forEach(entry -> assertEquals(entry.name(),
                entry.create(entry.name().equals("step_poisson_source") ? lists : Map.of()).name()));
        for (String name : List.of("reliable", "bernoulli", "bernoulli_beta", "bernoulli_weight_correlated")) {
            final ModelEntry<ReleaseModel> entry = CATALOGUE.release(name).orElseThrow();
            final Map<String, Double> given = new java.util.HashMap<>();
            entry.parameters().forEach(spec -> given.put(spec.name(), 0.3));
            assertEquals(name, entry.create(given).name());
        }
        assertEquals(12, CATALOGUE.releases().size());
    }

    @Test
    void listsAndNamesReachTheirPlace() {
        assertEquals("rates must be as many as times, at least one: times=2 rates=1",
                assertThrows(IllegalArgumentException.class,
                () -> neuron("step_poisson_source", Map.of("times", new double[] {0, 1}, "rates", new double[] {5})))
                .getMessage());
        assertEquals("step_poisson_source needs a value for 'rates'", assertThrows(IllegalArgumentException.class,
                () -> neuron("step_poisson_source", Map.of("times", new double[] {0, 1}))).getMessage());
        assertEquals("rates must be a list: rates=3.0", assertThrows(IllegalArgumentException.class,
                () -> neuron("step_poisson_source", Map.of("times", new double[] {0}, "rates", 3.0))).getMessage());
        final HedonisticSynapse rule = (HedonisticSynapse) CATALOGUE.plasticityRule("hedonistic").orElseThrow()
                .create(Map.of("target_rate", 5.0, "reward_population", "E"));
        assertEquals("E", rule.rewardPopulation());
    }

    @Test
    void requiredParametersMustBeGiven() {
        assertEquals("bernoulli needs a value for 'p'",
                assertThrows(IllegalArgumentException.class, () -> release("bernoulli", Map.of())).getMessage());
        assertEquals("bernoulli_beta needs a value for 'sd'",
                assertThrows(IllegalArgumentException.class, () -> release("bernoulli_beta", Map.of("mean", 0.5)))
                .getMessage());
        for (double p : new double[] {0, -0.1, 1.0001, Double.NaN}) {
            assertEquals("p must be in (0, 1]: p=" + p,
                    assertThrows(IllegalArgumentException.class, () -> release("bernoulli", Map.of("p", p)))
                    .getMessage());
        }
    }

    @Test
    void everyParameterIsDescribed() {
        CATALOGUE.neurons()
                .forEach(entry -> entry.parameters().forEach(spec -> assertTrue(!spec.description().isBlank())));
        CATALOGUE.releases()
                .forEach(entry -> entry.parameters().forEach(spec -> assertTrue(!spec.description().isBlank())));
    }
}
