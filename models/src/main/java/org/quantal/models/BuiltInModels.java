package org.quantal.models;

import org.quantal.models.neuron.AdaptiveExponential;
import org.quantal.models.neuron.ConductanceLif;
import org.quantal.models.neuron.LifAlpha;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.models.neuron.PoissonSource;
import org.quantal.models.neuron.PulsePoissonSource;
import org.quantal.models.neuron.RegularSource;
import org.quantal.models.neuron.SinusoidalPoissonSource;
import org.quantal.models.neuron.StepPoissonSource;
import org.quantal.models.plasticity.Balancing;
import org.quantal.models.plasticity.CostaPlasticity;
import org.quantal.models.plasticity.HedonisticSynapse;
import org.quantal.models.plasticity.ReliabilityLearning;
import org.quantal.models.plasticity.StdpRule;
import org.quantal.models.plasticity.TripletStdp;
import org.quantal.models.plasticity.VogelsSprekeler;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BetaRelease;
import org.quantal.models.release.BinomialRelease;
import org.quantal.models.release.ListedRelease;
import org.quantal.models.release.Reliable;
import org.quantal.models.release.StochasticTsodyksMarkram;
import org.quantal.models.release.TsodyksMarkram;
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
                .neuron(LifAlpha.ENTRY)
                .neuron(LifDelta.ENTRY)
                .neuron(ConductanceLif.ENTRY)
                .neuron(AdaptiveExponential.ENTRY)
                .neuron(LinearPoisson.ENTRY)
                .neuron(PoissonSource.ENTRY)
                .neuron(SinusoidalPoissonSource.ENTRY)
                .neuron(PulsePoissonSource.ENTRY)
                .neuron(StepPoissonSource.ENTRY)
                .neuron(RegularSource.ENTRY)
                .release(Reliable.ENTRY)
                .release(BernoulliRelease.ENTRY)
                .release(ListedRelease.ENTRY)
                .release(BetaRelease.ENTRY)
                .release(WeightCorrelatedRelease.ENTRY)
                .release(BinomialRelease.ENTRY)
                .release(TsodyksMarkram.ENTRY)
                .release(StochasticTsodyksMarkram.ENTRY)
                .plasticity(StdpRule.ENTRY)
                .plasticity(TripletStdp.ENTRY)
                .plasticity(VogelsSprekeler.ENTRY)
                .plasticity(CostaPlasticity.ENTRY)
                .plasticity(ReliabilityLearning.ENTRY)
                .plasticity(HedonisticSynapse.ENTRY)
                .plasticity(Balancing.ENTRY);
        BetaRelease.PRESETS.forEach(catalogue::release);
        return catalogue;
    }
}
