package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.FLAG;
import static org.quantal.simulator.model.Dimension.NUMBER;

import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.ExpectedResponses;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Parameters;

/**
 * The sites of a synapse and what they release. Each released quantum has an amplitude of its own, Gamma distributed
 * with mean 1 and the given coefficient of variation, so that it is positive and K quanta together are Gamma
 * distributed too.
 *
 * <p>A weight is by default the response to all n sites together: K quanta give K/n times the weight, as in the Blue
 * Brain Project's ProbAMPANMDA_EMS. Then n sites have the mean of a deterministic synapse of the same weight. With
 * {@code weightIsTotal} false a weight is the mean response to one quantum, and K quanta give K times the weight, as
 * NEST's quantal_stp_synapse does (though its documentation says otherwise).
 *
 * @param sites         number n of release sites, from 1 to 255
 * @param cv            coefficient of variation c_q of a quantum, in [0, 1]
 * @param weightIsTotal whether a weight is the response to all sites rather than to one quantum
 */
public record Quanta(int sites, double cv, boolean weightIsTotal) {

    /** Sites are counted in a byte. */
    static final int MOST_SITES = 255;

    static final List<ParameterSpec> PARAMETERS = List.of(
            ParameterSpec.of("n", NUMBER, 1, "number of release sites of a synapse, from 1 to 255"),
            ParameterSpec.of("c_q", NUMBER, 0, "coefficient of variation of a quantum (Gamma distributed), in [0, 1]"),
            ParameterSpec.of("weight_is_total", FLAG, 1,
            "what a weight means; 1: the response to all n sites, K quanta give K/n times the"
                    + " weight; 0: the response to one quantum, K quanta give K times the weight, as in NEST"));

    public Quanta {
        if (!(sites >= 1 && sites <= MOST_SITES)) {
            throw new IllegalArgumentException("n must be from 1 to " + MOST_SITES + ": n=" + sites);
        }
        if (!(cv >= 0 && cv <= 1)) {
            throw new IllegalArgumentException("c_q must be in [0, 1]: c_q=" + cv);
        }
    }

    static Quanta of(Parameters p) {
        final double n = p.get("n");
        if (n != Math.rint(n) || Math.abs(n) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("n must be a whole number: n=" + n);
        }
        return new Quanta((int) n, p.get("c_q"), p.isSet("weight_is_total"));
    }

    /** Mean response to one quantum, relative to the weight. */
    double unit() {
        return weightIsTotal ? 1.0 / sites : 1;
    }

    /**
     * What is expected of a synapse whose sites release with a probability at each spike, independently of each other.
     */
    ExpectedResponses responses(double[] probability, boolean hasMemory) {
        return new ExpectedResponses(Arrays.stream(probability).map(this::meanResponse).toArray(),
                Arrays.stream(probability).map(p -> unit() * unit() * ShortTermTheory.variance(sites, p, cv)).toArray(),
                hasMemory);
    }

    /** Mean response of a synapse whose sites release with a probability, relative to the weight. */
    double meanResponse(double probability) {
        return sites * unit() * probability;
    }
}
