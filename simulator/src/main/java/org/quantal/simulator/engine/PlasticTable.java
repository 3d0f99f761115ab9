package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.PopulationActivity;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseBlock;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * Synapses of one projection that learn. Weight, target and (if it is learnt) release probability lie in plain arrays
 * by row and delay; rules see one run of equal delay at a time.
 *
 * <p>All work is done when the presynaptic neuron spikes: the row then handles the postsynaptic spikes that it has not
 * yet seen. Rows of silent neurons are caught up with when the memory of postsynaptic spikes runs full, and before
 * anyone looks at the weights.
 */
final class PlasticTable extends SynapseTable {
    /**
     * Beside the synapses, for each presynaptic neuron: where its synapses begin, when it spiked, and how far its row
     * is.
     */
    static final int BYTES_PER_ROW = 2 * Integer.BYTES + 2 * Long.BYTES;
    private static final double TWO_TO_32 = 0x1.0p32;

    private final int slotOffset;
    private final int projection;
    private final double stepMs;
    private final boolean learnsProbability;
    private final int ownBytes;
    private final Plasticity[] rules;
    private final long[] intervals;
    private final SynapseRun run = new SynapseRun();

    private final int[] rowFirst;
    private final int[] runFirst;
    private int[] runDelay = new int[16];
    private int[] runEnd = new int[16];
    private int runs;
    private int size;
    private int[] neuron = new int[16];
    private float[] weight = new float[16];
    private float[] probability;
    private final long[] lastSpike;
    private final long[] handled;


    PlasticTable(PlannedProjection planned, int sources, int slotOffset, SpikeHistory history, double stepMs,
            PopulationActivity activity) {
        super(planned.source(), planned.projection().release().createSites());
        final Projection of = planned.projection();
        this.projection = planned.index();
        this.slotOffset = slotOffset;
        this.stepMs = stepMs;
        this.learnsProbability = of.plasticity().stream().anyMatch(PlasticityRule::learnsProbability);
        this.rules = of.plasticity().stream().filter(rule -> !(rule instanceof NetworkRule))
                .map(rule -> rule.create(new PlasticityRule.Context(of, sources, stepMs, history, activity)))
                .toArray(Plasticity[]::new);
        this.ownBytes = bytesPerSynapse(of);
        this.intervals = Arrays.stream(rules).mapToLong(Plasticity::intervalSteps).filter(i -> i > 0).toArray();
        this.rowFirst = new int[sources + 1];
        this.runFirst = new int[sources + 1];
        this.lastSpike = new long[sources];
        this.handled = new long[sources];
        Arrays.fill(lastSpike, SynapseRun.NEVER);
        Arrays.fill(handled, SynapseRun.NEVER);
        if (learnsProbability) {
            probability = new float[16];
        }
        run.history = history;
    }

    /** Bytes of each synapse of a projection, without those of its release model. */
    static int bytesPerSynapse(Projection projection) {
        final boolean learnsProbability = projection.plasticity().stream().anyMatch(PlasticityRule::learnsProbability);
        return Integer.BYTES + Float.BYTES + (learnsProbability ? Float.BYTES : 0)
                + projection.plasticity().stream().mapToInt(PlasticityRule::bytesPerSynapse).sum();
    }

    /** The synapses as a rule for the whole network sees them. */
    SynapseBlock block(Projection of, int firstSource, int firstTarget) {
        return new SynapseBlock(of, firstSource, firstTarget, rowFirst, neuron, weight);
    }

    boolean learnsProbability() {
        return learnsProbability;
    }

    /**
     * Adds the row of the next source neuron, sorted by delay; {@code p} holds release probabilities if they are
     * learnt.
     */
    void addRow(int source, int[] slots, float[] weights, double[] p, int count, int[] delays, int[] lengths,
            int newRuns) {
        if (size + count > neuron.length) {
            final int capacity = Math.max(size + count, Math.addExact(neuron.length, neuron.length / 2));
            neuron = Arrays.copyOf(neuron, capacity);
            weight = Arrays.copyOf(weight, capacity);
            probability = learnsProbability ? Arrays.copyOf(probability, capacity) : null;
        }
        if (runs + newRuns > runEnd.length) {
            runDelay = Arrays.copyOf(runDelay, Math.max(runs + newRuns, 2 * runDelay.length));
            runEnd = Arrays.copyOf(runEnd, runDelay.length);
        }
        for (int i = 0; i < count; i++) {
            neuron[size + i] = slots[i] - slotOffset;
            weight[size + i] = weights[i];
            if (learnsProbability) {
                probability[size + i] = (float) p[i];
            }
        }
        int end = size;
        for (int r = 0; r < newRuns; r++) {
            end += lengths[r];
            runDelay[runs] = delays[r];
            runEnd[runs++] = end;
        }
        size += count;
        rowFirst[source + 1] = size;
        runFirst[source + 1] = runs;
    }

