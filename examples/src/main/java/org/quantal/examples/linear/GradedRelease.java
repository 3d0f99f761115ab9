package org.quantal.examples.linear;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;

/**
 * Synapses of graded units: they release or fail as {@link BernoulliRelease} draws it, and what they release is the
 * presynaptic unit's activity.
 *
 * @param trial       holds the activity
 * @param probability of release
 */
record GradedRelease(Trial trial, double probability) implements ReleaseModel {

    @Override
    public String name() {
        return "graded";
    }

    @Override
    public double meanProbability() {
        return probability;
    }

    @Override
    public boolean hasAmplitudes() {
        return true;
    }

    @Override
    public ReleaseSites createSites() {
        return new Sites(trial, new BernoulliRelease(probability).createSites());
    }

    private static final class Sites implements AmplitudeSites {
        private final Trial trial;
        private final ReleaseSites bernoulli;
        private long[] mask = new long[0];

        Sites(Trial trial, ReleaseSites bernoulli) {
            this.trial = trial;
            this.bernoulli = bernoulli;
        }

        @Override
        public int transmit(long key, int source, double timeMs, long from, int count, float[] amplitude) {
            if (mask.length < count / Long.SIZE + 1) {
                mask = new long[count / Long.SIZE + 1];
            }
            final int released = bernoulli.release(key, from, count, mask);
            for (int i = 0; i < count; i++) {
                amplitude[i] = (mask[i >>> 6] >>> i & 1) == 0 ? 0 : (float) trial.activity[source];
            }
            return released;
        }

        @Override
        public double probability(long synapse) {
            return bernoulli.probability(synapse);
        }

        @Override
        public List<String> stateVariables() {
            return List.of();
        }

        @Override
        public double state(String variable, long synapse) {
            throw new IllegalArgumentException("graded synapses have no state '" + variable + "'");
        }

        @Override
        public void save(DataOutput out) {
            // Nothing outlasts a spike.
        }

        @Override
        public void load(DataInput in) {
            // Nothing outlasts a spike.
        }
    }
}
