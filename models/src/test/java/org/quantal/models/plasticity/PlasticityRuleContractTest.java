package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.random.StreamRandom;

/** What holds for all rules: how the engine cuts their work into calls leaves no trace. */
class PlasticityRuleContractTest {
    private static final int[] DELAYS = {8, 8, 8, 8, 13, 13, 50};

    private static PlasticityRule make(ModelEntry<PlasticityRule> entry, Object... namesAndValues) {
        final Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).doubleValue());
        }
        return entry.create(values);
    }

    static Stream<PlasticityRule> rules() {
        return Stream.of(make(StdpRule.ENTRY), make(StdpRule.ENTRY, "mu_plus", 0, "mu_minus", 0),
                make(StdpRule.ENTRY, "mu_plus", 0.3), make(TripletStdp.ENTRY),
                make(TripletStdp.PRESETS.get(0), "A3_minus", 1e-3),
                make(VogelsSprekeler.ENTRY, "eta", 0.3, "rho0", 20), make(CostaPlasticity.ENTRY, "learning_rate", 0.1),
                make(ReliabilityLearning.ENTRY, "weight_scale", 20, "data_phase", 70, "free_phase", 50),
                make(HedonisticSynapse.ENTRY, "target_rate", 200, "interval", 30, "eta", 0.5));
    }

    private static LearningRow row(PlasticityRule rule) {
        return new LearningRow(rule, DELAYS, -20, rule.learnsProbability() ? 0.5 : 1);
    }

    private static void assertSame(LearningRow one, LearningRow other) {
        assertArrayEquals(one.run.weight, other.run.weight);
        assertArrayEquals(one.run.probability, other.run.probability);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void catchingUpAtAnyTimeLeavesNoTrace(PlasticityRule rule) {
        final Trains trains = Trains.poisson(20, 30_000, 15, 40, DELAYS.length);
        final LearningRow lazy = row(rule);
        lazy.run(trains);
        assertFalse(Arrays.equals(row(rule).run.weight, lazy.run.weight)
                && Arrays.equals(row(rule).run.probability, lazy.run.probability), "something is learnt");
        for (double perStep : new double[] {0.002, 0.3, 1}) {
            final LearningRow eager = row(rule);
            final StreamRandom random = new StreamRandom(5);
            eager.run(trains, step -> {
                if (random.nextDouble() < perStep) {
                    eager.catchUp(step);
                    eager.forget(step);
                }
            });
            assertSame(lazy, eager);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void savedStateGoesOnWhereItWas(PlasticityRule rule) {
        final Trains trains = Trains.poisson(21, 20_000, 20, 30, DELAYS.length);
        final LearningRow whole = row(rule);
        whole.run(trains);
        final LearningRow pieces = row(rule);
        pieces.run(trains, step -> {
            if (step % 3333 == 0) {
                pieces.saveAndLoad();
            }
        });
        assertSame(whole, pieces);
    }

    static Stream<PlasticityRule> rulesOfSpikeTimes() {
        // Reward and outcomes of release depend on more than a synapse's own spikes.
        return rules().filter(rule -> !(rule instanceof HedonisticSynapse));
    }

    /** Equal synapses with equal spikes learn the same, wherever they lie in a run and whatever others do. */
    @ParameterizedTest
    @MethodSource("rulesOfSpikeTimes")
    void synapsesLearnForThemselves(PlasticityRule rule) {
        final double probability = rule.learnsProbability() ? 0.5 : 1;
        final Trains trains = Trains.poisson(22, 10_000, 20, 30, 3);
        final Trains alone = new Trains(trains.steps(), trains.pre(), new long[][] {{}, trains.post(1), {}});
        final LearningRow first = new LearningRow(rule, new int[] {5, 9, 30}, 20, probability);
        final LearningRow second = new LearningRow(rule, new int[] {9, 9, 9}, 20, probability);
        first.run(trains);
        second.run(alone);
        assertEquals(first.run.weight[1], second.run.weight[1]);
        if (rule.learnsProbability()) {
            assertEquals(first.run.probability[1], second.run.probability[1]);
        }
    }

    @Test
    void entriesNameTheirRuleAndDescribeEachParameter() {
        for (ModelEntry<PlasticityRule> entry : List.of(StdpRule.ENTRY, TripletStdp.ENTRY, VogelsSprekeler.ENTRY,
                CostaPlasticity.ENTRY, ReliabilityLearning.ENTRY, HedonisticSynapse.ENTRY)) {
            final Map<String, Double> required = new HashMap<>();
            for (ParameterSpec spec : entry.parameters()) {
                assertFalse(spec.description().isBlank());
                if (spec.isRequired()) {
                    required.put(spec.name(), 1.0);
                }
            }
            final PlasticityRule rule = entry.create(required);
            assertEquals(entry.name(), rule.name());
            // Each parameter reaches the rule: another value makes another rule.
            for (ParameterSpec spec : entry.parameters()) {
                final Map<String, Object> other = new HashMap<>(required);
                final double value = spec.defaultValue() == null ? 1 : spec.defaultValue();
                other.put(spec.name(), spec.form() == ParameterSpec.Form.POPULATION ? "X" : spec.name()
                        .startsWith("p_") ? 0.5 : value + 1);
                assertNotEquals(rule, entry.create(other), entry.name() + " " + spec.name());
            }
        }
    }
}
