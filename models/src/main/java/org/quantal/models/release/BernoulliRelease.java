package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.PROBABILITY;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantal.simulator.model.ExpectedResponses;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;

/**
 * Every synapse releases on its own, with the same probability at each presynaptic spike.
 *
 * @param probability of release per presynaptic spike, in (0, 1]
 */
public record BernoulliRelease(double probability) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("bernoulli",
            "each synapse releases independently with probability p at each spike", "NEST bernoulli_synapse",
            List.of(ParameterSpec.required("p", PROBABILITY, "release probability, in (0, 1]")),
            p -> new BernoulliRelease(p.get("p")));

    public BernoulliRelease {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("p must be in (0, 1]: p=" + probability);
        }
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double meanProbability() {
        return probability;
    }

    @Override
    public Optional<ExpectedResponses> expectedResponses(double... timesMs) {
        final double[] p = new double[timesMs.length];
        Arrays.fill(p, probability);
        return Optional.of(new Quanta(1, 0, true).responses(p, false));
    }

    @Override
    public ReleaseSites createSites() {
        return probability == 1 ? AlwaysSites.INSTANCE : new BernoulliSites(probability);
    }
}
