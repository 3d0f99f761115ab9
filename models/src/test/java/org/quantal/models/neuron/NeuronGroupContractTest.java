package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.random.StreamRandom;

/** What all neurons and sources promise, whether they draw random numbers or not. */
class NeuronGroupContractTest {
    private static final int SIZE = 40;
    private static final long FIRST_STEP = -30;
    private static final long STEPS = 300;

    static Stream<ModelEntry<NeuronModel>> entries() {
        return Stream.of(LifExp.ENTRY, LifDelta.ENTRY, ConductanceLif.ENTRY, AdaptiveExponential.ENTRY,
                LinearPoisson.ENTRY, PoissonSource.ENTRY, SinusoidalPoissonSource.ENTRY, PulsePoissonSource.ENTRY,
                RegularSource.ENTRY);
    }

    static Stream<NeuronModel> models() {
        return Stream.of(LifExp.ENTRY.create(Map.of()), LifDelta.ENTRY.create(Map.of()),
                ConductanceLif.ENTRY.create(Map.of()), AdaptiveExponential.ENTRY.create(Map.of()),
                AdaptiveExponential.ENTRY.create(Map.of("t_ref", 1.0, "V_reset", -52.0, "b", 10.0)),
                AdaptiveExponential.ENTRY.create(Map.of("Delta_T", 0.0)), new LinearPoisson(20, 0.2, 3),
                new PoissonSource(150), new SinusoidalPoissonSource(150, 200, 30, 45),
                new StepPoissonSource(new double[] {-1, 0, 5, 20}, new double[] {500, 0, 300, 100}),
                new PulsePoissonSource(20, 900, 10, 2, 15), new RegularSource(5, -2, 0), new RegularSource(5.03, 1, 2));
    }

    /** Arrivals that make every model spike; a pure function of step and neuron. */
    private static double[][] arrivals(NeuronModel model, long step, int from, int size) {
        final double[][] arrivals = new double[model.channels()][size];
        if (model.channels() == 0) {
            return arrivals;
        }
        final double amplitude = switch (model.weightUnit()) {
            case "mV" -> 6;
            case "nS" -> 300;
            // The briefest currents need the largest amplitudes.
            default -> model instanceof AdaptiveExponential ? 20_000 : 5000;
        };
        for (int i = 0; i < size; i++) {
            final StreamRandom random = new StreamRandom(step * 1_000_003 + from + i);
            if (random.nextDouble() < 0.2) {
                final double weight = amplitude * (1.2 * random.nextDouble() - 0.2);
                arrivals[model.channel(weight)][i] = weight;
            }
        }
        return arrivals;
    }

    /** Spikes and, at the end, states of a population in groups that begin at the given neurons. */
    private static List<String> run(NeuronModel model, long key, int saveEvery, int... starts) {
        final List<String> trace = new ArrayList<>();
        final List<NeuronGroup> groups = new ArrayList<>();
        for (int g = 0; g < starts.length; g++) {
            groups.add(NeuronRuns.group(model, starts[g], end(starts, g) - starts[g], FIRST_STEP, key));
        }
        for (long step = FIRST_STEP; step < STEPS; step++) {
            for (int g = 0; g < starts.length; g++) {
                final int size = end(starts, g) - starts[g];
                final int[] spiked = new int[size];
                final int count = groups.get(g).advance(step, arrivals(model, step, starts[g], size), spiked);
                for (int k = 0; k < count; k++) {
                    assertTrue(spiked[k] >= 0 && spiked[k] < size && (k == 0 || spiked[k] > spiked[k - 1]),
                            "order of spikes");
                    trace.add(step + ":" + (starts[g] + spiked[k]));
                }
                if (step % saveEvery == 0) {
                    final byte[] saved = Groups.save(groups.get(g));
                    groups.set(g, NeuronRuns.group(model, starts[g], size, FIRST_STEP, key));
                    Groups.load(groups.get(g), saved);
                    assertArrayEquals(saved, Groups.save(groups.get(g)));
                }
            }
        }
        for (int g = 0; g < starts.length; g++) {
            for (int i = 0; i < end(starts, g) - starts[g]; i++) {
                trace.add(state(model, groups.get(g), i));
            }
        }
        return trace;
    }

    private static int end(int[] starts, int g) {
        return g + 1 < starts.length ? starts[g + 1] : SIZE;
    }

