package org.quantal.rate.density;

import org.quantal.rate.LifNeuron;

/**
 * How finely a density is resolved.
 *
 * @param nodes of each element: polynomials of a degree one less
 * @param reach of the mesh in standard deviations of the free potential or current, beyond the largest jump
 */
record Resolution(int nodes, double reach) {

    /** For the potential alone, where nodes cost little: errors below 1e-5. */
    static final Resolution OF_POTENTIAL = new Resolution(6, 6);

    /** For potential and current: errors of a few 1e-4. */
    static final Resolution OF_POTENTIAL_AND_CURRENT = new Resolution(4, 6);

    static Resolution of(LifNeuron neuron) {
        return neuron.hasDeltaSynapses() ? OF_POTENTIAL : OF_POTENTIAL_AND_CURRENT;
    }

    /** One node more and a mesh with other edges, to judge this one by. */
    Resolution finer() {
        return new Resolution(nodes + 1, reach + 0.5);
    }

    /** @throws IllegalArgumentException if the noise is too weak to be resolved at bearable cost */
    void check(long states, int most) {
        if (states > most) {
            throw new IllegalArgumentException("noise is too weak against the distance to threshold: "
                    + states + " states, at most " + most);
        }
    }
}
