package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.PROBABILITY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.ExpectedResponses;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Moments;
import org.quantal.simulator.random.StreamRandom;

/**
 * Synapses with several sites, each of which releases a quantum with probability p at each spike, whatever happened
 * before. K quanta of n sites have mean n p and variance n p (1 - p + c_q^2), and all sites fail with probability (1 -
 * p)^n.
 *
 * @param quanta        sites, variation of quanta, and what a weight means
 * @param probability   release probability p of a site, in (0, 1]; the mean over synapses if they differ
 * @param probabilitySd standard deviation of p over synapses, Beta distributed and kept to 1/65536; 0 if all are equal
 */
public record BinomialRelease(Quanta quanta, double probability, double probabilitySd) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("binomial",
            "each of n sites releases a quantum with probability p at each spike",
            "del Castillo & Katz 1954, J Physiol 124:560",
            parameters(), p -> new BinomialRelease(Quanta.of(p), p.get("p"), p.get("p_sd")));

    public BinomialRelease {
        ShortTermDynamics.checkProbability("p", probability, probabilitySd);
    }

    private static List<ParameterSpec> parameters() {
        final List<ParameterSpec> all = new ArrayList<>(Quanta.PARAMETERS);
        all.add(ParameterSpec.required("p", PROBABILITY,
                "release probability of each site, in (0, 1]; mean over synapses"));
        all.add(ParameterSpec.of("p_sd", PROBABILITY, 0,
                "standard deviation of p over synapses (Beta distributed); 0: all are equal"));
        return all;
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    /** Of a site. */
    @Override
    public double meanProbability() {
        return probability;
    }

    /** n p, or p if a weight is the response to all n sites. */
    @Override
    public double meanFactor(Distribution weight) {
        return quanta.meanResponse(probability);
    }

    @Override
    public boolean variesBySynapse() {
        return probabilitySd > 0;
    }

    @Override
    public void drawProbabilities(StreamRandom random, Distribution weights, double[] weight, double[] probabilities,
            int count) {
        if (!variesBySynapse()) {
            ReleaseModel.super.drawProbabilities(random, weights, weight, probabilities, count);
        }
        new BetaRelease(probability, probabilitySd).drawProbabilities(random, weights, weight, probabilities, count);
    }

    @Override
    public Delivery delivery(Distribution weight, double rateHz) {
        final Moments release = variesBySynapse() ? new BetaRelease(probability, probabilitySd).moments()
                : Moments.of(probability);
        return ResponseLaw.delivery(quanta, release, weight.moments());
    }

    @Override
    public boolean hasAmplitudes() {
        return true;
    }

    @Override
    public Optional<ExpectedResponses> expectedResponses(double... timesMs) {
        final double[] p = new double[timesMs.length];
        Arrays.fill(p, probability);
        return variesBySynapse() ? Optional.empty() : Optional.of(quanta.responses(p, false));
    }

    @Override
    public ReleaseSites createSites() {
        return new BinomialSites(this);
    }
}
