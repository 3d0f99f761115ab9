package org.quantal.models.reliability;

/**
 * Response of a synapse with n release sites to one spike, (16): of mean P q n and variance q^2 n P (1 - P).
 *
 * @param sites       n, positive; need not be whole (Costa et al. 2015 use 5.5)
 * @param probability P of each site, in [0, 1]
 * @param quantum     q, response to one released quantum
 */
public record QuantalResponse(double sites, double probability, double quantum) {
    /** The number of sites in Costa et al. (2015). */
    public static final double COSTA_SITES = 5.5;

    public QuantalResponse {
        if (!(sites > 0) || Double.isInfinite(sites)) {
            throw new IllegalArgumentException("sites must be positive: sites=" + sites);
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be in [0, 1]: probability=" + probability);
        }
        if (!Double.isFinite(quantum)) {
            throw new IllegalArgumentException("quantum must be finite: quantum=" + quantum);
        }
    }

    /**
     * P and q from measured responses: q = var/mean + mean/n, P = mean/(n q).
     *
     * @param sites    n, positive
     * @param mean     of the responses, not zero
     * @param variance of the responses, not negative
     */
    public static QuantalResponse estimate(double sites, double mean, double variance) {
        if (mean == 0 || !(variance >= 0)) {
            throw new IllegalArgumentException("needs a mean that is not zero and a variance that is not negative: "
                    + "mean=" + mean + " variance=" + variance);
        }
        final double quantum = variance / mean + mean / sites;
        // Rounding may lead just above one where nothing ever fails.
        return new QuantalResponse(sites, Math.min(1, mean / (sites * quantum)), quantum);
    }

    /** P q n. */
    public double mean() {
        return probability * quantum * sites;
    }

    /** q^2 n P (1 - P). */
    public double variance() {
        return quantum * quantum * sites * probability * (1 - probability);
    }
}
