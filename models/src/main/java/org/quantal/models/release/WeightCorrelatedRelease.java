package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.PROBABILITY;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.random.StreamRandom;

/**
 * Each synapse has a release probability of its own, Beta distributed as in {@link BetaRelease}, that goes with the strength of the
 * synapse: strong synapses release more reliably. Strength and probability are joined by a Gaussian copula with the
 * given Spearman rank correlation rho_s, whose Pearson correlation is 2 sin(pi rho_s / 6) (Pearson 1907).
 *
 * @param marginal        distribution of the release probability over synapses
 * @param rankCorrelation Spearman correlation of |weight| and probability, in [-1, 1]
 */
public record WeightCorrelatedRelease(BetaRelease marginal, double rankCorrelation) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("bernoulli_weight_correlated",
            "each synapse has its own release probability, which goes with its weight", "Gaussian copula",
            List.of(ParameterSpec.required("mean", PROBABILITY, "mean over synapses, in (0, 1)"),
                    ParameterSpec.required("sd", PROBABILITY, "standard deviation over synapses"),
                    ParameterSpec.required("rank_correlation", NUMBER,
                            "Spearman correlation of release probability and |weight|, in [-1, 1]")),
            p -> new WeightCorrelatedRelease(new BetaRelease(p.get("mean"), p.get("sd")), p.get("rank_correlation")));

    private static final int QUANTILES = 4096;
    private static final int MOMENT_NODES = 400;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public WeightCorrelatedRelease {
        if (!(Math.abs(rankCorrelation) <= 1)) {
            throw new IllegalArgumentException("rank_correlation must be in [-1, 1]: rank_correlation=" + rankCorrelation);
        }
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double meanProbability() {
        return marginal.mean();
    }

    private double copulaCorrelation() {
        return 2 * StrictMath.sin(Math.PI * rankCorrelation / 6);
    }

    @Override
    public void checkWeights(Distribution weights) {
        if (weights.isConstant()) {
            throw new IllegalArgumentException("all weights are equal, so release probability cannot go with them:"
                    + " give the weights a spread, or take bernoulli_beta");
        }
        if (weights.minimum() < 0 && weights.maximum() > 0) {
            throw new IllegalArgumentException("weights of both signs have no one order of strength: truncate them at 0");
        }
    }

    /** Standard-normal score of the strength of a synapse within its distribution. */
    private static double score(Distribution weights, double weight) {
        final double below = weights.cumulativeProbability(weight);
        final double rank = weights.mean() < 0 ? 1 - below : below;
        return NORMAL.inverseCumulativeProbability(Math.min(Math.max(rank, 1e-15), 1 - 1e-15));
    }

    @Override
    public void drawProbabilities(StreamRandom random, Distribution weights, double[] weight, double[] probabilities,
            int count) {
        final double rho = copulaCorrelation();
        final double rest = Math.sqrt(1 - rho * rho);
        final double[] quantiles = Quantiles.of(marginal);
        final ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        for (int i = 0; i < count; i++) {
            final double z = rho * score(weights, weight[i]) + rest * gaussian.sample();
            probabilities[i] = VaryingSites.rounded(Quantiles.at(quantiles, NORMAL.cumulativeProbability(z)));
        }
    }

    /** E[p w]/E[w] by the midpoint rule in both ranks. */
    @Override
    public double meanFactor(Distribution weight) {
        checkWeights(weight);
        final double rho = copulaCorrelation();
        final double rest = Math.sqrt(1 - rho * rho);
        final double[] quantiles = Quantiles.of(marginal);
        double product = 0;
        double total = 0;
        for (int i = 0; i < MOMENT_NODES; i++) {
            final double rank = (i + 0.5) / MOMENT_NODES;
            final double w = weightAtStrengthRank(weight, rank);
            final double z = NORMAL.inverseCumulativeProbability(rank);
            double p = 0;
            for (int k = 0; k < MOMENT_NODES; k++) {
                final double noise = NORMAL.inverseCumulativeProbability((k + 0.5) / MOMENT_NODES);
                p += Quantiles.at(quantiles, NORMAL.cumulativeProbability(rho * z + rest * noise));
            }
            product += w * p / MOMENT_NODES;
            total += w;
        }
        return product / total;
    }

    /** The weight whose strength has the given rank, by bisection of the distribution function. */
    private static double weightAtStrengthRank(Distribution weight, double rank) {
        final double below = weight.mean() < 0 ? 1 - rank : rank;
        double low = weight.minimum();
        double high = weight.maximum();
        for (int i = 0; i < 60; i++) {
            final double middle = 0.5 * (low + high);
            if (weight.cumulativeProbability(middle) < below) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    @Override
    public boolean variesBySynapse() {
        return true;
    }

    @Override
    public ReleaseSites createSites() {
        return new VaryingSites();
    }

    /** The quantile function of the marginal as a table: its inverse is far too slow to be taken for each synapse. */
    private static final class Quantiles {
        private static final java.util.concurrent.ConcurrentHashMap<BetaRelease, double[]> TABLES =
                new java.util.concurrent.ConcurrentHashMap<>();

        private Quantiles() {
        }

        static double[] of(BetaRelease marginal) {
            return TABLES.computeIfAbsent(marginal, m -> {
                final BetaDistribution beta = BetaDistribution.of(m.alpha(), m.beta());
                final double[] table = new double[QUANTILES + 1];
                for (int i = 0; i <= QUANTILES; i++) {
                    table[i] = beta.inverseCumulativeProbability((double) i / QUANTILES);
                }
                return table;
            });
        }

        static double at(double[] table, double rank) {
            final double x = rank * QUANTILES;
            final int i = Math.min((int) x, QUANTILES - 1);
            return table[i] + (x - i) * (table[i + 1] - table[i]);
        }
    }
}
