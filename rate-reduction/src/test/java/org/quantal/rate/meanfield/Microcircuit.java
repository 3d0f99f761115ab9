package org.quantal.rate.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.quantal.rate.Amplitude;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;

/**
 * The microcircuit of Potjans &amp; Diesmann (2014) with in-degrees that are not rounded: section 6 of the theory note.
 */
final class Microcircuit {
    static final int[] SIZES = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
    static final double[][] PROBABILITIES = {
        {.1009, .1689, .0437, .0818, .0323, 0, .0076, 0}, {.1346, .1371, .0316, .0515, .0755, 0, .0042, 0},
        {.0077, .0059, .0497, .135, .0067, .0003, .0453, 0}, {.0691, .0029, .0794, .1597, .0033, 0, .1057, 0},
        {.1004, .0622, .0505, .0057, .0831, .3726, .0204, 0}, {.0548, .0269, .0257, .0022, .06, .3158, .0086, 0},
        {.0156, .0066, .0211, .0166, .0572, .0197, .0396, .2252},
        {.0364, .001, .0034, .0005, .0277, .008, .0658, .1443}};
    static final double[] EXTERNAL = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
    static final double WEIGHT = 87.8;

    private Microcircuit() {
    }

    static double weight(int target, int source) {
        return WEIGHT * (source % 2 == 1 ? -4 : target == 0 && source == 2 ? 2 : 1);
    }

    static MeanField model(double p, boolean keepMean, boolean externalFails) {
        final LifNeuron neuron = new LifNeuron(10, 2, 15, 0, 250, 0.5);
        final double factor = keepMean ? 1 / p : 1;
        final List<MeanField.Population> populations = new ArrayList<>();
        for (int a = 0; a < SIZES.length; a++) {
            final List<Connection> connections = new ArrayList<>();
            for (int b = 0; b < SIZES.length; b++) {
                final double synapses = Math.log1p(-PROBABILITIES[a][b])
                        / Math.log1p(-1 / ((double) SIZES[a] * SIZES[b]));
                connections.add(Connection.of(b, synapses / SIZES[a], Amplitude.of(factor * weight(a, b), p)));
            }
            final Amplitude external = externalFails ? Amplitude.of(factor * WEIGHT, p) : Amplitude.of(WEIGHT, 1);
            populations.add(new MeanField.Population("population " + a, new LifRate(neuron),
                    List.of(new PoissonInput(0.008 * EXTERNAL[a], external)), 0, connections, Set.of()));
        }
        return new MeanField(populations);
    }
}
