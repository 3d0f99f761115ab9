package org.quantal.models.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import java.util.Set;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.random.StreamRandom;

/** Several sites for each synapse, without memory. */
final class BinomialSites implements AmplitudeSites {
    private final int sites;
    private final double probability;
    private final StreamRandom random = new StreamRandom(0);
    private final BinomialDraw draw;
    private final QuantaSampler quanta;
    /** Release probabilities if they differ, else {@code null}. */
    private final SynapseChunks chunks;

    BinomialSites(BinomialRelease model) {
        sites = model.quanta().sites();
        probability = model.probability();
        draw = new BinomialDraw(sites);
        draw.setProbability(probability);
        quanta = new QuantaSampler(model.quanta(), random);
        chunks = model.variesBySynapse() ? new SynapseChunks(Set.of(SynapseChunks.Kept.INITIAL)) : null;
    }

    @Override
    public void append(double[] probabilities, int count) {
        if (chunks != null) {
            chunks.add(probabilities, count, sites);
        }
    }

    @Override
    public int transmit(long key, int source, double timeMs, long from, int count, float[] amplitude) {
        random.reset(key);
        int responding = 0;
        for (int i = 0; i < count; i++) {
            final int k = chunks == null ? draw.draw(random, sites)
                    : BinomialDraw.draw(random, sites, probability(from + i));
            amplitude[i] = quanta.response(k);
            responding += k > 0 ? 1 : 0;
        }
        return responding;
    }

    @Override
    public double probability(long synapse) {
        return chunks == null ? probability : chunks.chunk(synapse).initial(SynapseChunks.offset(synapse));
    }

    @Override
    public int bytesPerSynapse() {
        return chunks == null ? 0 : chunks.bytesPerSynapse();
    }

    @Override
    public List<String> stateVariables() {
        return List.of();
    }

    @Override
    public double state(String variable, long synapse) {
        throw new IllegalArgumentException("binomial release has no state '" + variable + "'");
    }

    @Override
    public void save(DataOutput out) {
    }

    @Override
    public void load(DataInput in) {
    }
}
