package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.PROBABILITY;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Moments;
import org.quantal.simulator.random.StreamRandom;

/**
 * Each synapse has a release probability of its own, Beta distributed as in {@link BetaRelease}, that goes with the
 * strength of the synapse: strong synapses release more reliably. Strength and probability are joined by a Gaussian
 * copula with the given Spearman rank correlation rho_s, whose Pearson correlation is 2 sin(pi rho_s / 6) (Pearson
 * 1907).
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

    /** Standard-normal scores beyond which nothing is expected. */
    private static final double REACH = 8;
    private static final double NODE_SPACING = 0.25;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public WeightCorrelatedRelease {
        if (!(Math.abs(rankCorrelation) <= 1)) {
            throw new IllegalArgumentException("rank_correlation must be in [-1, 1]: rank_correlation="
                    + rankCorrelation);
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
            throw new IllegalArgumentException("weights of both signs have no one order of strength: truncate them at"
                    + " 0");
        }
    }

    /** Whether strong synapses are those with the lowest weights. */
    private static boolean isInhibitory(Distribution weights) {
        return weights.mean() < 0;
    }

    /** Standard-normal score of a rank in [0, 1]. */
    private static double score(double rank) {
        return NORMAL.inverseCumulativeProbability(Math.min(Math.max(rank, 1e-15), 1 - 1e-15));
    }

    @Override
    public void drawProbabilities(StreamRandom random, Distribution weights, double[] weight, double[] probabilities,
            int count) {
        final double rho = copulaCorrelation();
        final double rest = Math.sqrt(1 - rho * rho);
        final double[] table = ProbabilityByScore.of(marginal);
        final boolean inhibitory = isInhibitory(weights);
        final ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        for (int i = 0; i < count; i++) {
            final double below = weights.cumulativeProbability(weight[i]);
            final double z = rho * score(inhibitory ? 1 - below : below) + rest * gaussian.sample();
            probabilities[i] = VaryingSites.rounded(ProbabilityByScore.at(table, z));
        }
    }

    @Override
    public double meanFactor(Distribution weight) {
        final double[] with = moments(weight, true);
        final double[] all = moments(weight, false);
        return with[1] / all[1];
    }

    @Override
    public Delivery delivery(Distribution weight, double rateHz) {
        final double[] with = moments(weight, true);
        final double p = with[0];
        return Delivery.allOrNone(p, Moments.ofRaw(with[1] / p, with[2] / p, with[3] / p));
    }

    /**
     * E[p w^k], or E[w^k], for k from 0 to 3, by the trapezoidal rule in the scores of strength and of the rest, under
     * the normal density: far more accurate than a rule in ranks, which would miss the few strong synapses that carry
     * much of the weight.
     *
     * @param withProbability whether p is a factor
     */
    private double[] moments(Distribution weight, boolean withProbability) {
        checkWeights(weight);
        final double rho = copulaCorrelation();
        final double rest = Math.sqrt(1 - rho * rho);
        final double[] table = ProbabilityByScore.of(marginal);
        final double[] sum = new double[4];
        double total = 0;
        for (double z = -REACH; z <= REACH; z += NODE_SPACING) {
            double p = 0;
            double mass = 0;
            for (double noise = -REACH; noise <= REACH; noise += NODE_SPACING) {
                final double density = NORMAL.density(noise);
                p += density * ProbabilityByScore.at(table, rho * z + rest * noise);
                mass += density;
            }
            final double w = weightAtStrengthRank(weight, NORMAL.cumulativeProbability(z));
            double power = NORMAL.density(z) * (withProbability ? p / mass : 1);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += power;
                power *= w;
            }
            total += NORMAL.density(z);
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= total;
        }
        return sum;
    }

    /** The weight whose strength has the given rank, by bisection of the distribution function. */
    private static double weightAtStrengthRank(Distribution weight, double rank) {
        final double below = isInhibitory(weight) ? 1 - rank : rank;
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

    /**
     * The release probability that belongs to a standard-normal score, as a table: the inverse of the Beta distribution
     * is far too slow to be taken for each synapse. In scores it is smooth, where in ranks its ends are steep.
     */
    private static final class ProbabilityByScore {
        private static final int PER_UNIT = 256;
        private static final ConcurrentHashMap<BetaRelease, double[]> TABLES = new ConcurrentHashMap<>();

        private ProbabilityByScore() {
        }

        static double[] of(BetaRelease marginal) {
            return TABLES.computeIfAbsent(marginal, m -> {
                final BetaDistribution beta = BetaDistribution.of(m.alpha(), m.beta());
                final double[] table = new double[(int) (2 * REACH) * PER_UNIT + 1];
                for (int i = 0; i < table.length; i++) {
                    final double z = (double) i / PER_UNIT - REACH;
                    table[i] = z < 0 ? beta.inverseCumulativeProbability(NORMAL.cumulativeProbability(z))
                            : beta.inverseSurvivalProbability(NORMAL.survivalProbability(z));
                }
                return table;
            });
        }

        static double at(double[] table, double z) {
            final double x = (Math.min(Math.max(z, -REACH), REACH) + REACH) * PER_UNIT;
            final int i = Math.min((int) x, table.length - 2);
            return table[i] + (x - i) * (table[i + 1] - table[i]);
        }
    }
}
