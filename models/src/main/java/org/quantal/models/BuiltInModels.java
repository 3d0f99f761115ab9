package org.quantal.models;

import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BetaRelease;
import org.quantal.models.release.Reliable;
import org.quantal.models.release.WeightCorrelatedRelease;
import org.quantal.simulator.model.ModelCatalogue;

/** The models that come with Quantal: one line each. */
public final class BuiltInModels {
    private BuiltInModels() {
    }

    /** A new catalogue of all built-in models. */
    public static ModelCatalogue catalogue() {
        final ModelCatalogue catalogue = new ModelCatalogue()
                .neuron(LifExp.ENTRY)
                .neuron(LifDelta.ENTRY)
                .release(Reliable.ENTRY)
                .release(BernoulliRelease.ENTRY)
                .release(BetaRelease.ENTRY)
                .release(WeightCorrelatedRelease.ENTRY);
        BetaRelease.PRESETS.forEach(catalogue::release);
        return catalogue;
    }
}
