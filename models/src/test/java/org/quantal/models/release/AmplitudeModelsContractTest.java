package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.random.StreamRandom;

/** What every release model with amplitudes promises to the engine. */
class AmplitudeModelsContractTest {
    /** Rows of uneven length, one empty, more than the first arrays hold; the third lies in two chunks. */
    private static final int[] ROWS = rows();
    private static final int SYNAPSES = Arrays.stream(ROWS).sum();

    private static int[] rows() {
        final int[] rows = new int[40];
        Arrays.fill(rows, 25);
        rows[0] = 60_000;
        rows[1] = 0;
        rows[2] = 10_000;
        return rows;
    }

    static Stream<ReleaseModel> models() {
        final Quanta quanta = new Quanta(5, 0.3, true);
        final Quanta alike = new Quanta(3, 0, false);
        return Stream.of(new BinomialRelease(quanta, 0.3, 0), new BinomialRelease(alike, 0.3, 0.1),
                new TsodyksMarkram(new ShortTermDynamics(0.3, 0, 100, 200)),
                new TsodyksMarkram(new ShortTermDynamics(0.3, 0.1, 100, 200)),
                new TsodyksMarkram(new ShortTermDynamics(0.3, 0.1, 0, 200)),
                new StochasticTsodyksMarkram(new ShortTermDynamics(0.3, 0, 100, 200), quanta),
                new StochasticTsodyksMarkram(new ShortTermDynamics(0.3, 0.1, 100, 200), quanta),
                new StochasticTsodyksMarkram(new ShortTermDynamics(0.3, 0.1, 0, 200), alike));
    }

    private static AmplitudeSites sites(ReleaseModel model) {
        final AmplitudeSites sites = assertInstanceOf(AmplitudeSites.class, model.createSites());
        final double[] p = new double[SYNAPSES];
        if (model.variesBySynapse()) {
            model.drawProbabilities(new StreamRandom(1), new Constant(1), p, p, SYNAPSES);
            assertTrue(Arrays.stream(p).allMatch(x -> x > 0 && x <= 1));
        } else {
            Arrays.fill(p, model.meanProbability());
        }
        int from = 0;
        for (int count : ROWS) {
            sites.append(Arrays.copyOfRange(p, from, from + count), count);
            from += count;
        }
        for (int i = 0; i < SYNAPSES; i += 97) {
            assertEquals(p[i], sites.probability(i));
        }
        return sites;
    }

    private static float[] spike(AmplitudeSites sites, int step, int row) {
        final float[] amplitude = new float[ROWS[row] + 1];
        Arrays.fill(amplitude, -1);
        final int from = Arrays.stream(ROWS, 0, row).sum();
        final int responding = sites.transmit(Keys.of(4, step, row), row, step * 0.1, from, ROWS[row], amplitude);
        int positive = 0;
        for (int i = 0; i < ROWS[row]; i++) {
            assertTrue(amplitude[i] >= 0);
            positive += amplitude[i] > 0 ? 1 : 0;
        }
        assertEquals(positive, responding);
        assertEquals(-1, amplitude[ROWS[row]]);
        return amplitude;
    }

    /** Steps at which each of three rows spikes, in an order that differs from row to row. */
    private static float[][] spikes(AmplitudeSites sites, int fromStep, int toStep, boolean backwards) {
        final float[][] all = new float[3 * (toStep - fromStep)][];
        for (int step = fromStep; step < toStep; step++) {
            for (int r = 0; r < 3; r++) {
                final int at = backwards ? 2 - r : r;
                all[3 * (step - fromStep) + at] = spike(sites, 100 * step * (at + 1), new int[] {0, 2, 30}[at]);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("models")
    void responsesDependNotOnTheOrderOfRows(ReleaseModel model) {
        assertArrayEquals(spikes(sites(model), 0, 4, false), spikes(sites(model), 0, 4, true));
    }

    @ParameterizedTest
    @MethodSource("models")
    void stochasticResponsesDependOnTheKey(ReleaseModel model) {
        final float[] one = new float[ROWS[0]];
        final float[] two = new float[ROWS[0]];
        sites(model).transmit(1, 0, 1, 0, ROWS[0], one);
        sites(model).transmit(2, 0, 1, 0, ROWS[0], two);
        assertEquals(model instanceof TsodyksMarkram, Arrays.equals(one, two));
    }

    @ParameterizedTest
    @MethodSource("models")
    void savedSitesGoOnAsIfNothingHadHappened(ReleaseModel model) throws IOException {
        final AmplitudeSites one = sites(model);
        spikes(one, 0, 3, false);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        one.save(new DataOutputStream(bytes));
        final AmplitudeSites two = sites(model);
        final DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        two.load(in);
        assertEquals(-1, in.read());
        for (String variable : one.stateVariables()) {
            for (int i = 0; i < SYNAPSES; i += 31) {
                assertEquals(one.state(variable, i), two.state(variable, i));
            }
        }
        assertArrayEquals(spikes(one, 3, 6, false), spikes(two, 3, 6, false));
    }

    @ParameterizedTest
    @MethodSource("models")
    void stateMovesOnAtSpikesOfTheRowOnly(ReleaseModel model) {
        final AmplitudeSites sites = sites(model);
        final AmplitudeSites rested = sites(model);
        spikes(sites, 0, 3, false);
        for (String variable : sites.stateVariables()) {
            int changed = 0;
            for (int i = 0; i < SYNAPSES; i++) {
                final boolean spiked = i < ROWS[0] + ROWS[2] || i >= ROWS[0] + ROWS[2] + 27 * 25
                        && i < ROWS[0] + ROWS[2] + 28 * 25;
                final boolean same = sites.state(variable, i) == rested.state(variable, i);
                assertTrue(spiked || same);
                changed += same ? 0 : 1;
            }
            assertEquals(variable.equals("u") && !model.toString().contains("tauFacMs=100"), changed == 0);
        }
        assertThrows(IllegalArgumentException.class, () -> sites.state("nothing", 0));
    }

    @ParameterizedTest
    @MethodSource("models")
    void onlyModelsThatVaryDrawProbabilities(ReleaseModel model) {
        assertTrue(model.hasAmplitudes());
        assertFalse(model.createSites().alwaysRelease());
        assertThrows(IllegalStateException.class, () -> model.createSites().release(0, 0, 1, new long[1]));
        if (!model.variesBySynapse()) {
            assertThrows(IllegalStateException.class,
                    () -> model.drawProbabilities(new StreamRandom(0), new Constant(1), new double[1],
                    new double[1], 1));
        }
    }

    /** What synapses keep for themselves, before rows are known; then the share of their row is added, rounded up. */
    @Test
    void memoryIsWhatIsKept() {
        assertArrayEquals(new int[] {0, 2, 0, 10, 6, 1, 7, 3},
                models().mapToInt(m -> m.createSites().bytesPerSynapse()).toArray());
        assertArrayEquals(new int[] {0, 2, 1, 11, 7, 2, 8, 4},
                models().mapToInt(m -> sites(m).bytesPerSynapse()).toArray());
    }
}
