package org.quantal.rate.density;

/**
 * How finely a density is resolved.
 *
 * @param nodes of each element: polynomials of a degree one less
 * @param reach of the mesh in standard deviations of the free potential or current, beyond the largest jump
 */
record Resolution(int nodes, double reach) {

    /** Errors of about 1e-4 where noise is not much weaker than the distance from reset to threshold. */
    static final Resolution STANDARD = new Resolution(4, 6);

    /** One node more and a mesh with other edges, to judge {@link #STANDARD} by. */
    Resolution finer() {
        return new Resolution(nodes + 1, reach + 0.5);
    }

    /** @throws IllegalArgumentException if the noise is too weak to be resolved at bearable cost */
    void check(long states, int most) {
        if (states > most) {
            throw new IllegalArgumentException("noise is too weak against the distance to threshold for a density: "
                    + states + " states, at most " + most + "; use the diffusion approximation");
        }
    }
}
