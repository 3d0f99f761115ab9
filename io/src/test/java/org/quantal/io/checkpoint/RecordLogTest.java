package org.quantal.io.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;

/** What is told to a log is what its replay tells, in the same order. */
class RecordLogTest {
    private static final int MANY = 10_000;

    @TempDir
    private Path folder;

    /** Writes down in words what it is told. */
    private static final class Witness implements Recorder {
        private final List<String> told = new ArrayList<>();

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            told.add("spikes " + step + " " + population + " " + Arrays.toString(Arrays.copyOf(neurons, count)));
        }

        @Override
        public void onStates(long step, int recording, float[][] values) {
            told.add("states " + step + " " + recording + " " + Arrays.deepToString(values));
        }

        @Override
        public void onReleases(ReleaseEvents releases) {
            final int n = releases.count();
            told.add("releases " + releases.projection() + Arrays.toString(Arrays.copyOf(releases.timeMs(), n))
                    + Arrays.toString(Arrays.copyOf(releases.source(), n))
                    + Arrays.toString(Arrays.copyOf(releases.target(), n))
                    + Arrays.toString(Arrays.copyOf(releases.response(), n)));
        }

        @Override
        public void onAdvance(long step) {
            told.add("advance " + step);
        }

        @Override
        public void close() {
            // Nothing to complete.
        }
    }

    private static void tell(Recorder recorder, long from) {
        final SplittableRandom random = new SplittableRandom(from);
        for (int count : new int[] {0, 1, 3, 4095, 4096, 4097, MANY}) {
            final int[] neurons = random.ints(count + 1, Integer.MIN_VALUE, Integer.MAX_VALUE).toArray();
            neurons[0] = Integer.MAX_VALUE;
            neurons[count / 2] = Integer.MIN_VALUE;
            recorder.onSpikes(from + count, count % 3, neurons, count);
            final float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = Float.intBitsToFloat(random.nextInt());
            }
            recorder.onStates(from + count, 1, new float[][] {values, {1}, {}});
            final double[] times = random.doubles(count).toArray();
            recorder.onReleases(new ReleaseEvents("a->b", times, neurons, neurons, values, count));
            recorder.onAdvance(from + count + 1);
        }
    }

    @Test
    void replayTellsWhatTheLogWasTold() {
        final RecordLog log = new RecordLog(false);
        final Witness expected = new Witness();
        final Witness replayed = new Witness();
        final RecordReplay replay = new RecordReplay(List.of(replayed), false);
        for (int piece = 0; piece < 3; piece++) {
            // A step after 10 years of steps of 0.1 ms, and those before recorded time begins.
            final long from = piece * 3_000_000_000_000L - 5;
            final Path file = folder.resolve("record-" + piece + ".log");
            log.begin(file);
            tell(log, from);
            final StateFile.Segment segment = log.end(piece);
            RecordReplay.check(file, segment);
            replay.play(file);
            tell(expected, from);
        }
        assertEquals(expected.told, replayed.told);
    }

    /** As the documentation says. */
    @Test
    void spikeCostsFewBytes() throws Exception {
        final RecordLog log = new RecordLog(false);
        final Path file = folder.resolve("record-1.log");
        final SplittableRandom random = new SplittableRandom(1);
        log.begin(file);
        int spikes = 0;
        for (int step = 0; step < MANY; step++) {
            for (int population = 0; population < 8; population++) {
                final int[] neurons = random.ints(1 + random.nextInt(3), 0, 20_000).sorted().toArray();
                log.onSpikes(step, population, neurons, neurons.length);
                spikes += neurons.length;
            }
            log.onAdvance(step + 1);
        }
        final long bytes = log.end(1).bytes();
        assertEquals(bytes, Files.size(file));
        assertTrue(bytes < 4 * spikes, bytes + " bytes for " + spikes + " spikes");
    }

    @Test
    void damagedPieceIsRefused() throws Exception {
        final RecordLog log = new RecordLog(false);
        final Path file = folder.resolve("record-1.log");
        log.begin(file);
        tell(log, 0);
        final StateFile.Segment segment = log.end(1);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThrows(CheckpointException.class, () -> RecordReplay.check(file, segment));
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThrows(CheckpointException.class, () -> RecordReplay.check(file, segment));
    }
}
