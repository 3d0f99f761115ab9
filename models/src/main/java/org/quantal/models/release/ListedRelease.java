package org.quantal.models.release;

import java.util.List;
import java.util.Optional;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Moments;

/**
 * Each synapse has the release probability that the projection's list of connections gives, kept to 1/65536.
 *
 * @param mean     of the listed probabilities; not a number until the model meets its list
 * @param released moments of the weights of synapses that release, if the list gives weights, too
 */
public record ListedRelease(double mean, Optional<Moments> released) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("bernoulli_listed",
            "each synapse has the release probability that the list of connections gives", "rate reduction of DropConnect networks",
            List.of(), p -> new ListedRelease());

    /** A model that has not met its list yet. */
    public ListedRelease() {
        this(Double.NaN, Optional.empty());
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double meanProbability() {
        return mean;
    }

    @Override
    public boolean takesListedProbabilities() {
        return true;
    }

    @Override
    public ReleaseModel withList(double listedMean, Optional<Moments> releasedWeights) {
        return new ListedRelease(listedMean, releasedWeights);
    }

    @Override
    public Delivery delivery(Distribution weight, double rateHz) {
        return Delivery.allOrNone(mean, released.orElseGet(weight::moments));
    }

    @Override
    public boolean variesBySynapse() {
        return true;
    }

    @Override
    public ReleaseSites createSites() {
        return new VaryingSites();
    }
}
