package org.quantal.models.balancing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.random.StreamRandom;

/** A readable loop over leaky integrate-and-fire neurons with delta synapses that fail, for tests of gauges. */
final class LifLoop {
    /**
     * What surrounds the neurons.
     *
     * @param dt          step, ms
     * @param delay       of all synapses, steps
     * @param probability of release
     * @param background  rate of background spikes, 1/ms
     * @param seed        of all draws
     */
    record Setting(double dt, int delay, double probability, double background, long seed) {
    }

    private LifLoop() {
    }

    /** Number of spikes of each neuron. */
    static double[] counts(LifArrays network, Setting setting, int steps) {
        final double[] counts = new double[network.neurons()];
        for (long spike : spikes(network, setting, steps)) {
            counts[(int) (spike % counts.length)]++;
        }
        return counts;
    }

    /** Spikes as step times number of neurons plus neuron, in order. */
    static List<Long> spikes(LifArrays network, Setting setting, int steps) {
        final int n = network.neurons();
        final double[][] weights = network.weights();
        final double[] background = network.background();
        final double[] drive = network.drive();
        final double[] threshold = network.threshold();
        final double[] reset = network.reset();
        final double[] tau = network.tau();
        final double[] decay = new double[n];
        final int[] silent = new int[n];
        final int[] refractory = new int[n];
        for (int i = 0; i < n; i++) {
            decay[i] = Math.exp(-setting.dt / tau[i]);
            refractory[i] = (int) Math.round(network.refractory()[i] / setting.dt);
        }
        final StreamRandom random = Examples.random(setting.seed);
        final double[] v = new double[n];
        final double[][] arrivals = new double[setting.delay + 1][n];
        final List<Long> spikes = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            final double[] now = arrivals[step % arrivals.length];
            for (int i = 0; i < n; i++) {
                if (setting.background > 0 && random.nextDouble() < setting.background * setting.dt) {
                    now[i] += background[i];
                }
                if (silent[i] > 0) {
                    silent[i]--;
                } else {
                    v[i] = decay[i] * v[i] + (1 - decay[i]) * drive[i] + now[i];
                }
            }
            Arrays.fill(now, 0);
            for (int j = 0; j < n; j++) {
                if (v[j] >= threshold[j]) {
                    v[j] = reset[j];
                    silent[j] = refractory[j];
                    spikes.add((long) step * n + j);
                    final double[] later = arrivals[(step + setting.delay) % arrivals.length];
                    for (int i = 0; i < n; i++) {
                        if (setting.probability == 1 || random.nextDouble() < setting.probability) {
                            later[i] += weights[i][j];
                        }
                    }
                }
            }
        }
        return spikes;
    }
}
