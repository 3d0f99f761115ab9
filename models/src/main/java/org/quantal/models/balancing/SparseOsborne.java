package org.quantal.models.balancing;

import java.util.List;
import org.quantal.simulator.model.SynapseBlock;

/**
 * The balanced cost of a network by Osborne's method, as {@link Osborne} has it for a matrix. With x_i = exp(p h_i),
 * and all neurons that keep h = 0 taken together as the outside, neuron i is in balance when
 *
 * <pre>
 * x_i^2 = (outside_in_i + sum_j C_ij x_j) / (outside_out_i + sum_j C_ji / x_j)
 * </pre>
 *
 * <p>Where a synapse lies on no directed cycle (through the outside or not) no minimum is attained; then this is the
 * cost after {@value #MAX_SWEEPS} sweeps, which is close above the infimum. Memory while it works: 20 bytes for each
 * synapse.
 */
final class SparseOsborne {
    private static final int MAX_SWEEPS = 1000;
    private static final double TOLERANCE = 1e-12;

    private final boolean[] free;
    /** Costs between the outside and each neuron. */
    private final double[] outsideIn;
    private final double[] outsideOut;
    /** Costs that no h changes. */
    private double fixed;
    /** Synapses between free neurons, by source. */
    private final int[] firstOfSource;
    private final int[] target;
    private final double[] cost;
    /** The same by target: the source of each, and its place above. */
    private final int[] firstOfTarget;
    private final int[] source;
    private final int[] place;

    SparseOsborne(List<SynapseBlock> blocks, float[][] weights, boolean[] free, double power) {
        this.free = free;
        outsideIn = new double[free.length];
        outsideOut = new double[free.length];
        firstOfSource = new int[free.length + 1];
        firstOfTarget = new int[free.length + 1];
        forEach(blocks, weights, (from, to, weight) -> {
            if (isInner(from, to)) {
                firstOfSource[from + 1]++;
                firstOfTarget[to + 1]++;
            } else {
                addOuter(from, to, SparseBalancing.cost(weight, power));
            }
        });
        for (int i = 0; i < free.length; i++) {
            firstOfSource[i + 1] = Math.addExact(firstOfSource[i + 1], firstOfSource[i]);
            firstOfTarget[i + 1] += firstOfTarget[i];
        }
        final int synapses = firstOfSource[free.length];
        target = new int[synapses];
        cost = new double[synapses];
        source = new int[synapses];
        place = new int[synapses];
        final int[] nextOfSource = firstOfSource.clone();
        final int[] nextOfTarget = firstOfTarget.clone();
        forEach(blocks, weights, (from, to, weight) -> {
            if (isInner(from, to)) {
                final int at = nextOfSource[from]++;
                target[at] = to;
                cost[at] = SparseBalancing.cost(weight, power);
                source[nextOfTarget[to]] = from;
                place[nextOfTarget[to]++] = at;
            }
        });
    }

    /** Takes a synapse. */
    private interface Visitor {
        void synapse(int from, int to, double weight);
    }

    private static void forEach(List<SynapseBlock> blocks, float[][] weights, Visitor visitor) {
        for (int b = 0; b < weights.length; b++) {
            final SynapseBlock block = blocks.get(b);
            for (int j = 0; j < block.sources(); j++) {
                for (int s = block.row()[j]; s < block.row()[j + 1]; s++) {
                    visitor.synapse(block.firstSource() + j, block.firstTarget() + block.target()[s], weights[b][s]);
                }
            }
        }
    }

    private boolean isInner(int from, int to) {
        return from != to && free[from] && free[to];
    }

    private void addOuter(int from, int to, double c) {
        if (from != to && free[to]) {
            outsideIn[to] += c;
        } else if (from != to && free[from]) {
            outsideOut[from] += c;
        } else {
            fixed += c;
        }
    }

    /** The cost when all free neurons are in balance. */
    double minimum() {
        final double[] x = new double[free.length];
        java.util.Arrays.fill(x, 1);
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < MAX_SWEEPS && change > TOLERANCE; sweep++) {
            change = 0;
            for (int i = 0; i < x.length; i++) {
                if (free[i]) {
                    final double balanced = balanced(i, x);
                    change = Math.max(change, Math.abs(balanced / x[i] - 1));
                    x[i] = balanced;
                }
            }
        }
        return total(x);
    }

    private double balanced(int i, double[] x) {
        double in = outsideIn[i];
        for (int k = firstOfTarget[i]; k < firstOfTarget[i + 1]; k++) {
            in += cost[place[k]] * x[source[k]];
        }
        double out = outsideOut[i];
        for (int k = firstOfSource[i]; k < firstOfSource[i + 1]; k++) {
            out += cost[k] / x[target[k]];
        }
        return Math.sqrt(in / out);
    }

    private double total(double[] x) {
        double sum = fixed;
        for (int i = 0; i < x.length; i++) {
            sum += outsideIn[i] / x[i] + outsideOut[i] * x[i];
            for (int k = firstOfSource[i]; k < firstOfSource[i + 1]; k++) {
                sum += cost[k] * x[i] / x[target[k]];
            }
        }
        return sum;
    }
}
