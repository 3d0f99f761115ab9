package org.quantal.models.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.quantal.models.release.SynapseChunks.Chunk;
import org.quantal.models.release.SynapseChunks.Kept;
import org.quantal.simulator.model.AmplitudeSites;

/** Deterministic synapses with a U each. */
final class TsodyksMarkramSynapses implements AmplitudeSites {
    private final ShortTermDynamics dynamics;
    private final SourceRows rows = new SourceRows();
    private final SynapseChunks chunks;

    TsodyksMarkramSynapses(ShortTermDynamics dynamics) {
        this.dynamics = dynamics;
        this.chunks = new SynapseChunks(dynamics.facilitates() ? EnumSet.of(Kept.INITIAL, Kept.RELEASE, Kept.RESOURCES)
                : EnumSet.of(Kept.INITIAL, Kept.RESOURCES));
    }

    @Override
    public void append(double[] probabilities, int count) {
        rows.add(count);
        chunks.add(probabilities, count, 0);
    }

    @Override
    public int transmit(long key, int source, double timeMs, long from, int count, float[] amplitude) {
        final double elapsed = rows.spike(source, timeMs);
        final double depressed = ShortTermDynamics.decay(elapsed, dynamics.tauRecMs());
        final double facilitated = ShortTermDynamics.decay(elapsed, dynamics.tauFacMs());
        int responding = 0;
        for (int done = 0; done < count;) {
            final int run = SynapseChunks.run(from + done, count - done);
            responding += respond(chunks.chunk(from + done), SynapseChunks.offset(from + done), run, depressed,
                    facilitated, amplitude, done);
            done += run;
        }
        return responding;
    }

    private static int respond(Chunk chunk, int offset, int count, double depressed, double facilitated,
            float[] amplitude, int at) {
        int responding = 0;
        for (int i = 0; i < count; i++) {
            final double initial = chunk.initial(offset + i);
            final double before = chunk.u == null ? initial : chunk.u[offset + i];
            final double x = 1 - (1 - chunk.x[offset + i] * (1 - before)) * depressed;
            final double u = initial + before * (1 - initial) * facilitated;
            chunk.x[offset + i] = (float) x;
            if (chunk.u != null) {
                chunk.u[offset + i] = (float) u;
            }
            amplitude[at + i] = (float) (u * x);
            responding += amplitude[at + i] > 0 ? 1 : 0;
        }
        return responding;
    }

    @Override
    public double probability(long synapse) {
        return chunks.chunk(synapse).initial(SynapseChunks.offset(synapse));
    }

    @Override
    public int bytesPerSynapse() {
        return chunks.bytesPerSynapse() + rows.bytesPerSynapse();
    }

    /** As in {@link TsodyksMarkramRows}. */
    @Override
    public List<String> stateVariables() {
        return List.of("u", "x");
    }

    @Override
    public double state(String variable, long synapse) {
        final Chunk chunk = chunks.chunk(synapse);
        return switch (variable) {
            case "u" -> chunk.u == null ? probability(synapse) : chunk.u[SynapseChunks.offset(synapse)];
            case "x" -> chunk.x[SynapseChunks.offset(synapse)];
            default -> throw new IllegalArgumentException("tsodyks_markram has no state '" + variable + "'");
        };
    }

    @Override
    public void save(DataOutput out) throws IOException {
        rows.save(out);
        chunks.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        rows.load(in);
        chunks.load(in);
    }
}
