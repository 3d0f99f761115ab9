package org.quantal.simulator.network;

/**
 * External input: each neuron of the target population gets its own Poisson train, the sum of {@code indegree} reliable
 * synapses of the given weight, each firing at {@code rateHz}.
 *
 * @param target   name of the population
 * @param indegree number of external synapses of each neuron, not negative (need not be whole)
 * @param rateHz   rate of each external synapse in Hz, not negative
 * @param weight   amplitude in the unit of the target's model (pA or mV)
 */
public record PoissonDrive(String target, double indegree, double rateHz, double weight) {

    public PoissonDrive {
        if (!(indegree >= 0) || !(rateHz >= 0) || !Double.isFinite(indegree * rateHz) || !Double.isFinite(weight)) {
            throw new IllegalArgumentException("indegree and rate must not be negative: target=" + target + " indegree="
                    + indegree + " rate=" + rateHz + " Hz, weight=" + weight);
        }
    }

    /** Mean number of spikes that reach one neuron in a step. */
    public double meanPerStep(double stepMs) {
        return indegree * rateHz * stepMs / 1000;
    }
}