    private static String state(NeuronModel model, NeuronGroup group, int i) {
        final StringBuilder all = new StringBuilder();
        for (StateVariable variable : model.stateVariables()) {
            all.append(variable.name()).append('=').append(group.state(variable.name(), i)).append(' ');
        }
        return all.toString();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theSameRunTwiceIsTheSame(NeuronModel model) {
        final List<String> once = run(model, NeuronRuns.KEY, Integer.MAX_VALUE, 0);
        assertTrue(once.size() > SIZE + 100, "spikes=" + (once.size() - SIZE));
        assertEquals(once, run(model, NeuronRuns.KEY, Integer.MAX_VALUE, 0));
    }

    @ParameterizedTest
    @MethodSource("models")
    void goesOnFromASavedStateBitForBit(NeuronModel model) {
        assertEquals(run(model, NeuronRuns.KEY, Integer.MAX_VALUE, 0), run(model, NeuronRuns.KEY, 7, 0));
    }

    @ParameterizedTest
    @MethodSource("models")
    void groupingChangesNothing(NeuronModel model) {
        assertEquals(sorted(run(model, NeuronRuns.KEY, Integer.MAX_VALUE, 0)),
                sorted(run(model, NeuronRuns.KEY, 50, 0, 1, 17, 30)));
    }

    private static List<String> sorted(List<String> trace) {
        return trace.stream().sorted().toList();
    }

    /** Stochastic models differ by key, and neurons from each other; the others take no notice of it. */
    @ParameterizedTest
    @MethodSource("models")
    void chanceComesFromTheKey(NeuronModel model) {
        final boolean stochastic = model.name().contains("poisson") || model instanceof RegularSource r
                && r.jitterMs() > 0;
        assertEquals(!stochastic,
                run(model, NeuronRuns.KEY, Integer.MAX_VALUE, 0)
                .equals(run(model, NeuronRuns.KEY + 1, Integer.MAX_VALUE, 0)));
    }

    /** A neuron that gets nonsense is silent for ever after, and does not disturb its neighbours. */
    @ParameterizedTest
    @MethodSource("models")
    void nonsenseDoesNotSpike(NeuronModel model) {
        if (model.channels() == 0) {
            return;
        }
        final NeuronGroup group = NeuronRuns.group(model, 3);
        final NeuronGroup sane = NeuronRuns.group(model, 3);
        final int[] spiked = new int[3];
        int others = 0;
        for (long step = 0; step < 300; step++) {
            final double[][] arrivals = arrivals(model, step, 0, 3);
            final int expected = sane.advance(step, arrivals, spiked);
            int expectedOthers = 0;
            for (int k = 0; k < expected; k++) {
                expectedOthers += spiked[k] != 1 ? 1 : 0;
            }
            if (step == 5) {
                arrivals[0][1] = Double.NaN;
            }
            final int count = group.advance(step, arrivals, spiked);
            for (int k = 0; k < count; k++) {
                assertFalse(step > 6 && spiked[k] == 1, "spike from NaN");
            }
            others += step > 6 ? count : 0;
            assertEquals(step > 6 ? expectedOthers : count, count);
        }
        assertTrue(others > 0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void stateVariablesAreReadAsGiven(NeuronModel model) {
        final Map<String, double[]> initial = new HashMap<>();
        double next = 1.5;
        for (StateVariable variable : model.stateVariables()) {
            initial.put(variable.name(),
                    new double[] {variable.initial(), variable.settable() ? next++ : variable.initial()});
        }
        final NeuronGroup group = model.createGroup(new GroupContext(0, 2, NeuronRuns.STEP, 0, 0, 1, initial));
        for (StateVariable variable : model.stateVariables()) {
            if (variable.settable()) {
                assertEquals(initial.get(variable.name())[1], group.state(variable.name(), 1), 1e-12);
            }
            assertTrue(Double.isFinite(group.state(variable.name(), 0)));
            assertEquals(variable.initial(), initial.get(variable.name())[0], "the group changed its context");
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void catalogueAndModelAgree(ModelEntry<NeuronModel> entry) {
        final NeuronModel model = entry.create(Map.of());
        assertEquals(entry.name(), model.name());
        assertEquals(model, entry.create(Map.of()));
        if (model.channels() == 0) {
            assertEquals("", model.weightUnit());
            assertThrows(IllegalArgumentException.class, () -> model.channel(1));
        } else {
            assertTrue(model.channel(1) < model.channels() && model.channel(-1) < model.channels());
        }
    }
}
