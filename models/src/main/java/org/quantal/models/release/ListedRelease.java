package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.NUMBER;

import java.util.List;
import java.util.Optional;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Moments;

/**
 * Each synapse has the release probability that the projection's list of connections gives, kept to 1/65536.
 *
 * @param mean     of the listed probabilities; not a number until the model meets its list
 * @param released moments of the weights of synapses that release, if the list gives weights, too
 * @param group    projections from one population with the same group above 0 draw their releases together
 */
public record ListedRelease(double mean, Optional<Moments> released, int group) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("bernoulli_listed",
            "each synapse has the release probability that the list of connections gives",
            "rate reduction of DropConnect networks",
            List.of(ParameterSpec.of("group", NUMBER, 0,
            "projections from one population with the same group above 0 draw their releases"
                    + " together, as those of equal models do; written by quantal export, and of no use otherwise")),
            p -> new ListedRelease((int) p.get("group")));

    /** A model that has not met its list yet, and draws alone. */
    public ListedRelease() {
        this(0);
    }

    /** A model that has not met its list yet. */
    public ListedRelease(int group) {
        this(Double.NaN, Optional.empty(), group);
    }

    @Override
    public Object sharing() {
        return group > 0 ? List.of(ENTRY.name(), group) : this;
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
        return new ListedRelease(listedMean, releasedWeights, group);
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
