package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.PROBABILITY;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Moments;
import org.quantal.simulator.random.StreamRandom;

/**
 * Each synapse has a release probability of its own, drawn once from a Beta distribution and kept to 1/65536. With the
 * mean kept, weights are divided by the mean probability, so that the drive of a projection is kept and the unreliable
 * synapses stay the weaker ones.
 *
 * @param mean of the release probability over synapses, in (0, 1)
 * @param sd   standard deviation over synapses, positive and below sqrt(mean (1 - mean))
 */
public record BetaRelease(double mean, double sd) implements ReleaseModel {

    private static final String BRANCO = "Branco & Staras 2009, Nat Rev Neurosci 10:373";

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("bernoulli_beta",
            "each synapse has its own release probability, drawn from a Beta distribution", BRANCO,
            List.of(ParameterSpec.required("mean", PROBABILITY, "mean over synapses, in (0, 1)"),
                    ParameterSpec.required("sd", PROBABILITY, "standard deviation over synapses")),
            p -> new BetaRelease(p.get("mean"), p.get("sd")));

    /** Measured cortical distributions. */
    public static final List<ModelEntry<ReleaseModel>> PRESETS = List.of(
            preset("cortex_l23_a", 0.50, 0.05, "layer 2/3"),
            preset("cortex_l23_b", 0.46, 0.26, "layer 2/3"),
            preset("cortex_l23_c", 0.65, 0.18, "layer 2/3"),
            preset("cortex_l56", 0.53, 0.22, "layer 5/6"));

    public BetaRelease {
        if (!(mean > 0 && mean < 1)) {
            throw new IllegalArgumentException("mean must be in (0, 1): mean=" + mean);
        }
        final double limit = Math.sqrt(mean * (1 - mean));
        if (!(sd > 0 && sd < limit)) {
            throw new IllegalArgumentException("sd must be in (0, " + limit
                    + "), the largest spread of a probability of this mean: sd=" + sd + " mean=" + mean);
        }
    }

    private static ModelEntry<ReleaseModel> preset(String name, double mean, double sd, String where) {
        return new ModelEntry<>(name, "bernoulli_beta with the values measured in cortical " + where + ": " + mean
                + " ± " + sd, BRANCO,
                List.of(ParameterSpec.of("mean", PROBABILITY, mean, "mean over synapses, in (0, 1)"),
                        ParameterSpec.of("sd", PROBABILITY, sd, "standard deviation over synapses")),
                p -> new BetaRelease(p.get("mean"), p.get("sd")));
    }

    /** First parameter of the Beta distribution. */
    public double alpha() {
        return mean * concentration();
    }

    /** Second parameter of the Beta distribution. */
    public double beta() {
        return (1 - mean) * concentration();
    }

    /** Moments of the release probability over synapses. */
    Moments moments() {
        final double skew = 2 * (beta() - alpha()) * Math.sqrt(concentration() + 1)
                / ((concentration() + 2) * Math.sqrt(alpha() * beta()));
        return new Moments(mean, sd * sd, skew * sd * sd * sd);
    }

    private double concentration() {
        return mean * (1 - mean) / (sd * sd) - 1;
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
    public boolean variesBySynapse() {
        return true;
    }

    @Override
    public void drawProbabilities(StreamRandom random, Distribution weights, double[] weight, double[] probabilities,
            int count) {
        final SharedStateContinuousSampler x = AhrensDieterMarsagliaTsangGammaSampler.of(random, alpha(), 1);
        final SharedStateContinuousSampler y = AhrensDieterMarsagliaTsangGammaSampler.of(random, beta(), 1);
        for (int i = 0; i < count; i++) {
            final double a = x.sample();
            final double b = y.sample();
            final double p = a + b > 0 ? a / (a + b) : ratioOfTinyGammas(random);
            probabilities[i] = VaryingSites.rounded(p);
        }
    }

    /**
     * a/(a + b) when both gamma numbers are too small for a double, as they often are if nearly all probabilities are
     * close to 0 or 1. Down there their densities are powers, so that each is the same bound times a uniform number to
     * the power 1/alpha or 1/beta.
     */
    private double ratioOfTinyGammas(StreamRandom random) {
        final double logA = StrictMath.log(random.nextDouble()) / alpha();
        final double logB = StrictMath.log(random.nextDouble()) / beta();
        return 1 / (1 + StrictMath.exp(logB - logA));
    }

    @Override
    public ReleaseSites createSites() {
        return new VaryingSites();
    }
}
