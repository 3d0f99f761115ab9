package org.quantal.rate.dropconnect;

/**
 * What failures of release do to the drive of a presentation, in numbers: variances of failures drawn for each spike
 * ("annealed") and for each presentation ("quenched"), and the DropConnect masks that have the same variance.
 *
 * <p>An amplitude is what one presynaptic spike delivers, with squared coefficient of variation CV_a^2 = Var a /
 * mean^2; for n sites that release with probability p and quanta of CV c_q it is (1 - p + c_q^2)/(n p). A spike count
 * in a presentation has the mean Lambda = r T and the Fano factor F (1 for Poisson, 0 for regular spikes).
 */
public final class ReleaseStatistics {
    /** Constant of the Berry-Esseen bound for independent summands (Tyurin 2009, arXiv 0912.0726). */
    private static final double INDEPENDENT = 0.5606;
    /** Constant of the bound for Poisson sums (Korolev and Shevtsova 2012). */
    private static final double POISSON = 0.3041;

    private ReleaseStatistics() {
    }

    /** CV_a^2 of n sites: equation (1). */
    public static double amplitudeCv2(int sites, double p, double quantumCv) {
        return (1 - p + quantumCv * quantumCv) / (sites * p);
    }

    /**
     * Relative variance of the charge of a presentation whose failures are drawn for each spike: (F + CV_a^2)/Lambda.
     */
    public static double annealedCv2(double amplitudeCv2, double fano, double spikes) {
        return (fano + amplitudeCv2) / spikes;
    }

    /** Relative variance if a synapse fails for a whole presentation: CV_a^2 (1 + F/Lambda) + F/Lambda. */
    public static double quenchedCv2(double amplitudeCv2, double fano, double spikes) {
        return amplitudeCv2 * (1 + fano / spikes) + fano / spikes;
    }

    /**
     * Variance of a mask for each presentation over that of failures at each spike: equation (16); N for F = 0, 1 + (1
     * - p) Lambda for F = 1.
     */
    public static double varianceRatio(double amplitudeCv2, double fano, double spikes) {
        return quenchedCv2(amplitudeCv2, fano, spikes) / annealedCv2(amplitudeCv2, fano, spikes);
    }

    /**
     * Keep probability of the mask that carries the noise of release alone: equation (17), p N/(p N + 1 - p) for one
     * site.
     */
    public static double releaseMask(double amplitudeCv2, double spikes) {
        return spikes / (spikes + amplitudeCv2);
    }

    /**
     * Keep probability of the mask that carries the noise of release and of spike counts: equation (18), p Lambda/(1 +
     * p Lambda) for one site, Poisson.
     */
    public static double totalMask(double amplitudeCv2, double fano, double spikes) {
        return spikes / (spikes + fano + amplitudeCv2);
    }

    /**
     * Release probability of one site whose Poisson-driven failures equal a mask: equation (24).
     *
     * @param keep   keep probability of the mask, in (0, 1)
     * @param spikes expected spikes in a presentation
     * @throws IllegalArgumentException if there are too few spikes: their own noise exceeds that of the mask
     */
    public static double releaseForPoisson(double keep, double spikes) {
        final double p = keep / ((1 - keep) * spikes);
        if (!(p <= 1 + 1e-12)) {
            throw new IllegalArgumentException("a mask of keep probability " + keep + " needs at least "
                    + keep / (1 - keep) + " Poisson spikes in a presentation, but there are " + spikes
                    + "; lengthen the presentation, raise the rate, or lower the keep probability");
        }
        return Math.min(1, p);
    }

    /** Release probability of one site whose failures at a given number of spikes equal a mask: equation (24). */
    public static double releaseForCounts(double keep, double spikes) {
        return keep / (keep + spikes * (1 - keep));
    }

    /**
     * Bound on the Kolmogorov distance of the drive of given spike counts from a normal law: equation (20).
     *
     * @param p         release probabilities, one site each
     * @param amplitude of one release
     * @param spikes    count of each input
     * @param quenched  whether a synapse fails for the whole presentation
     * @return infinite if nothing is random
     */
    public static double gaussianBoundForCounts(double[] p, double[] amplitude, double[] spikes, boolean quenched) {
        double third = 0;
        double second = 0;
        for (int j = 0; j < p.length; j++) {
            final double size = Math.abs(amplitude[j]) * (quenched ? spikes[j] : 1);
            final double summands = quenched ? Math.signum(spikes[j]) : spikes[j];
            final double variance = p[j] * (1 - p[j]);
            second += summands * variance * size * size;
            third += summands * variance * (p[j] * p[j] + (1 - p[j]) * (1 - p[j])) * size * size * size;
        }
        return bound(INDEPENDENT, third, second);
    }

    /**
     * Bound on the Kolmogorov distance of a compound Poisson drive from a normal law: equation (20).
     *
     * @param second sum over inputs of Lambda times the second moment of the amplitude
     * @param third  sum over inputs of Lambda times the third absolute moment
     * @return infinite if nothing is random
     */
    public static double gaussianBoundForPoisson(double second, double third) {
        return bound(POISSON, third, second);
    }

    private static double bound(double constant, double third, double second) {
        return second > 0 ? constant * third / (second * Math.sqrt(second)) : Double.POSITIVE_INFINITY;
    }

    /**
     * What failures add to the expected squared error of a linear network: equation (23).
     *
     * @param weight            {@code [output][input]}
     * @param release           release probability of each synapse
     * @param meanInput         mean of each input if failures are drawn for each spike, mean square if for each
     *                          presentation
     * @param spikesPerUnit     r0 T, spikes of a presentation for an input of 1; 1 if failures are drawn for each
     *                          presentation
     */
    public static double regulariser(double[][] weight, double[][] release, double[] meanInput, double spikesPerUnit) {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            for (int j = 0; j < weight[i].length; j++) {
                sum += (1 - release[i][j]) / release[i][j] * weight[i][j] * weight[i][j] * meanInput[j];
            }
        }
        return sum / spikesPerUnit;
    }
}
