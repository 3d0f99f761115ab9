package org.quantal.models.release;

import java.util.List;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;

/**
 * Each synapse has the release probability that the projection's list of connections gives, kept to 1/65536.
 *
 * @param mean of the listed probabilities; not a number until the model meets its list
 */
public record ListedRelease(double mean) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("bernoulli_listed",
            "each synapse has the release probability that the list of connections gives", "rate reduction of DropConnect networks",
            List.of(), p -> new ListedRelease());

    /** A model that has not met its list yet. */
    public ListedRelease() {
        this(Double.NaN);
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
    public ReleaseModel withListedMean(double listedMean) {
        return new ListedRelease(listedMean);
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
