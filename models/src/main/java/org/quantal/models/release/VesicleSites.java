package org.quantal.models.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.quantal.models.release.SynapseChunks.Chunk;
import org.quantal.models.release.SynapseChunks.Kept;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.random.StreamRandom;

/**
 * Sites whose vesicles deplete and recover. The release probability u is the row's if all synapses have one U, and the
 * synapse's if they differ; filled sites are always the synapse's.
 */
final class VesicleSites implements AmplitudeSites {
    private final ShortTermDynamics dynamics;
    private final int sites;
    private final SourceRows rows;
    private final SynapseChunks chunks;
    private final StreamRandom random = new StreamRandom(0);
    private final QuantaSampler quanta;
    private final BinomialDraw recovery;
    private final BinomialDraw release;

    VesicleSites(StochasticTsodyksMarkram model) {
        dynamics = model.dynamics();
        sites = model.quanta().sites();
        rows = dynamics.varies() ? new SourceRows() : new SourceRows(dynamics.utilization());
        chunks = new SynapseChunks(!dynamics.varies() ? EnumSet.of(Kept.VESICLES)
                : dynamics.facilitates() ? EnumSet.of(Kept.INITIAL, Kept.RELEASE, Kept.VESICLES)
                : EnumSet.of(Kept.INITIAL, Kept.VESICLES));
        quanta = new QuantaSampler(model.quanta(), random);
        recovery = new BinomialDraw(sites);
        release = new BinomialDraw(sites);
    }

    @Override
    public void append(double[] probabilities, int count) {
        rows.add(count);
        chunks.add(probabilities, count, sites);
    }

    @Override
    public int transmit(long key, int source, double timeMs, long from, int count, float[] amplitude) {
        random.reset(key);
        final double elapsed = rows.spike(source, timeMs);
        final double facilitated = ShortTermDynamics.decay(elapsed, dynamics.tauFacMs());
        recovery.setProbability(dynamics.tauRecMs() == 0 ? 1 : -StrictMath.expm1(-elapsed / dynamics.tauRecMs()));
        if (!dynamics.varies()) {
            final double[] u = rows.values(0);
            u[source] = dynamics.utilization() + u[source] * (1 - dynamics.utilization()) * facilitated;
            release.setProbability(u[source]);
        }
        int responding = 0;
        for (int done = 0; done < count;) {
            final int run = SynapseChunks.run(from + done, count - done);
            final Chunk chunk = chunks.chunk(from + done);
            final int offset = SynapseChunks.offset(from + done);
            responding += dynamics.varies() ? releaseEach(chunk, offset, run, facilitated, amplitude, done)
                    : releaseAlike(chunk, offset, run, amplitude, done);
            done += run;
        }
        return responding;
    }

    private int releaseAlike(Chunk chunk, int offset, int count, float[] amplitude, int at) {
        int responding = 0;
        for (int i = 0; i < count; i++) {
            final int filled = refilled(chunk, offset + i);
            final int k = release.draw(random, filled);
            chunk.vesicles[offset + i] = (byte) (filled - k);
            amplitude[at + i] = quanta.response(k);
            responding += k > 0 ? 1 : 0;
        }
        return responding;
    }

    private int releaseEach(Chunk chunk, int offset, int count, double facilitated, float[] amplitude, int at) {
        int responding = 0;
        for (int i = 0; i < count; i++) {
            final double initial = chunk.initial(offset + i);
            double u = initial;
            if (chunk.u != null) {
                u += chunk.u[offset + i] * (1 - initial) * facilitated;
                chunk.u[offset + i] = (float) u;
            }
            final int filled = refilled(chunk, offset + i);
            final int k = BinomialDraw.draw(random, filled, u);
            chunk.vesicles[offset + i] = (byte) (filled - k);
            amplitude[at + i] = quanta.response(k);
            responding += k > 0 ? 1 : 0;
        }
        return responding;
    }

    private int refilled(Chunk chunk, int i) {
        final int filled = Byte.toUnsignedInt(chunk.vesicles[i]);
        return filled + recovery.draw(random, sites - filled);
    }

    @Override
    public double probability(long synapse) {
        return dynamics.varies() ? chunks.chunk(synapse).initial(SynapseChunks.offset(synapse))
                : dynamics.utilization();
    }

    @Override
    public int bytesPerSynapse() {
        return chunks.bytesPerSynapse() + rows.bytesPerSynapse();
    }

    /** Release probability at the last spike, and number of filled sites after it; U and n before any spike. */
    @Override
    public List<String> stateVariables() {
        return List.of("u", "vesicles");
    }

    @Override
    public double state(String variable, long synapse) {
        final Chunk chunk = chunks.chunk(synapse);
        final int i = SynapseChunks.offset(synapse);
        return switch (variable) {
            case "u" -> !dynamics.varies() ? rows.values(0)[rows.rowOf(synapse)] : chunk.u != null
                    ? chunk.u[i] : chunk.initial(i);
            case "vesicles" -> Byte.toUnsignedInt(chunk.vesicles[i]);
            default -> throw new IllegalArgumentException("stochastic_tsodyks_markram has no state '" + variable + "'");
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
