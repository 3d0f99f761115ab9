package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.quantal.simulator.model.LearningClock;
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
 * Synapses of one projection that learn. Rules see one run of equal delay at a time. Subclasses know delays, and where
 * spikes go.
 *
 * <p>All work is done when the presynaptic neuron spikes: the row then handles the postsynaptic spikes that it has not
 * yet seen. Rows of silent neurons are caught up with when the memory of postsynaptic spikes runs full, and before
 * anyone looks at the weights.
 *
 * <p>By then all spikes that matter are known: a presynaptic spike at t is handled after the slice that it lies in, and
 * asks for postsynaptic spikes up to t - delay, which lie in this partition.
 */
abstract class LearningTable extends SynapseTable {
    /**
     * Beside the synapses, for each presynaptic neuron: where its synapses begin, when it spiked, and how far its row
     * is.
     */
    static final int BYTES_PER_ROW = 2 * Integer.BYTES + 2 * Long.BYTES;
    private static final double TWO_TO_32 = 0x1.0p32;

    /** The synapses. */
    final LearningRows rows;
    private final int slotOffset;
    private final int projection;
    private final int simultaneous;
    private final boolean learnsProbability;
    private final int ownBytes;
    private final Plasticity[] rules;
    private final long[] intervals;
    private final SynapseRun run = new SynapseRun();

    private final long[] lastSpike;
    private final long[] handled;

    LearningTable(PlannedProjection planned, int sources, Side side, PartitionPlan plan) {
        super(planned.source(), planned.projection().release().createSites());
        final Projection of = planned.projection();
        final LearningClock clock = plan.learningClock();
        this.projection = planned.index();
        this.slotOffset = side.slotOffset();
        this.simultaneous = clock.simultaneous();
        this.learnsProbability = of.plasticity().stream().anyMatch(PlasticityRule::learnsProbability);
        this.rules = of.plasticity().stream().filter(rule -> !(rule instanceof NetworkRule))
                .map(rule -> rule.create(new PlasticityRule.Context(of, sources, clock, side.history(),
                side.activity()))).toArray(Plasticity[]::new);
        this.ownBytes = bytesPerSynapse(of);
        this.intervals = Arrays.stream(rules)
                .mapToLong(rule -> plan.scenario().grid().steps("interval", rule.intervalMs())).toArray();
        this.rows = new LearningRows(sources, learnsProbability);
        this.lastSpike = new long[sources];
        this.handled = new long[sources];
        Arrays.fill(lastSpike, SynapseRun.NEVER);
        Arrays.fill(handled, SynapseRun.NEVER);
        run.history = side.history();
    }

    /** What learning synapses need to know of their targets. */
    record Side(int slotOffset, SpikeHistory history, PopulationActivity activity) {
    }

    /** Bytes of each synapse of a projection, without those of its release model and of delays. */
    static int bytesPerSynapse(Projection projection) {
        final boolean learnsProbability = projection.plasticity().stream().anyMatch(PlasticityRule::learnsProbability);
        return Integer.BYTES + Float.BYTES + (learnsProbability ? Float.BYTES : 0)
                + projection.plasticity().stream().mapToInt(PlasticityRule::bytesPerSynapse).sum();
    }

    /** The synapses as a rule for the whole network sees them. */
    SynapseBlock block(Projection of, int firstSource, int firstTarget) {
        return new SynapseBlock(of, firstSource, firstTarget, rows.first, rows.neuron, rows.weight);
    }

    /** Adds synapses of the next source neuron; {@code p} holds release probabilities if they are learnt. */
    final void addSynapses(int[] slots, float[] weights, double[] p, int count) {
        rows.add(slots, slotOffset, weights, p, count);
    }

    /** Ends building. */
    void finish() {
        finishRelease(rows.finish());
        run.weight = rows.weight;
        run.probability = rows.probability;
        run.neuron = rows.neuron;
        run.released = mask;
    }

    /** Delay of a run in ticks. */
    abstract long delay(int number);

    /** Delay of a run in whole steps of the grid. */
    abstract int delaySteps(int number);

    /** Bytes of each run. */
    abstract int bytesPerRun();

    /**
     * Handles a presynaptic spike: lets the rules learn, draws which synapses release, and has their runs sent.
     *
     * @param tick   of the spike
     * @param timeMs of the spike
     * @param key    key of the release draws of the spike
     */
    final void spike(int source, long tick, double timeMs, long key) {
        final int first = rows.first[source];
        final int count = rows.length(source);
        handle(source, tick, tick);
        draw(source, timeMs, StreamKey.with(key, source), first, count);
        run.source = source; // also where no rule acts at spikes
        run.presynaptic = tick;
        run.maskFrom = first;
        final int end = rows.firstRun[source + 1];
        int from = first;
        for (int r = rows.firstRun[source]; r < end; r++) {
            from = setRun(r, from);
            for (Plasticity rule : rules) {
                rule.onRelease(run);
            }
            send(run, r, first);
        }
        for (Plasticity rule : rules) {
            rule.spiked(source, tick);
        }
        lastSpike[source] = tick;
    }