    /** Ends building. */
    void finish() {
        neuron = Arrays.copyOf(neuron, size);
        weight = Arrays.copyOf(weight, size);
        runDelay = Arrays.copyOf(runDelay, runs);
        runEnd = Arrays.copyOf(runEnd, runs);
        int longest = 0;
        for (int j = 0; j + 1 < rowFirst.length; j++) {
            longest = Math.max(longest, rowFirst[j + 1] - rowFirst[j]);
        }
        finishRelease(longest);
        if (learnsProbability) {
            probability = Arrays.copyOf(probability, size);
        }
        run.weight = weight;
        run.probability = probability;
        run.neuron = neuron;
        run.released = mask;
    }

    @Override
    void deliver(int source, long step, long key, InputBuffers input) {
        final int first = rowFirst[source];
        final int count = rowFirst[source + 1] - first;
        if (count == 0) {
            return;
        }
        handle(source, step, step);
        draw(source, step, StreamKey.with(key, source), first, count);
        run.maskFrom = first;
        for (int r = runFirst[source]; r < runFirst[source + 1]; r++) {
            setRun(source, r);
            for (Plasticity rule : rules) {
                rule.onRelease(run);
            }
            send(input, step + runDelay[r], first);
        }
        for (Plasticity rule : rules) {
            rule.spiked(source, step);
        }
        lastSpike[source] = step;
        keepOutcomes(source, step, first, count);
    }

    /**
     * Lets the rules handle what the row has not seen yet: postsynaptic spikes, then the presynaptic spike if there is
     * one.
     */
    private void handle(int source, long now, long presynaptic) {
        if (rules.length == 0) {
            return;
        }
        run.presynaptic = presynaptic;
        run.lastPresynaptic = lastSpike[source];
        for (int r = runFirst[source]; r < runFirst[source + 1]; r++) {
            setRun(source, r);
            run.after = handled[source] - runDelay[r];
            run.until = now - runDelay[r];
            if (rules.length == 1) {
                rules[0].onSpike(run);
            } else {
                handleInTurn(presynaptic);
            }
        }
        handled[source] = now;
    }

    /**
     * Several rules: event by event, so that rules which change the same weight take turns at each spike, whenever it
     * is handled.
     */
    private void handleInTurn(long presynaptic) {
        final int from = run.from;
        final int to = run.to;
        final long after = run.after;
        final long until = run.until;
        for (int s = from; s < to; s++) {
            run.from = s;
            run.to = s + 1;
            run.presynaptic = SynapseRun.NEVER;
            final int count = run.history.count(neuron[s]);
            for (int k = run.history.firstAfter(neuron[s], after); k < count && run.history.step(neuron[s], k) <= until;
                    k++) {
                run.until = run.history.step(neuron[s], k);
                run.after = run.until - 1;
                for (Plasticity rule : rules) {
                    rule.onSpike(run);
                }
            }
            run.presynaptic = presynaptic;
            if (presynaptic != SynapseRun.NEVER) {
                run.after = until;
                run.until = until;
                for (Plasticity rule : rules) {
                    rule.onSpike(run);
                }
            }
        }
        run.presynaptic = presynaptic;
    }

    private void setRun(int source, int r) {
        run.source = source;
        run.delay = runDelay[r];
        run.from = r == runFirst[source] ? rowFirst[source] : runEnd[r - 1];
        run.to = runEnd[r];
    }

    private void draw(int source, long step, long key, int first, int count) {
        offered += count;
        if (amplitudes != null) {
            released += amplitudes.transmit(key, source, (step + 1) * stepMs, first, count, amplitude);
            Arrays.fill(mask, 0, count / Long.SIZE + 1, 0);
            for (int i = 0; i < count; i++) {
                mask[i >>> 6] |= (amplitude[i] != 0 ? 1L : 0) << i;
            }
        } else if (learnsProbability) {
            released += drawLearnt(key, first, count);
        } else {
            released += sites.release(key, first, count, mask);
        }
    }

