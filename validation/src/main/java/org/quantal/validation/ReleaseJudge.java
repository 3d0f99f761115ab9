package org.quantal.validation;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Release in the engine, draw by draw. Layout:
 * <ul>
 * <li>{@code /bernoulli/NAME}: attributes {@code release_probability}, {@code sources}, {@code spikes},
 * {@code targets}; dataset {@code outcomes}, uint8 {@code [sources * spikes, targets / 8]}, a bit for each synapse of a
 * spike (the lowest first), spikes of one source in order of time.
 * <li>{@code /binomial/NAME}: attributes {@code release_probability}, {@code sites}; dataset {@code quanta}, uint8
 * {@code [draws]}.
 * <li>{@code /depletion/NAME}: attributes {@code U}, {@code tau_rec_ms}, {@code tau_fac_ms}, {@code sites},
 * {@code spike_times_ms}; dataset {@code quanta}, uint8 {@code [synapses, spikes]}.
 * </ul>
 */
final class ReleaseJudge implements Judge {
    /**
     * Standard errors that a right simulator may be off: one false alarm in five million checks, as hundreds are made.
     */
    private static final double SIGMAS = 5.2;
    private static final double LEAST_P = 1e-7;
    private static final int LONGEST_GAP = 200;

    @Override
    public String experiment() {
        return "release";
    }

    @Override
    public String description() {
        return "each synapse draws its own release: probability, independence, numbers of quanta, depletion";
    }

    @Override
    public String source() {
        return "del Castillo & Katz 1954; Tsodyks & Markram 1997; Fuhrmann et al. 2002";
    }

    @Override
    public List<Check> judge(ResultFile file) {
        final List<Check> checks = new ArrayList<>();
        for (String name : file.children("/bernoulli")) {
            bernoulli(file, "/bernoulli/" + name, name, checks);
        }
        for (String name : file.children("/binomial")) {
            binomial(file, "/binomial/" + name, name, checks);
        }
        for (String name : file.children("/depletion")) {
            depletion(file, "/depletion/" + name, name, checks);
        }
        return checks;
    }

    private static void bernoulli(ResultFile file, String group, String name, List<Check> checks) {
        final double p = file.number(group, "release_probability");
        final ReleaseBits bits = ReleaseBits.read(file, group);
        final double draws = bits.draws();
        checks.add(Check.mean(name + "/fraction", "released fraction = p", p, bits.released() / draws,
                Math.sqrt(p * (1 - p) / draws), SIGMAS));
        for (int lag : new int[] {1, 2, 64}) {
            checks.add(correlation(name + "/synapses-" + lag, "synapses " + lag + " apart fail independently",
                    bits.acrossSynapses(lag), p));
        }
        checks.add(correlation(name + "/spikes-1", "a synapse fails independently at its next spike",
                bits.acrossSpikes(), p));
        checks.add(correlation(name + "/sources", "synapses of two sources onto one target fail independently",
                bits.acrossSources(), p));
        checks.add(dispersion(name + "/spike-counts", "releases of a spike are Binomial(targets, p)", bits.bySpike(),
                bits.targets(), p));
        checks.add(dispersion(name + "/synapse-counts", "releases of a synapse are Binomial(spikes, p)",
                bits.bySynapse(), bits.spikes(), p));
        final double[] gaps = bits.gaps(LONGEST_GAP);
        final double[] expected = new double[gaps.length];
        for (int g = 0; g < gaps.length; g++) {
            // A row of T synapses has T - 1 - g places for a gap of g failures between two releases.
            expected[g] = bits.rows() * (double) (bits.targets() - 1 - g) * p * p * Math.pow(1 - p, g);
        }
        checks.add(Check.pValue(name + "/gaps", "failures between releases are geometric (p of chi-square)",
                ChiSquare.pValue(gaps, expected), LEAST_P));
    }

    private static Check correlation(String id, String prediction, ReleaseBits.Pairs pairs, double p) {
        final double covariance = (pairs.both() - p * pairs.first() - p * pairs.second()) / pairs.count() + p * p;
        return Check.mean(id, prediction, 0, covariance / (p * (1 - p)), 1 / Math.sqrt(pairs.count()), SIGMAS);
    }

