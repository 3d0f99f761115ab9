package org.quantal.rate.meanfield;

import java.util.function.DoubleFunction;
import org.quantal.rate.Amplitude;

/**
 * Synapses from one population onto each neuron of another.
 *
 * @param source    place of the presynaptic population
 * @param indegree  mean number of synapses onto a neuron
 * @param amplitude what a spike delivers, by the presynaptic rate in Hz
 * @param constant  whether that does not depend on the rate
 */
public record Connection(int source, double indegree, DoubleFunction<Amplitude> amplitude, boolean constant) {

    /** Synapses whose amplitude does not depend on the rate. */
    public static Connection of(int source, double indegree, Amplitude amplitude) {
        return new Connection(source, indegree, rate -> amplitude, true);
    }

    boolean isInhibitory() {
        return amplitude.apply(0).mean() < 0;
    }

    /** A moment of what arrives in 1/ms: K r E[a^k]. */
    double flux(double ratePerMs, int moment) {
        return indegree * ratePerMs * amplitude.apply(1000 * ratePerMs).moment(moment);
    }

    /** The derivative of {@link #flux} by the rate. */
    double slope(double ratePerMs, int moment) {
        if (constant) {
            return indegree * amplitude.apply(0).moment(moment);
        }
        final double step = 1e-5 * Math.max(ratePerMs, 1e-4);
        final double below = Math.max(0, ratePerMs - step);
        return (flux(ratePerMs + step, moment) - flux(below, moment)) / (ratePerMs + step - below);
    }
}
