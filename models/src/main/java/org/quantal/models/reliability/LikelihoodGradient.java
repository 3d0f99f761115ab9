package org.quantal.models.reliability;

/**
 * Mean log-likelihood of data, and its derivatives.
 *
 * @param logLikelihood mean of ln P(v) over the data
 * @param weight        derivatives with respect to W[i][j]
 * @param alpha         derivatives with respect to alpha[i][j]
 * @param visible       derivatives with respect to b[i]
 * @param hidden        derivatives with respect to c[j]
 */
public record LikelihoodGradient(double logLikelihood, double[][] weight, double[][] alpha, double[] visible,
        double[] hidden) {
}
