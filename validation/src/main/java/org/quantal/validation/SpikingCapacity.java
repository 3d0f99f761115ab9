package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.validation.CapacityTask.Mean;

/**
 * Storage in membranes that Poisson inputs meet. Layout of the group: attributes {@code rate_hz}, {@code tau_m_ms},
 * {@code step_ms}, {@code delay_ms}, {@code sample_interval_ms}, {@code excitatory_fraction},
 * {@code release_probability}; groups {@code network-K} with datasets {@code spikes} {@code [inputs]} (numbers of
 * spikes), {@code spike_times_ms} (input after input), {@code responses} {@code [samples, inputs]} in mV of single
 * synapses of 1 mV, and groups {@code unaware} and {@code aware} (weights learned without and with failures), each with
 * {@code targets} {@code [cells, samples]} of mean 0 mV and standard deviation 1 mV, {@code weights}
 * {@code [cells, inputs]} and {@code bias} {@code [cells]} in mV, {@code reliable_potential} and
 * {@code unreliable_potential} {@code [cells, samples]} in mV.
 */
final class SpikingCapacity {
    private static final double SIGMAS = CapacityJudge.SIGMAS;
    private static final double ERROR_TOLERANCE = 0.1;
    private static final double SILENT_TOLERANCE = 0.05;
    private static final double NORM_TOLERANCE = 0.25;
    private static final double FAILURE_TOLERANCE = 0.1;
    private static final double FORGOTTEN = 40;

    private final ResultFile file;
    private final String root;
    private final double p;
    private final double tau;
    private final double variance;
    private int inputs;
    private int samples;

    private SpikingCapacity(ResultFile file, String root) {
        this.file = file;
        this.root = root;
        p = file.number(root, "release_probability");
        tau = file.number(root, "tau_m_ms");
        variance = file.number(root, "rate_hz") * 1e-3 * tau / 2;
    }

    static void judge(ResultFile file, String root, List<Check> checks) {
        final SpikingCapacity capacity = new SpikingCapacity(file, root);
        capacity.responses(checks);
        capacity.storage("unaware", checks);
        capacity.storage("aware", checks);
    }

    /** Adds errors of spiking neurons at their release probability. */
    static void addTo(Figure figure, ResultFile file, String root) {
        final SpikingCapacity capacity = new SpikingCapacity(file, root);
        for (String kind : new String[] {"unaware", "aware"}) {
            final Mean error = Mean.of(capacity.errors(kind, "unreliable_potential"));
            figure.points(kind.equals("aware") ? "engine, with failures" : "engine, without failures",
                    new double[] {capacity.p}, new double[] {error.value()}, new double[] {error.standardError()});
        }
    }

    private List<String> networks() {
        return file.children(root).stream().map(name -> root + "/" + name).toList();
    }

    /** A sum over the spikes of each input that have arrived, of exp(-rate times age): {@code [samples][inputs]}. */
    private double[][] filtered(String network, double rate) {
        final double[] spikes = file.doubles(network + "/spikes");
        final double[] times = file.doubles(network + "/spike_times_ms");
        final double delay = file.number(root, "delay_ms");
        final double interval = file.number(root, "sample_interval_ms");
        final double[][] filtered = new double[samples][inputs];
        int next = 0;
        for (int i = 0; i < inputs; i++) {
            for (int k = 0; k < spikes[i]; k++, next++) {
                // A spike that arrives in the very step of a sample belongs to it; one of long ago is forgotten.
                final int from = (int) Math.ceil((times[next] + delay) / interval - 1e-6) - 1;
                for (int mu = from; mu < samples && age(mu, interval, times[next] + delay) * rate < FORGOTTEN; mu++) {
                    filtered[mu][i] += Math.exp(-rate * age(mu, interval, times[next] + delay));
                }
            }
        }
        return filtered;
    }

    private static double age(int sample, double interval, double arrival) {
        return (sample + 1) * interval - arrival;
    }

    private void responses(List<Check> checks) {
        double worst = 0;
        double sum = 0;
        double count = 0;
        for (String network : networks()) {
            final double[][] x = file.matrix(network + "/responses");
            samples = x.length;
            inputs = x[0].length;
            final double[][] expected = filtered(network, 1 / tau);
            for (int mu = 0; mu < samples; mu++) {
                for (int i = 0; i < inputs; i++) {
                    worst = Math.max(worst, Math.abs(x[mu][i] - expected[mu][i]));
                    sum += x[mu][i];
                    count++;
                }
            }
        }
        checks.add(Check.near("engine/responses",
                "response of a synapse = sum over its spikes of exp(-age/tau_m): largest difference (mV)", 0,
                worst, 1e-5));
        // Spikes come at whole steps, at each with the same probability.
        final double step = file.number(root, "step_ms");
        final double mean = file.number(root, "rate_hz") * 1e-3 * step / -Math.expm1(-step / tau);
        checks.add(Check.mean("engine/mean-response", "mean response = rate step/(1 - exp(-step/tau_m)) (mV)", mean,
                sum / count, Math.sqrt(variance / count), SIGMAS, 1e-4));
    }

