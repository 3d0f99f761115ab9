package org.quantal.examples.linear;

import java.util.Arrays;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SynapseRun;

/**
 * The delta rule on what synapses released. At the end of a presentation a synapse changes by the product of three
 * things that meet at it:
 *
 * <pre>
 * dw = -rate (error of its postsynaptic unit) (transmitter that it released, scaled by 1/p)
 * </pre>
 *
 * <p>A synapse that failed learns nothing. Errors of hidden units are those of output units through the synapses that
 * released, so that the change is the exact gradient of the presentation's squared error for the failures that
 * happened.
 *
 * @param trial  the presentation
 * @param hidden whether the synapses end on hidden units
 */
record DeltaRule(Trial trial, boolean hidden) implements PlasticityRule {

    @Override
    public String name() {
        return "delta";
    }

    @Override
    public boolean keepsSign() {
        return false;
    }

    /** What it released in a presentation. */
    @Override
    public int bytesPerSynapse() {
        return Double.BYTES;
    }

    @Override
    public Plasticity create(Context context) {
        return new Running(trial, hidden, trial.steps() * SpikingLearning.STEP_MS);
    }

    private static final class Running implements Plasticity {
        private final Trial trial;
        private final boolean hidden;
        /** Transmitter released by each synapse in this presentation. */
        private double[] released = new double[0];
        private final double intervalMs;
        private long now;

        Running(Trial trial, boolean hidden, double intervalMs) {
            this.trial = trial;
            this.hidden = hidden;
            this.intervalMs = intervalMs;
        }

        @Override
        public void onSpike(SynapseRun run) {
            // Only outcomes of release matter.
        }

        @Override
        public void onRelease(SynapseRun run) {
            if (released.length < run.weight.length) {
                released = Arrays.copyOf(released, run.weight.length);
            }
            final double quantum = hidden ? trial.inputGain() : trial.outputGain() * trial.activity[run.source];
            for (int s = run.from; s < run.to; s++) {
                if (run.hasReleased(s)) {
                    released[s] += quantum;
                }
            }
        }

        @Override
        public double intervalMs() {
            return intervalMs;
        }

        @Override
        public void beginInterval(long step) {
            now = step;
            if (hidden) {
                trial.requireInformed(step);
            } else {
                trial.informHidden(step);
            }
        }

        @Override
        public void onInterval(SynapseRun run) {
            if (!trial.isThisPresentation(run.lastPresynaptic, now)) {
                return;
            }
            final double rate = trial.rate(now);
            for (int s = run.from; s < run.to; s++) {
                if (released[s] != 0) {
                    final double error = hidden ? trial.hiddenError[run.neuron[s]] : trial.error[run.neuron[s]];
                    if (!hidden) {
                        trial.hiddenError[run.source] += trial.outputGain() * run.weight[s] * error;
                    }
                    run.weight[s] -= (float) (rate * error * released[s]);
                    released[s] = 0;
                }
            }
        }
    }
}
