package org.quantal.simulator.engine;

import java.util.Arrays;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.SynapseRun;

/**
 * Synapses of one projection that learn in continuous time: rows in the order in which they were drawn, where
 * neighbours of equal delay are a run. Arrivals have the delays as they were drawn; rules count them in ticks.
 */
final class ExactPlasticTable extends LearningTable implements ExactSynapses {
    /** Bytes of each run: its delay and its end. */
    static final int BYTES_PER_RUN = Double.BYTES + Integer.BYTES;

    private final LearningClock clock;
    private final double stepMs;
    private final double sliceMs;
    private double[] runDelayMs = new double[16];
    /** Where the spike at hand is sent, and its time. */
    private EventQueue target;
    private double spikeMs;

    ExactPlasticTable(PlannedProjection planned, int sources, Side side, PartitionPlan plan, double sliceMs) {
        super(planned, sources, side, plan);
        this.clock = plan.learningClock();
        this.stepMs = plan.stepMs();
        this.sliceMs = sliceMs;
    }

    /**
     * Adds the row of the next source neuron: the first {@code count} entries of each array; {@code p} holds release
     * probabilities if they are learnt.
     *
     * @throws IllegalArgumentException if a delay is so short that both its ends count as simultaneous
     */
    void addRow(int source, int[] slots, float[] weights, double[] p, double[] delaysMs, int count) {
        addSynapses(slots, weights, p, count);
        for (int i = 0; i < count;) {
            final double delayMs = ExactTable.notWithin(sliceMs, delaysMs[i]);
            if (clock.ticks(delayMs) <= 2 * clock.simultaneous()) {
                throw new IllegalArgumentException("synapses that learn need delays above " + 2 * clock.simultaneous()
                        * clock.tickMs() + " ms with 'integration: exact': delay=" + delayMs + " ms");
            }
            final int from = i;
            while (i < count && delaysMs[i] == delayMs) {
                i++;
            }
            final int number = rows.addRun(i - from);
            if (number == runDelayMs.length) {
                runDelayMs = Arrays.copyOf(runDelayMs, Math.addExact(number, number / 2));
            }
            runDelayMs[number] = delayMs;
        }
        rows.endRow(source);
    }

    @Override
    public void deliver(int source, double timeMs, long key, EventQueue queue) {
        final int count = rows.length(source);
        if (count > 0) {
            target = queue;
            spikeMs = timeMs;
            spike(source, clock.ticks(timeMs), timeMs, key);
            keepOutcomes(source, timeMs, rows.first[source], count);
        }
    }

    @Override
    void send(SynapseRun at, int number, int first) {
        final float[] weight = at.weight;
        final double arrivalMs = spikeMs + runDelayMs[number];
        for (int s = at.from; s < at.to; s++) {
            final int bit = s - first;
            if ((mask[bit >>> 6] >>> bit & 1) != 0) {
                target.add(arrivalMs, slot(s), amplitudes == null ? weight[s] : (double) weight[s] * amplitude[bit]);
            }
        }
    }

    @Override
    void deliver(int source, long step, long key, InputBuffers input) {
        throw new IllegalStateException("exact synapses know no steps");
    }

    @Override
    public double delayMs(long synapse) {
        return runDelayMs[rows.runOf((int) synapse)];
    }

    @Override
    void finish() {
        super.finish();
        runDelayMs = Arrays.copyOf(runDelayMs, rows.runs());
    }

    @Override
    long delay(int number) {
        return clock.ticks(runDelayMs[number]);
    }

    @Override
    int delaySteps(int number) {
        return Delays.steps(runDelayMs[number], stepMs);
    }

    @Override
    int bytesPerRun() {
        return BYTES_PER_RUN;
    }
}
