package org.quantal.rate.density;

/**
 * The stationary state of a neuron under Poisson input.
 *
 * @param ratePerMs       firing rate in 1/ms
 * @param errorPerMs      numerical error: difference from a coarser solution, which is that solution's error rather
 *                        than this one's
 * @param intervalCv      coefficient of variation of the intervals between spikes
 * @param meanPotentialMv mean over time, the refractory time at reset included, in mV above rest
 * @param sdPotentialMv   standard deviation over the same time
 * @param potentialsMv    where the density is given, rising
 * @param densityPerMv    probability density of the potential between reset and threshold; its integral is the share of
 *                        time that the neuron is not refractory
 * @param states          unknowns of the linear system solved, a measure of cost
 */
public record StationaryState(double ratePerMs, double errorPerMs, double intervalCv, double meanPotentialMv,
        double sdPotentialMv, double[] potentialsMv, double[] densityPerMv, int states) {
}