    private double[] errors(String kind, String potential) {
        final List<double[]> errors = new ArrayList<>();
        for (String network : networks()) {
            final String group = network + "/" + kind;
            errors.add(CapacityTask.errors(file.matrix(group + "/targets"), file.matrix(group + "/" + potential),
                    true));
        }
        return errors.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private void storage(String kind, List<Check> checks) {
        final boolean aware = kind.equals("aware");
        final String id = "engine-" + kind;
        final double load = (samples - 1.0) / inputs;
        final CapacityTheory.Solution ridge = CapacityTheory.ridge(load, CapacityTheory.failureRidge(load, p));
        final double expectedNorm = aware ? ridge.norm() : CapacityTheory.finiteNorm(inputs, samples - 1).mean();
        final double expectedError = aware ? ridge.error() : CapacityTheory.error(load, 0.5);
        final double expectedUnreliable = aware ? CapacityTheory.awareError(load, p)
                : expectedError + expectedNorm * (1 - p) / p;

        final List<double[]> weights = networks().stream()
                .flatMap(network -> Arrays.stream(file.matrix(network + "/" + kind + "/weights")))
                .toList();
        final double[][] rows = weights.toArray(double[][]::new);
        final Mean norm = Mean.of(Arrays.stream(rows)
                .mapToDouble(row -> Arrays.stream(row).map(w -> w * w).sum() * variance).toArray());
        final Mean reliable = Mean.of(errors(kind, "reliable_potential"));
        final Mean unreliable = Mean.of(errors(kind, "unreliable_potential"));
        checks.add(Check.mean(id + "/error", "error of the potential without failures", expectedError, reliable.value(),
                reliable.standardError(), SIGMAS, ERROR_TOLERANCE));
        checks.add(Check.mean(id + "/silent", "half of the synapses are silent", 0.5, CapacityTask.silent(rows),
                Math.sqrt(0.25 / rows.length / inputs), SIGMAS, SILENT_TOLERANCE));
        checks.add(Check.mean(id + "/norm", "q of the weights", expectedNorm, norm.value(),
                norm.standardError(), SIGMAS, NORM_TOLERANCE * expectedNorm));
        checks.add(Check.mean(id + "/unreliable-error", "error of the potential with failures", expectedUnreliable,
                unreliable.value(), unreliable.standardError(), SIGMAS, FAILURE_TOLERANCE * expectedUnreliable));
        potentials(kind, id, checks);
    }

    /** The same spikes, the same weights: what the potential is without failures, and what failures add to it. */
    private void potentials(String kind, String id, List<Check> checks) {
        double mismatch = 0;
        double count = 0;
        final List<Double> excess = new ArrayList<>();
        double added = 0;
        double predicted = 0;
        double transmitted = 0;
        double signal = 0;
        double transmittedVariance = 0;
        for (String network : networks()) {
            final String group = network + "/" + kind;
            final double[][] x = file.matrix(network + "/responses");
            final double[][] squares = filtered(network, 2 / tau);
            final double[][] weights = file.matrix(group + "/weights");
            final double[] bias = file.doubles(group + "/bias");
            final double[][] reliable = file.matrix(group + "/reliable_potential");
            final double[][] unreliable = file.matrix(group + "/unreliable_potential");
            for (int c = 0; c < weights.length; c++) {
                for (int mu = 0; mu < samples; mu++) {
                    double potential = bias[c];
                    double noise = 0;
                    for (int i = 0; i < inputs; i++) {
                        potential += weights[c][i] * x[mu][i];
                        noise += weights[c][i] * weights[c][i] * squares[mu][i] * (1 - p) / p;
                    }
                    mismatch += (reliable[c][mu] - potential) * (reliable[c][mu] - potential);
                    final double difference = unreliable[c][mu] - potential;
                    final double input = potential - bias[c];
                    transmitted += difference * input;
                    signal += input * input;
                    transmittedVariance += input * input * noise;
                    added += difference * difference;
                    predicted += noise;
                    excess.add(difference * difference - noise);
                    count++;
                }
            }
        }
        final Mean noise = Mean.of(excess.stream().mapToDouble(Double::doubleValue).toArray());
        checks.add(Check.near(id + "/potential", "potential = bias + sum of weight times response: rms difference (mV)",
                0, Math.sqrt(mismatch / count), 2e-3));
        checks.add(Check.mean(id + "/transmitted", "what arrives in spite of failures is the same on average: slope", 1,
                1 + transmitted / signal, Math.sqrt(transmittedVariance) / signal, SIGMAS));
        checks.add(Check.mean(id + "/added-variance",
                "failures add sum_i w_i^2 (1 - p)/p sum_k exp(-2 age/tau_m): ratio", 1, added / predicted,
                noise.standardError() * count / predicted, SIGMAS));
    }
}