    /**
     * Sends what the synapses of a run released.
     *
     * @param number of the run
     * @param first  the synapse of the first bit of {@link #mask}
     */
    abstract void send(SynapseRun at, int number, int first);

    /**
     * Lets the rules handle what the row has not seen yet: postsynaptic spikes, then the presynaptic spike if there is
     * one.
     */
    private void handle(int source, long now, long presynaptic) {
        if (rules.length == 0) {
            return;
        }
        run.source = source;
        run.presynaptic = presynaptic;
        run.lastPresynaptic = lastSpike[source];
        final long before = handled[source] + simultaneous;
        final int end = rows.firstRun[source + 1];
        int from = rows.first[source];
        for (int r = rows.firstRun[source]; r < end; r++) {
            from = setRun(r, from);
            run.after = before - run.delay;
            run.until = now + simultaneous - run.delay;
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
        final int[] neuron = run.neuron;
        final int from = run.from;
        final int to = run.to;
        final long after = run.after;
        final long until = run.until;
        for (int s = from; s < to; s++) {
            run.from = s;
            run.to = s + 1;
            run.presynaptic = SynapseRun.NEVER;
            final int count = run.history.count(neuron[s]);
            int k = run.history.firstAfter(neuron[s], after);
            while (k < count && run.history.tick(neuron[s], k) <= until) {
                run.until = run.history.tick(neuron[s], k);
                run.after = run.until - 1;
                for (Plasticity rule : rules) {
                    rule.onSpike(run);
                }
                // A neuron that is never refractory may spike twice at once in continuous time.
                while (k < count && run.history.tick(neuron[s], k) <= run.until) {
                    k++;
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

    /** Sets the run to the one that begins with a synapse; returns where the next one begins. */
    private int setRun(int number, int from) {
        run.delay = delay(number);
        run.from = from;
        run.to = rows.runEnd[number];
        return run.to;
    }

    private void draw(int source, double timeMs, long key, int first, int count) {
        offered += count;
        if (amplitudes != null) {
            released += amplitudes.transmit(key, source, timeMs, first, count, amplitude);
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
        final float[] probability = rows.probability;
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

    /** Handles all postsynaptic spikes that have met the synapses by a tick. */
    final void catchUp(long tick) {
        for (int j = 0; j < lastSpike.length; j++) {
            // In continuous time a presynaptic spike just before may have been rounded beyond.
            if (rows.length(j) > 0 && handled[j] < tick) {
                handle(j, tick, SynapseRun.NEVER);
            }
        }
    }

    /** Lets rules look at all synapses at the end of a step of the grid, {@code now} in ticks, if an interval ends. */
    final void endInterval(long endStep, long now) {
        for (int rule = 0; rule < rules.length; rule++) {
            if (intervals[rule] > 0 && Math.floorMod(endStep, intervals[rule]) == 0) {
                rules[rule].beginInterval(now);
                run.presynaptic = SynapseRun.NEVER;
                for (int j = 0; j < lastSpike.length; j++) {
                    run.source = j;
                    run.lastPresynaptic = lastSpike[j];
                    int from = rows.first[j];
                    for (int r = rows.firstRun[j]; r < rows.firstRun[j + 1]; r++) {
                        from = setRun(r, from);
                        run.until = now - run.delay;
                        run.after = run.until;
                        rules[rule].onInterval(run);
                    }
                }
            }
        }
    }

    /** The intervals of the rules that have one, in steps of the grid. */
    final long[] intervals() {
        return Arrays.stream(intervals).filter(i -> i > 0).toArray();
    }

    /** Whether an interval of a rule ends with the step before. */
    final boolean isDue(long endStep) {
        for (long interval : intervals) {
            if (interval > 0 && Math.floorMod(endStep, interval) == 0) {
                return true;
            }
        }
        return false;
    }

    final int slot(int synapse) {
        return slotOffset + rows.neuron[synapse];
    }

    @Override
    final void forEach(int source, SynapseVisitor visitor) {
        int s = rows.first[source];
        for (int r = rows.firstRun[source]; r < rows.firstRun[source + 1]; r++) {
            for (; s < rows.runEnd[r]; s++) {
                visitor.synapse(slot(s), rows.weight[s], delaySteps(r), s);
            }
        }
    }

    @Override
    final double releaseProbability(long synapse) {
        return learnsProbability ? rows.probability[(int) synapse] : sites.probability(synapse);
    }

    /** Index of the projection in the network. */
    final int projection() {
        return projection;
    }

    @Override
    final long synapses() {
        return rows.size();
    }

    @Override
    final long bytes() {
        return (long) (ownBytes + sites.bytesPerSynapse()) * rows.size() + (long) bytesPerRun() * rows.runs()
                + (long) BYTES_PER_ROW * lastSpike.length;
    }

    @Override
    void save(DataOutput out) throws IOException {
        rows.save(out);
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
        rows.load(in);
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
