package org.quantal.models.plasticity;

import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Projection;

/** The sign of a projection's weights, which its synapses keep, and the magnitudes |w| at which they start. */
final class Strength {
    /** Share of initial weights that may exceed the largest weight. */
    private static final double TOLERATED = 0.01;

    private Strength() {
    }

    /** -1 if the synapses are inhibitory, otherwise 1. The engine sees to it that all have one sign. */
    static double sign(Projection projection) {
        return smallest(projection) < 0 ? -1 : 1;
    }

    private static double smallest(Projection projection) {
        return projection.rule().definesWeights() ? projection.rule().weightBounds()[0] : projection.weight().minimum();
    }

    private static Distribution magnitudes(Projection projection) {
        final Distribution weight = projection.weightOfSynapses();
        return weight.minimum() < 0 ? weight.scaled(-1) : weight;
    }

    /** Mean of |w| at the start. */
    static double mean(Projection projection) {
        if (projection.rule().definesWeights()) {
            throw new IllegalArgumentException("weights come from a file, so w_ref has to be given: projection="
                    + projection.name());
        }
        final double mean = magnitudes(projection).mean();
        if (!(mean > 0)) {
            throw new IllegalArgumentException("weights are 0, so w_ref has to be given: projection="
                    + projection.name());
        }
        return mean;
    }

    /**
     * Refuses initial weights beyond the largest weight; a few in the tail may be, and are brought in at their first
     * change.
     */
    static void checkLargest(double largest, Projection projection) {
        if (1 - magnitudes(projection).cumulativeProbability(largest * (1 + 1e-9)) > TOLERATED) {
            throw new IllegalArgumentException("initial weights are stronger than Wmax: raise Wmax or truncate the"
                    + " weights: Wmax=" + largest + " projection=" + projection.name()
                    + (projection.keepMean() ? " (weights are divided by the mean release)" : ""));
        }
    }

    /** Refuses weights that are all 0: nobody could tell whether the synapses are to be excitatory or inhibitory. */
    static void checkSigned(Projection projection) {
        final double largest = projection.rule().definesWeights() ? projection.rule().weightBounds()[1]
                : projection.weight().maximum();
        if (smallest(projection) == 0 && largest == 0) {
            throw new IllegalArgumentException("weights are 0, so their sign is not known: start from small weights,"
                    + " negative for inhibitory synapses: projection=" + projection.name());
        }
    }
}
