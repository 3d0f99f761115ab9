package org.quantal.simulator.engine;

import java.util.Arrays;
import org.quantal.simulator.model.SynapseRun;

/** Synapses of one projection that learn on a grid: rows are sorted by delay, and runs are as long as can be. */
final class PlasticTable extends LearningTable {
    /** Bytes of each run: its delay and its end. */
    static final int BYTES_PER_RUN = 2 * Integer.BYTES;

    private final double stepMs;
    private int[] runDelay = new int[16];
    /** Where the spike at hand is sent. */
    private InputBuffers target;

    PlasticTable(PlannedProjection planned, int sources, Side side, PartitionPlan plan) {
        super(planned, sources, side, plan);
        this.stepMs = plan.stepMs();
    }

    /**
     * Adds the row of the next source neuron, sorted by delay; {@code p} holds release probabilities if they are
     * learnt.
     */
    void addRow(int source, int[] slots, float[] weights, double[] p, int count, int[] delays, int[] lengths,
            int newRuns) {
        addSynapses(slots, weights, p, count);
        for (int r = 0; r < newRuns; r++) {
            final int number = rows.addRun(lengths[r]);
            if (number == runDelay.length) {
                runDelay = Arrays.copyOf(runDelay, 2 * number);
            }
            runDelay[number] = delays[r];
        }
        rows.endRow(source);
    }

    @Override
    void deliver(int source, long step, long key, InputBuffers input) {
        final int count = rows.length(source);
        if (count > 0) {
            target = input;
            spike(source, step, (step + 1) * stepMs, key);
            keepOutcomes(source, step, rows.first[source], count);
        }
    }

    @Override
    void send(SynapseRun at, int number, int first) {
        final float[] weight = at.weight;
        final long arrival = at.presynaptic + at.delay;
        for (int s = at.from; s < at.to; s++) {
            final int bit = s - first;
            if ((mask[bit >>> 6] >>> bit & 1) != 0) {
                final float sent = amplitudes == null ? weight[s] : weight[s] * amplitude[bit];
                target.appendWide(arrival, InputBuffers.wide(slot(s), sent));
            }
        }
    }

    @Override
    void finish() {
        super.finish();
        runDelay = Arrays.copyOf(runDelay, rows.runs());
    }

    @Override
    long delay(int number) {
        return runDelay[number];
    }

    @Override
    int delaySteps(int number) {
        return runDelay[number];
    }

    @Override
    int bytesPerRun() {
        return BYTES_PER_RUN;
    }
}
