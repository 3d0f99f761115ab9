package org.quantal.rate.dropconnect;

import java.util.Arrays;
import org.quantal.simulator.random.StreamRandom;

/** Draws what each connection of a layer transmits, relative to its mean. */
public interface Masks {

    /**
     * Draws factors of mean 1 for a presentation.
     *
     * @param keep   keep probability (annealed: release probability) of each connection, row by row
     * @param input  activities of the inputs
     * @param factor receives the factors, row by row
     */
    void draw(double[] keep, double[] input, StreamRandom random, double[] factor);

    /** No failures. */
    static Masks none() {
        return (keep, input, random, factor) -> Arrays.fill(factor, 1);
    }

    /** DropConnect: a connection is kept or dropped for a whole presentation. */
    static Masks quenched() {
        return (keep, input, random, factor) -> {
            for (int k = 0; k < factor.length; k++) {
                factor[k] = random.nextDouble() < keep[k] ? 1 / keep[k] : 0;
            }
        };
    }

    /**
     * Failures at each of a given number of spikes: input x has x times {@code spikesPerUnit} spikes in a presentation,
     * a whole number.
     *
     * @param spikesPerUnit spikes in a presentation for an input of 1
     */
    static Masks annealedCounts(double spikesPerUnit) {
        return new SpikeMasks(spikesPerUnit, false);
    }

    /**
     * Failures at each of a Poisson number of spikes, which all targets of an input share.
     *
     * @param spikesPerUnit expected spikes in a presentation for an input of 1
     */
    static Masks annealedPoisson(double spikesPerUnit) {
        return new SpikeMasks(spikesPerUnit, true);
    }
}
