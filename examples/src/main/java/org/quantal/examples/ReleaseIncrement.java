package org.quantal.examples;

import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SynapseRun;

/**
 * Plasticity that takes the synapse's own releases for its signal: each adds the same to its weight.
 *
 * @param change of the weight at a release, in the unit of the weights
 */
record ReleaseIncrement(double change) implements PlasticityRule {

    @Override
    public String name() {
        return "release_increment";
    }

    @Override
    public Plasticity create(Context context) {
        return new Plasticity() {
            @Override
            public void onSpike(SynapseRun run) {
                // Only outcomes of release matter.
            }

            @Override
            public void onRelease(SynapseRun run) {
                for (int s = run.from; s < run.to; s++) {
                    if (run.hasReleased(s)) {
                        run.weight[s] += (float) change;
                    }
                }
            }
        };
    }
}
