package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.random.StreamRandom;

/** What every neuron model promises to the engine. */
class NeuronModelContractTest {
    private static final double STEP = 0.1;
    private static final int SIZE = 40;

    static Stream<NeuronModel> models() {
        final Membrane membrane = new Membrane(250, 10, 2, -65, -50, -65, 0);
        return Stream.of(new LifExp(membrane, 0.5, 0.5, false), new LifExp(membrane, 0.5, 0.5, true),
                new LifExp(membrane, 0.5, 3, false), new LifAlpha(membrane, 0.5, 3), new LifDelta(membrane));
    }

    /** Arrivals that make every model spike a few times in 100 steps; a pure function of step and neuron. */
    private static double[][] arrivals(NeuronModel model, long step, int from, int size) {
        final double amplitude = model.weightUnit().equals("mV") ? 6 : 3000;
        final double[][] arrivals = new double[model.channels()][size];
        for (int i = 0; i < size; i++) {
            final StreamRandom random = new StreamRandom(step * 1_000_003 + from + i);
            if (random.nextDouble() < 0.2) {
                final double weight = amplitude * (1.2 * random.nextDouble() - 0.2);
                arrivals[model.channel(weight)][i] = weight;
            }
        }
        return arrivals;
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
    void goesOnFromASavedStateBitForBit(NeuronModel model) {
        final NeuronGroup through = Groups.of(model, SIZE, STEP);
        NeuronGroup pieces = Groups.of(model, SIZE, STEP);
        final int[] spiked = new int[SIZE];
        final int[] spikedInPieces = new int[SIZE];
        int spikes = 0;
        int refractorySaves = 0;
        for (long step = -20; step < 400; step++) {
            final int count = through.advance(step, arrivals(model, step, 0, SIZE), spiked);
            assertEquals(count, pieces.advance(step, arrivals(model, step, 0, SIZE), spikedInPieces));
            assertArrayEquals(Arrays.copyOf(spiked, count), Arrays.copyOf(spikedInPieces, count));
            for (int i = 0; i < SIZE; i++) {
                assertEquals(state(model, through, i), state(model, pieces, i));
            }
            spikes += count;
            if (step % 7 == 0) {
                refractorySaves += count > 0 ? 1 : 0;
                final byte[] saved = Groups.save(pieces);
                pieces = Groups.of(model, SIZE, STEP);
                Groups.load(pieces, saved);
                assertArrayEquals(saved, Groups.save(pieces));
            }
        }
        assertTrue(spikes > 200 && refractorySaves > 10,
                "spikes=" + spikes + " saves with refractory neurons=" + refractorySaves);
    }

    /** A neuron does the same in a group of one, in a large group, and in the middle of a population. */
    @ParameterizedTest
    @MethodSource("models")
    void groupingChangesNothing(NeuronModel model) {
        final NeuronGroup whole = Groups.of(model, SIZE, STEP);
        final int cut = 17;
        final NeuronGroup low = Groups.of(model, cut, STEP);
        final Map<String, double[]> initial = new HashMap<>();
        for (StateVariable variable : model.stateVariables()) {
            final double[] all = new double[SIZE - cut];
            Arrays.fill(all, variable.initial());
            initial.put(variable.name(), all);
        }
        final NeuronGroup high = model.createGroup(new GroupContext(cut, SIZE - cut, STEP, 0, 0, 0, initial));
        final int[] spiked = new int[SIZE];
        final int[] spikedLow = new int[cut];
        final int[] spikedHigh = new int[SIZE - cut];
        for (long step = 0; step < 300; step++) {
            final int count = whole.advance(step, arrivals(model, step, 0, SIZE), spiked);
            final int lows = low.advance(step, arrivals(model, step, 0, cut), spikedLow);
            final int highs = high.advance(step, arrivals(model, step, cut, SIZE - cut), spikedHigh);
            assertEquals(count, lows + highs);
            for (int k = 0; k < count; k++) {
                assertEquals(spiked[k], k < lows ? spikedLow[k] : cut + spikedHigh[k - lows]);
            }
        }
        // What the group was made from stays as it was.
        initial.values().forEach(values -> assertTrue(Arrays.stream(values).allMatch(v -> v == values[0])));
    }

    static Stream<NeuronModel> modelsOnTheGrid() {
        return Stream.concat(models(), Stream.of(
                new ConductanceLif(-55, -60, -70, 0, -85, 250, 16.7, 2, 0.2, 2, 30),
                new AdaptiveExponential(281, 30, -70.6, -50.4, 2, 0, -60, 1, 4, 80.5, 144, 0.2, 2, 10),
                new LinearPoisson(5, 2, 10)));
    }

    /** A current that is set is the current that a group was made with, from the next step on, bit for bit. */
    @ParameterizedTest
    @MethodSource("modelsOnTheGrid")
    void currentThatIsSetIsThatOfTheGroup(NeuronModel model) {
        final double[] currents = {400, -30, 1500};
        final NeuronGroup changed = Groups.of(model, SIZE, STEP);
        final int[] spiked = new int[SIZE];
        final int[] expected = new int[SIZE];
        int spikes = 0;
        long step = 0;
        for (double current : currents) {
            final NeuronGroup made = Groups.of(model, SIZE, STEP, current, Map.of());
            Groups.load(made, Groups.save(changed));
            changed.setCurrent(current);
            for (final long end = step + 300; step < end; step++) {
                final int count = made.advance(step, Groups.silence(model, SIZE), expected);
                assertEquals(count, changed.advance(step, Groups.silence(model, SIZE), spiked));
                assertArrayEquals(Arrays.copyOf(expected, count), Arrays.copyOf(spiked, count));
                assertEquals(state(model, made, 3), state(model, changed, 3));
                spikes += count;
            }
        }
        assertTrue(spikes > SIZE, "spikes=" + spikes);
    }

    @ParameterizedTest
    @MethodSource("models")
    void returnsToRestWithoutInput(NeuronModel model) {
        final NeuronGroup group = Groups.of(model, 1, STEP, 0, Map.of("V_m", -52.0));
        double last = group.state("V_m", 0);
        assertEquals(-52, last);
        for (long step = 0; step < 100; step++) {
            assertEquals(0, group.advance(step, Groups.silence(model, 1), new int[1]));
            assertEquals((last + 65) * StrictMath.exp(-STEP / 10), group.state("V_m", 0) + 65, 1e-12);
            last = group.state("V_m", 0);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void stateVariablesStartAsDescribed(NeuronModel model) {
        final List<StateVariable> variables = model.stateVariables();
        assertEquals("V_m", variables.get(0).name());
        final Map<String, Double> initial = new HashMap<>();
        for (StateVariable variable : variables) {
            initial.put(variable.name(), variable.initial() + 1.5);
        }
        final NeuronGroup group = Groups.of(model, 3, STEP, 0, initial);
        for (StateVariable variable : variables) {
            assertEquals(variable.initial() + 1.5, group.state(variable.name(), 2));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void refusesARefractoryTimeOffTheGrid(NeuronModel model) {
        assertEquals("t_ref must be a whole number of steps of 0.3 ms: t_ref=2.0 ms",
                assertThrows(IllegalArgumentException.class, () -> Groups.of(model, 1, 0.3)).getMessage());
    }
}
