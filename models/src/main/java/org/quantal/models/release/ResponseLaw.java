package org.quantal.models.release;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.network.Moments;

/** The law of the response of a synapse with several sites, relative to its weight. */
final class ResponseLaw {
    private ResponseLaw() {
    }

    /**
     * What is delivered if sites release quanta with probabilities that are alike within a synapse.
     *
     * @param release the law of that probability, over synapses and spikes
     */
    static Delivery delivery(Quanta quanta, Moments release, Moments weight) {
        final Moments.Points points = release.points();
        return delivery(quanta, points.values(), points.shares(), weight);
    }

    private static Delivery delivery(Quanta quanta, double[] release, double[] shares, Moments weight) {
        final double[] mass = new double[quanta.sites() + 1];
        for (int i = 0; i < release.length; i++) {
            final double[] binomial = binomial(quanta.sites(), release[i]);
            for (int k = 0; k < mass.length; k++) {
                mass[k] += shares[i] * binomial[k];
            }
        }
        // k Gamma distributed quanta of c_q: variance k c_q², third central moment 2 k c_q⁴.
        final double square = quanta.cv() * quanta.cv();
        final Moments.Points[] sums = IntStream.range(1, mass.length)
                .mapToObj(k -> new Moments(k, k * square, 2 * k * square * square).scaled(quanta.unit()).points())
                .toArray(Moments.Points[]::new);
        return Delivery.products(Arrays.stream(sums).flatMapToDouble(p -> Arrays.stream(p.values())).toArray(),
                IntStream.range(0, sums.length).boxed()
                        .flatMapToDouble(k -> Arrays.stream(sums[k].shares()).map(share -> share * mass[k + 1]))
                        .toArray(),
                weight);
    }

    /** Probabilities of 0 to n successes, one trial after the other: sums of positive numbers, for any p. */
    private static double[] binomial(int trials, double p) {
        final double[] mass = new double[trials + 1];
        mass[0] = 1;
        for (int t = 1; t <= trials; t++) {
            for (int k = t; k > 0; k--) {
                mass[k] = mass[k] * (1 - p) + mass[k - 1] * p;
            }
            mass[0] *= 1 - p;
        }
        return mass;
    }
}
