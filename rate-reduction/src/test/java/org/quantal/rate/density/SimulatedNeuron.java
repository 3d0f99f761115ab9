package org.quantal.rate.density;

import java.util.SplittableRandom;
import org.quantal.rate.LifNeuron;

/**
 * A neuron simulated from jump to jump in continuous time, to judge densities by. Between jumps the potential is a
 * difference of exponentials, U exp(-t/tau_m) - b I exp(-t/tau_s), with at most one maximum, and crossings are found by
 * bisection.
 */
final class SimulatedNeuron {

    private final LifNeuron neuron;
    private final Jumps drive;
    private final double scale;
    private double slow;
    private double current;
    private int spikes;
    private double lastSpike;
    private double sum;
    private double squares;

    private SimulatedNeuron(LifNeuron neuron, Jumps drive) {
        this.neuron = neuron;
        this.drive = drive;
        final double tau = neuron.tauMs();
        scale = neuron.hasDeltaSynapses() ? 1
                : tau * neuron.synapticMs() / ((tau - neuron.synapticMs()) * neuron.capacitancePf());
    }

    /** Mean interval, its standard error and the coefficient of variation of intervals. */
    record Intervals(double meanMs, double errorMs, double cv) {

        double ratePerMs() {
            return 1 / meanMs;
        }

        double rateErrorPerMs() {
            return errorMs / (meanMs * meanMs);
        }
    }

    /** Simulates until there are enough spikes; without constant current and with tau_syn below tau_m. */
    static Intervals run(LifNeuron neuron, Jumps drive, int spikes, long seed) {
        final SimulatedNeuron simulated = new SimulatedNeuron(neuron, drive);
        simulated.simulate(spikes + 1, new SplittableRandom(seed));
        final double mean = simulated.sum / spikes;
        final double variance = simulated.squares / spikes - mean * mean;
        return new Intervals(mean, Math.sqrt(variance / spikes), Math.sqrt(variance) / mean);
    }

    private void simulate(int enough, SplittableRandom random) {
        double total = 0;
        for (double rate : drive.ratesPerMs()) {
            total += rate;
        }
        double time = 0;
        double free = 0;
        while (spikes < enough) {
            final double end = time - Math.log1p(-random.nextDouble()) / total;
            while (time < end) {
                if (time < free) {
                    final double step = Math.min(free, end) - time;
                    current *= Math.exp(-step / neuron.synapticMs());
                    time += step;
                    slow = neuron.resetMv() + scale * current;
                } else {
                    final double step = end - time;
                    final double crossing = neuron.hasDeltaSynapses() ? -1 : crossing(step);
                    final double passed = crossing >= 0 ? crossing : step;
                    slow *= Math.exp(-passed / neuron.tauMs());
                    current *= Math.exp(-passed / neuron.synapticMs());
                    time = crossing >= 0 ? time + passed : end;
                    if (crossing >= 0) {
                        count(time);
                        free = time + neuron.refractoryMs();
                        slow = neuron.resetMv() + scale * current;
                    }
                }
            }
            double chosen = random.nextDouble() * total;
            int kind = 0;
            while (kind + 1 < drive.sizes().length && chosen > drive.ratesPerMs()[kind]) {
                chosen -= drive.ratesPerMs()[kind++];
            }
            if (!neuron.hasDeltaSynapses()) {
                current += drive.sizes()[kind];
                slow += scale * drive.sizes()[kind];
            } else if (time >= free) {
                slow += drive.sizes()[kind];
                if (slow >= neuron.thresholdMv()) {
                    count(time);
                    free = time + neuron.refractoryMs();
                }
            }
            if (neuron.hasDeltaSynapses() && time < free) {
                slow = neuron.resetMv();
            }
        }
    }

    private void count(double time) {
        if (spikes > 0) {
            sum += time - lastSpike;
            squares += (time - lastSpike) * (time - lastSpike);
        }
        spikes++;
        lastSpike = time;
    }

    private double crossing(double limit) {
        final double tau = neuron.tauMs();
        final double synaptic = neuron.synapticMs();
        if (!(current > 0 && scale * current / synaptic > slow / tau)) {
            return -1;
        }
        double high = slow <= 0 ? limit
                : Math.min(limit, Math.log(scale * current * tau / (synaptic * slow)) / (1 / synaptic - 1 / tau));
        if (potential(high) < neuron.thresholdMv()) {
            return -1;
        }
        double low = 0;
        for (int i = 0; i < 40; i++) {
            final double middle = 0.5 * (low + high);
            if (potential(middle) < neuron.thresholdMv()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double potential(double time) {
        return slow * Math.exp(-time / neuron.tauMs()) - scale * current * Math.exp(-time / neuron.synapticMs());
    }
}