    /** A synapse releases if 32 uniform bits are below its probability: exact for a float. */
    private int drawLearnt(long key, int first, int count) {
        final StreamRandom random = new StreamRandom(key);
        Arrays.fill(mask, 0, count / Long.SIZE + 1, 0);
        int total = 0;
        long word = 0;
        for (int i = 0; i < count; i++) {
            word = (i & 1) == 0 ? random.nextLong() : word >>> Integer.SIZE;
            final long below = (word & 0xffffffffL) - (long) (probability[first + i] * TWO_TO_32) >>> 63;
            mask[i >>> 6] |= below << i;
            total += (int) below;
        }
        return total;
    }

    private void send(InputBuffers input, long arrival, int first) {
        for (int s = run.from; s < run.to; s++) {
            final int bit = s - first;
            if ((mask[bit >>> 6] >>> bit & 1) != 0) {
                final float sent = amplitudes == null ? weight[s] : weight[s] * amplitude[bit];
                input.appendWide(arrival, InputBuffers.wide(slotOffset + neuron[s], sent));
            }
        }
    }

    /** Handles all postsynaptic spikes that have met the synapses by the end of a step. */
    void catchUp(long step) {
        for (int j = 0; j < lastSpike.length; j++) {
            if (rowFirst[j + 1] > rowFirst[j]) {
                handle(j, step, SynapseRun.NEVER);
            }
        }
    }

    /** Lets rules look at all synapses at the end of a step, where one of their intervals ends. */
    void endInterval(long endStep) {
        for (Plasticity rule : rules) {
            if (rule.intervalSteps() > 0 && Math.floorMod(endStep, rule.intervalSteps()) == 0) {
                rule.beginInterval(endStep - 1);
                run.presynaptic = SynapseRun.NEVER;
                for (int j = 0; j < lastSpike.length; j++) {
                    run.lastPresynaptic = lastSpike[j];
                    for (int r = runFirst[j]; r < runFirst[j + 1]; r++) {
                        setRun(j, r);
                        run.until = endStep - 1 - run.delay;
                        run.after = run.until;
                        rule.onInterval(run);
                    }
                }
            }
        }
    }

    /** The intervals of the rules, in steps. */
    long[] intervals() {
        return intervals;
    }

    @Override
    void forEach(int source, SynapseVisitor visitor) {
        for (int r = runFirst[source]; r < runFirst[source + 1]; r++) {
            setRun(source, r);
            for (int s = run.from; s < run.to; s++) {
                visitor.synapse(slotOffset + neuron[s], weight[s], runDelay[r], s);
            }
        }
    }

    @Override
    double releaseProbability(long synapse) {
        return learnsProbability ? probability[(int) synapse] : sites.probability(synapse);
    }

    /** Index of the projection in the network. */
    int projection() {
        return projection;
    }

    @Override
    long synapses() {
        return size;
    }

    @Override
    long bytes() {
        return (long) (ownBytes + sites.bytesPerSynapse()) * size + 2L * Integer.BYTES * runs
                + (long) BYTES_PER_ROW * lastSpike.length;
    }


    @Override
    void save(DataOutput out) throws IOException {
        for (int s = 0; s < size; s++) {
            out.writeFloat(weight[s]);
            if (learnsProbability) {
                out.writeFloat(probability[s]);
            }
        }
        for (int j = 0; j < lastSpike.length; j++) {
            out.writeLong(lastSpike[j]);
            out.writeLong(handled[j]);
        }
        for (Plasticity rule : rules) {
            rule.save(out);
        }
        super.save(out);
    }

    @Override
    void load(DataInput in) throws IOException {
        for (int s = 0; s < size; s++) {
            weight[s] = in.readFloat();
            if (learnsProbability) {
                probability[s] = in.readFloat();
            }
        }
        for (int j = 0; j < lastSpike.length; j++) {
            lastSpike[j] = in.readLong();
            handled[j] = in.readLong();
        }
        for (Plasticity rule : rules) {
            rule.load(in);
        }
        super.load(in);
    }
}
