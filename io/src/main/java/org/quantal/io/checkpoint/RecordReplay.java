package org.quantal.io.checkpoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.InflaterInputStream;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SynapseSnapshot;

/** Tells recorders what a {@link RecordLog} wrote down, as they would have been told by the simulation. */
final class RecordReplay {
    private static final int BUFFER = 1 << 16;

    private final List<Recorder> all;
    /** Those that are told exact times; none on a grid. */
    private final List<Recorder> exact;
    private final List<Recorder> gridded;
    private long latestStep;

    /** @param isExact whether the scenario is run in the exact mode */
    RecordReplay(List<Recorder> recorders, boolean isExact) {
        all = recorders;
        exact = isExact ? recorders.stream().filter(Recorder::takesExactTimes).toList() : List.of();
        gridded = recorders.stream().filter(recorder -> !exact.contains(recorder)).toList();
    }

    /**
     * Checks that a piece is as it was written.
     *
     * @throws CheckpointException if it is not
     */
    static void check(Path file, StateFile.Segment segment) {
        final CRC32C crc = new CRC32C();
        long length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                length += read;
            }
        } catch (IOException e) {
            throw new CheckpointException(file,
                    "what was recorded until the checkpoint cannot be read (" + e.getMessage() + ")");
        }
        if (length != segment.bytes() || (int) crc.getValue() != segment.checksum()) {
            throw new CheckpointException(file,
                    "is damaged: " + (length == segment.bytes() ? "its checksum is wrong" : "its length is wrong"));
        }
    }

    /**
     * Tells the recorders a piece.
     *
     * @throws CheckpointException if it cannot be read
     */
    void play(Path file) {
        latestStep = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                new InflaterInputStream(Files.newInputStream(file)), BUFFER))) {
            for (int kind = in.readUnsignedByte(); kind != Events.END; kind = in.readUnsignedByte()) {
                tell(kind, in);
            }
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be read (" + e.getMessage() + ")");
        }
    }

    private void tell(int kind, DataInputStream in) throws IOException {
        switch (kind) {
            case Events.SPIKES -> spikes(in);
            case Events.EXACT_SPIKES -> exactSpikes(in);
            case Events.STATES -> states(in);
            case Events.SYNAPSES -> synapses(in);
            case Events.RULE -> rule(in);
            case Events.RELEASES -> releases(in);
            case Events.ADVANCE -> {
                final long step = readStep(in);
                gridded.forEach(recorder -> recorder.onAdvance(step));
            }
            case Events.EXACT_ADVANCE -> {
                final double time = in.readDouble();
                exact.forEach(recorder -> recorder.onExactAdvance(time));
            }
            default -> throw new IOException("an event of unknown kind " + kind);
        }
    }

    private long readStep(DataInputStream in) throws IOException {
        latestStep += Events.read(in);
        return latestStep;
    }

    private void spikes(DataInputStream in) throws IOException {
        final long step = readStep(in);
        final int population = Events.readCount(in);
        final int count = Events.readCount(in);
        final int[] neurons = Events.readInts(in, count);
        gridded.forEach(recorder -> recorder.onSpikes(step, population, neurons, count));
    }

    private void exactSpikes(DataInputStream in) throws IOException {
        final int population = Events.readCount(in);
        final int count = Events.readCount(in);
        final double[] times = Events.readDoubles(in, count);
        final int[] neurons = Events.readInts(in, count);
        exact.forEach(recorder -> recorder.onExactSpikes(times, population, neurons, count));
    }

    private void states(DataInputStream in) throws IOException {
        final long step = readStep(in);
        final int recording = Events.readCount(in);
        final float[][] values = new float[Events.readCount(in)][];
        for (int v = 0; v < values.length; v++) {
            values[v] = Events.readFloats(in, Events.readCount(in));
        }
        all.forEach(recorder -> recorder.onStates(step, recording, values));
    }

    private void synapses(DataInputStream in) throws IOException {
        final long step = readStep(in);
        final String projection = in.readUTF();
        final int size = Events.readCount(in);
        final SynapseSnapshot snapshot = new SynapseSnapshot(projection, Events.readInts(in, size),
                Events.readInts(in, size), Events.readDoubles(in, size), Events.readDoubles(in, size),
                Events.readDoubles(in, size), Events.readArrays(in));
        all.forEach(recorder -> recorder.onSynapses(step, snapshot));
    }

    private void rule(DataInputStream in) throws IOException {
        final long step = readStep(in);
        final String rule = in.readUTF();
        final Map<String, Double> constants = Events.readNumbers(in);
        final Map<String, Double> totals = Events.readNumbers(in);
        final Map<String, Map<String, double[]>> neurons = new LinkedHashMap<>();
        for (int left = Events.readCount(in); left > 0; left--) {
            neurons.put(in.readUTF(), Events.readArrays(in));
        }
        final RuleFigures figures = new RuleFigures(rule, constants, totals, neurons);
        all.forEach(recorder -> recorder.onRule(step, figures));
    }

    private void releases(DataInputStream in) throws IOException {
        final String projection = in.readUTF();
        final int count = Events.readCount(in);
        final ReleaseEvents releases = new ReleaseEvents(projection, Events.readDoubles(in, count),
                Events.readInts(in, count), Events.readInts(in, count), Events.readFloats(in, count), count);
        all.forEach(recorder -> recorder.onReleases(releases));
    }
}
