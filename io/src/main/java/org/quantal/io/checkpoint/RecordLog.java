package org.quantal.io.checkpoint;

import java.io.BufferedOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SynapseSnapshot;

/**
 * Writes down all that recorders are told, piece by piece, so that the real ones can be told when the run has ended,
 * however often it was taken up again; see {@link RecordReplay}. After {@link #passOn} it tells them directly.
 *
 * <p>A spike costs two to four bytes. Memory does not grow with time.
 */
public final class RecordLog implements Recorder {
    private static final int BUFFER = 1 << 16;

    private final boolean exact;
    private Path file;
    private AtomicFile target;
    private Deflater deflater;
    private DeflaterOutputStream packed;
    private DataOutputStream out;
    private List<Recorder> recorders;
    private long latestStep;

    /** @param exact whether the scenario is run in the exact mode */
    RecordLog(boolean exact) {
        this.exact = exact;
    }

    /** Takes what recorders that do not take exact times are told beside, in the exact mode. */
    public Recorder gridded() {
        return new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                RecordLog.this.onSpikes(step, population, neurons, count);
            }

            @Override
            public void onAdvance(long step) {
                RecordLog.this.onAdvance(step);
            }

            @Override
            public void close() {
                // The log itself is closed.
            }
        };
    }

    /** Begins a piece. */
    void begin(Path piece) {
        file = piece;
        try {
            target = new AtomicFile(piece);
        } catch (IOException e) {
            throw AtomicFile.failure(piece, e);
        }
        deflater = new Deflater(Deflater.BEST_SPEED);
        // Looking for repetitions takes twice the time and finds few in spikes and none in potentials.
        deflater.setStrategy(Deflater.HUFFMAN_ONLY);
        latestStep = 0;
        packed = new DeflaterOutputStream(target, deflater, BUFFER);
        out = new DataOutputStream(new BufferedOutputStream(packed, BUFFER));
    }

    /** Completes a piece. */
    StateFile.Segment end(int number) {
        try {
            out.writeByte(Events.END);
            out.flush();
            packed.finish();
            target.publish();
            return new StateFile.Segment(number, target.length(), target.checksum());
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        } finally {
            abandon();
        }
    }

    /** Gives the piece up that is not complete, if there is one. */
    void abandon() {
        if (target != null) {
            target.discard();
            deflater.end();
            target = null;
        }
    }

    /** From now on tells recorders what happens, instead of writing it down. */
    void passOn(List<Recorder> to) {
        recorders = List.copyOf(to);
    }

    /** Writes one event. */
    @FunctionalInterface
    private interface Content {
        void write(DataOutput to) throws IOException;
    }

    private void write(int kind, Content content) {
        try {
            out.writeByte(kind);
            content.write(out);
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** Steps are written as differences, which are small. */
    private void writeStep(DataOutput to, long step) throws IOException {
        Events.write(to, step - latestStep);
        latestStep = step;
    }

    @Override
    public boolean takesExactTimes() {
        return exact;
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        write(Events.SPIKES, to -> {
            writeStep(to, step);
            Events.write(to, population);
            Events.write(to, count);
            Events.write(to, neurons, count);
        });
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        write(Events.EXACT_SPIKES, to -> {
            Events.write(to, population);
            Events.write(to, count);
            Events.write(to, timesMs, count);
            Events.write(to, neurons, count);
        });
    }

    @Override
    public void onAdvance(long step) {
        write(Events.ADVANCE, to -> writeStep(to, step));
    }

    @Override
    public void onExactAdvance(double timeMs) {
        write(Events.EXACT_ADVANCE, to -> to.writeDouble(timeMs));
    }

    @Override
    public void onStates(long step, int recording, float[][] values) {
        write(Events.STATES, to -> {
            writeStep(to, step);
            Events.write(to, recording);
            Events.write(to, values.length);
            for (float[] row : values) {
                Events.write(to, row.length);
                Events.write(to, row, row.length);
            }
        });
    }

    @Override
    public void onSynapses(long step, SynapseSnapshot snapshot) {
        if (recorders != null) {
            recorders.forEach(recorder -> recorder.onSynapses(step, snapshot));
            return;
        }
        write(Events.SYNAPSES, to -> {
            final int size = snapshot.size();
            writeStep(to, step);
            to.writeUTF(snapshot.projection());
            Events.write(to, size);
            Events.write(to, snapshot.source(), size);
            Events.write(to, snapshot.target(), size);
            Events.write(to, snapshot.weight(), size);
            Events.write(to, snapshot.delayMs(), size);
            Events.write(to, snapshot.probability(), size);
            Events.writeArrays(to, snapshot.states());
        });
    }

    @Override
    public void onRule(long step, RuleFigures figures) {
        write(Events.RULE, to -> {
            writeStep(to, step);
            to.writeUTF(figures.rule());
            Events.writeNumbers(to, figures.constants());
            Events.writeNumbers(to, figures.totals());
            Events.write(to, figures.neurons().size());
            for (Map.Entry<String, Map<String, double[]>> population : figures.neurons().entrySet()) {
                to.writeUTF(population.getKey());
                Events.writeArrays(to, population.getValue());
            }
        });
    }

    @Override
    public void onReleases(ReleaseEvents releases) {
        write(Events.RELEASES, to -> {
            to.writeUTF(releases.projection());
            Events.write(to, releases.count());
            Events.write(to, releases.timeMs(), releases.count());
            Events.write(to, releases.source(), releases.count());
            Events.write(to, releases.target(), releases.count());
            Events.write(to, releases.response(), releases.count());
        });
    }

    /** Closes the recorders that it passes on to; the pieces stay. */
    @Override
    public void close() {
        abandon();
        if (recorders == null) {
            return;
        }
        RuntimeException first = null;
        for (Recorder recorder : recorders) {
            try {
                recorder.close();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
