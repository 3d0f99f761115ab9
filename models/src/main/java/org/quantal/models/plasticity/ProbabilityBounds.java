package org.quantal.models.plasticity;

import org.quantal.simulator.network.Projection;

/**
 * Bounds within which release probabilities stay while they learn.
 *
 * @param min p_min, in (0, 1): a synapse that never released could not learn to release again
 * @param max p_max, in (p_min, 1]
 */
public record ProbabilityBounds(double min, double max) {

    public ProbabilityBounds {
        if (!(min > 0 && min < max && max <= 1)) {
            throw new IllegalArgumentException("release probabilities need 0 < p_min < p_max <= 1: p_min=" + min
                    + " p_max=" + max);
        }
    }

    /** Refuses an upper bound of 1, for rules that work in log-odds. */
    void requireBelow1() {
        if (max == 1) {
            throw new IllegalArgumentException("p_max must be below 1, where log-odds are infinite: p_max=" + max);
        }
    }

    /**
     * Refuses a projection that starts outside of the bounds on average; single synapses are brought in at their first
     * change.
     */
    void check(String rule, Projection projection) {
        final double start = projection.release().meanProbability();
        if (!(start >= min && start <= max)) {
            throw new IllegalArgumentException(rule + " learns release probabilities from p_min=" + min + " to p_max="
                    + max + ", but those of release model " + projection.release().name() + " start at " + start
                    + "; take 'bernoulli' with a probability between the bounds: projection=" + projection.name());
        }
    }

    float clip(double probability) {
        return (float) Math.min(max, Math.max(min, probability));
    }
}
