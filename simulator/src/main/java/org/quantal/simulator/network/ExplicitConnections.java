package org.quantal.simulator.network;

import java.util.Arrays;
import java.util.Optional;

/**
 * Connects the listed pairs, with listed or with drawn weights and delays. The same pair may be listed more than once.
 *
 * @param source  source neurons, as indices within their population
 * @param target  target neurons, one for each source
 * @param weight  weights in the unit of the target's model, or null to draw them from the projection's distribution
 * @param delayMs delays in ms, positive, or null to draw them from the projection's distribution
 * @param probability release probabilities in (0, 1], for a release model that takes them; null if the list gives none
 * @param weightUnit unit of which all weights are whole multiples, so that static synapses can be stored as such; 0 if
 *                   there is none. All lists with a unit onto one population must have the same.
 */
public record ExplicitConnections(int[] source, int[] target, double[] weight, double[] delayMs, double[] probability,
        double weightUnit) implements ConnectionRule {

    /** A list whose weights have no common unit. */
    public ExplicitConnections(int[] source, int[] target, double[] weight, double[] delayMs, double[] probability) {
        this(source, target, weight, delayMs, probability, 0);
    }

    /** A list without release probabilities. */
    public ExplicitConnections(int[] source, int[] target, double[] weight, double[] delayMs) {
        this(source, target, weight, delayMs, null);
    }

    public ExplicitConnections {
        source = source.clone();
        target = target.clone();
        weight = weight == null ? null : weight.clone();
        delayMs = delayMs == null ? null : delayMs.clone();
        probability = probability == null ? null : probability.clone();
        if (source.length == 0) {
            throw new IllegalArgumentException("a list of connections must not be empty; leave out the projection"
                    + " instead");
        }
        if (target.length != source.length || weight != null && weight.length != source.length
                || delayMs != null && delayMs.length != source.length
                || probability != null && probability.length != source.length) {
            throw new IllegalArgumentException("lists of connections must have the same length: source=" + source.length
                    + " target=" + target.length + " weight=" + (weight == null ? "none" : weight.length)
                    + " delay=" + (delayMs == null ? "none" : delayMs.length)
                    + (probability == null ? "" : " release_probability=" + probability.length));
        }
        if (!(weightUnit >= 0) || weightUnit > 0 && weight == null) {
            throw new IllegalArgumentException("weight_unit must be positive, and there must be weights: weight_unit="
                    + weightUnit);
        }
        for (int i = 0; i < source.length; i++) {
            if (weight != null && !Double.isFinite(weight[i])) {
                throw new IllegalArgumentException("connection " + i + ": weight must be finite: weight=" + weight[i]);
            }
            if (delayMs != null && !(delayMs[i] > 0 && Double.isFinite(delayMs[i]))) {
                throw new IllegalArgumentException("connection " + i + ": delay must be positive: delay=" + delayMs[i]
                        + " ms");
            }
            if (probability != null && !(probability[i] > 0 && probability[i] <= 1)) {
                throw new IllegalArgumentException("connection " + i + ": release_probability must be in (0, 1]:"
                        + " release_probability=" + probability[i]);
            }
        }
    }

    @Override
    public int[] source() {
        return source.clone();
    }

    @Override
    public int[] target() {
        return target.clone();
    }

    @Override
    public double[] weight() {
        return weight == null ? null : weight.clone();
    }

    @Override
    public double[] delayMs() {
        return delayMs == null ? null : delayMs.clone();
    }

    @Override
    public double[] probability() {
        return probability == null ? null : probability.clone();
    }

    @Override
    public String name() {
        return "explicit";
    }

    @Override
    public double expectedSynapses(PairSpace pairs) {
        return source.length;
    }

    @Override
    public boolean definesWeights() {
        return weight != null;
    }

    @Override
    public boolean definesDelays() {
        return delayMs != null;
    }

    @Override
    public double commonWeightUnit() {
        return weightUnit;
    }

    @Override
    public Distribution weights() {
        return weight == null ? ConnectionRule.super.weights() : new ListedValues(weight);
    }

    @Override
    public boolean definesProbabilities() {
        return probability != null;
    }

    @Override
    public Moments releasedWeights(Distribution drawn) {
        if (probability == null || weight == null) {
            return probability == null ? ConnectionRule.super.releasedWeights(drawn) : drawn.moments();
        }
        final double[] raw = new double[4];
        for (int i = 0; i < weight.length; i++) {
            double power = probability[i];
            for (int k = 0; k < raw.length; k++) {
                raw[k] += power;
                power *= weight[i];
            }
        }
        return Moments.ofRaw(raw[1] / raw[0], raw[2] / raw[0], raw[3] / raw[0]);
    }

    @Override
    public double meanProbability() {
        return probability == null ? ConnectionRule.super.meanProbability()
                : Arrays.stream(probability).average().orElseThrow();
    }

    @Override
    public Optional<Moments> releasedWeights() {
        if (weight == null || probability == null) {
            return Optional.empty();
        }
        final double[] raw = new double[3];
        final double total = Arrays.stream(probability).sum();
        for (int i = 0; i < weight.length; i++) {
            final double share = probability[i] / total;
            raw[0] += share * weight[i];
            raw[1] += share * weight[i] * weight[i];
            raw[2] += share * weight[i] * weight[i] * weight[i];
        }
        return Optional.of(Moments.ofRaw(raw[0], raw[1], raw[2]));
    }

    @Override
    public double[] weightBounds() {
        return weight == null ? ConnectionRule.super.weightBounds() : bounds(weight);
    }

    @Override
    public double[] delayBounds() {
        return delayMs == null ? ConnectionRule.super.delayBounds() : bounds(delayMs);
    }

    @Override
    public Plan plan(PairSpace pairs, long key) {
        for (int i = 0; i < source.length; i++) {
            checkIndex(i, "source", source[i], pairs.sources());
            checkIndex(i, "target", target[i], pairs.targets());
        }
        // Counting sort by source; backwards, so that each source keeps the order of the list.
        final int[] start = new int[pairs.sources() + 1];
        for (int neuron : source) {
            start[neuron]++;
        }
        for (int neuron = 1; neuron < start.length; neuron++) {
            start[neuron] += start[neuron - 1];
        }
        final int[] connection = new int[source.length];
        for (int i = source.length - 1; i >= 0; i--) {
            connection[--start[source[i]]] = i;
        }
        return (from, to) -> (neuron, random, row) -> {
            for (int n = start[neuron]; n < start[neuron + 1]; n++) {
                final int i = connection[n];
                if (target[i] >= from && target[i] < to) {
                    // What the rule does not define is not a number, so that using it would show.
                    row.add(target[i], weight == null ? Double.NaN : weight[i],
                            delayMs == null ? Double.NaN : delayMs[i], probability == null ? Double.NaN
                            : probability[i]);
                }
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExplicitConnections that && Arrays.equals(source, that.source)
                && Arrays.equals(target, that.target) && Arrays.equals(weight, that.weight)
                && Arrays.equals(delayMs, that.delayMs) && Arrays.equals(probability, that.probability)
                && weightUnit == that.weightUnit;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(source) + Arrays.hashCode(target);
    }

    @Override
    public String toString() {
        return "ExplicitConnections[synapses=" + source.length + ", weights=" + (weight != null) + ", delays="
                + (delayMs != null) + ", probabilities=" + (probability != null) + "]";
    }

    private static void checkIndex(int connection, String side, int neuron, int size) {
        if (neuron < 0 || neuron >= size) {
            throw new IllegalArgumentException("connection " + connection + ": " + side + "=" + neuron
                    + " is not a neuron of the " + side + " population; it has neurons 0 to " + (size - 1));
        }
    }

    private static double[] bounds(double[] values) {
        return new double[] {Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow()};
    }
}
