package org.quantal.rate.density;

/**
 * Derivatives of a stationary rate.
 *
 * @param perInput change of the rate for a change of each input's rate, before failures; no unit
 * @param perPa    change of the rate for a change of the constant current, in 1/(ms pA)
 */
public record RateGains(double[] perInput, double perPa) {
}