    private static Check dispersion(String id, String prediction, int[] counts, int trials, double p) {
        double sum = 0;
        for (int count : counts) {
            sum += (count - trials * p) * (count - trials * p);
        }
        final double variance = BinomialTheory.variance(trials, p);
        final double error = BinomialTheory.errorOfVariance(trials, p, counts.length) / variance;
        return Check.mean(id, prediction + ": variance, relative", 1, sum / counts.length / variance, error, SIGMAS);
    }

    private static void binomial(ResultFile file, String group, String name, List<Check> checks) {
        final int n = (int) file.number(group, "sites");
        final double p = file.number(group, "release_probability");
        final double[] quanta = file.doubles(group + "/quanta");
        final double[] observed = new double[n + 1];
        double sum = 0;
        for (double k : quanta) {
            if (k > n) {
                throw new ResultFileException(file.path(), group + "/quanta: " + k + " quanta of " + n + " sites");
            }
            observed[(int) k]++;
            sum += k;
        }
        final double[] expected = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            expected[k] = quanta.length * BinomialDistribution.of(n, p).probability(k);
        }
        checks.add(Check.mean(name + "/mean", "mean number of quanta = n p", n * p, sum / quanta.length,
                BinomialTheory.errorOfMean(n, p, quanta.length), SIGMAS));
        checks.add(Check.pValue(name + "/distribution", "quanta are Binomial(n, p) (p of chi-square)",
                ChiSquare.pValue(observed, expected), LEAST_P));
    }

    private static void depletion(ResultFile file, String group, String name, List<Check> checks) {
        final int n = (int) file.number(group, "sites");
        final DepletionTheory theory = theory(file, group);
        final double[][] quanta = file.matrix(group + "/quanta");
        final int spikes = quanta[0].length;
        final double[] mean = means(quanta);
        for (int k = 0; k < spikes; k++) {
            final double m = theory.release(k);
            double variance = 0;
            double covariance = 0;
            double square = 0;
            final double first = n * theory.release(0);
            for (double[] row : quanta) {
                variance += (row[k] - n * m) * (row[k] - n * m);
                final double product = (row[0] - first) * (row[k] - n * m);
                covariance += product;
                square += product * product;
            }
            final double draws = quanta.length;
            checks.add(Check.mean(name + "/mean-" + (k + 1), "mean quanta at spike " + (k + 1) + " = n u x", n * m,
                    mean[k], BinomialTheory.errorOfMean(n, m, draws), SIGMAS));
            if (n > 1) { // of one site the mean tells the variance
                checks.add(Check.mean(name + "/variance-" + (k + 1), "variance at spike " + (k + 1) + " = n m (1 - m)",
                        BinomialTheory.variance(n, m), variance / draws, BinomialTheory.errorOfVariance(n, m, draws),
                        SIGMAS));
            }
            if (k > 0) {
                final double error = Math.sqrt((square / draws - covariance / draws * covariance / draws) / draws);
                checks.add(Check.mean(name + "/covariance-" + (k + 1), "covariance of spikes 1 and " + (k + 1),
                        n * theory.covariance(0, k), covariance / draws, error, SIGMAS));
            }
        }
    }

    private static DepletionTheory theory(ResultFile file, String group) {
        return new DepletionTheory(file.number(group, "U"), file.number(group, "tau_fac_ms"),
                file.number(group, "tau_rec_ms"), file.numbers(group, "spike_times_ms"));
    }

    private static double[] means(double[][] rows) {
        final double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += row[k] / rows.length;
            }
        }
        return mean;
    }

    @Override
    public List<Figure> figures(ResultFile file) {
        final Figure figure = new Figure("release-depletion", "Depletion and recovery of vesicles, means over synapses",
                "time (ms)", "quanta per spike and site");
        for (String name : file.children("/depletion")) {
            final String group = "/depletion/" + name;
            final int n = (int) file.number(group, "sites");
            final double[] times = file.numbers(group, "spike_times_ms");
            final double[] mean = means(file.matrix(group + "/quanta"));
            final double[] predicted = new double[mean.length];
            for (int k = 0; k < mean.length; k++) {
                mean[k] /= n;
                predicted[k] = theory(file, group).release(k);
            }
            figure.points(name + ", engine", times, mean).line(name + ", theory", times, predicted);
        }
        return List.of(figure);
    }
}
