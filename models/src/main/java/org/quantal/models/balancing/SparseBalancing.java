package org.quantal.models.balancing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.SynapseBlock;

/**
 * The local rule of Stock et al. (2022) on the synapses of a simulated network, as {@link SynapticBalancing} is on a
 * matrix: steps move h, and weights follow from those at the start,
 *
 * <pre>
 * h_i += eta g_i,   g_i = Cin_i - Cout_i,   C_ij = |J_ij|^p,   J_ij = exp(-h_i) J_ij(0) exp(h_j)     (3), (4)
 * </pre>
 *
 * <p>Neurons with costs on both sides are free; the others, sources and read-outs, keep h = 0. Several synapses of a
 * pair count one by one. A synapse onto its own neuron keeps its weight; it is in the total cost and in no neuron's.
 *
 * <p>A step is halved until the cost falls by a good part of what its slope promises (Armijo's condition), so that any
 * eta is safe. Sums are made in one order, with {@link StrictMath}: results are the same on every machine. Memory: 4
 * bytes for each synapse.
 *
 * <p>One thread uses an instance.
 */
public final class SparseBalancing {
    /** Rounding of a sum of costs that must not pass for a rise, relative. */
    private static final double ROUNDING = 1e-14;
    /**
     * Part of the promised fall that a step has to bring; a step to the very minimum along a straight slope brings one
     * half.
     */
    private static final double SUFFICIENT = 0.25;
    private static final int MAX_HALVINGS = 200;
    /** Largest spread of ln C between neurons. */
    private static final double WIDEST = 300;

    private final List<SynapseBlock> blocks;
    private final float[][] start;
    private final double power;
    private final boolean[] free;
    private double[] h;
    private double[] incoming;
    private double[] outgoing;
    private double total;

    /**
     * @param blocks  the synapses; their weights are those at the start, and follow {@link #step}
     * @param neurons number of neurons that the blocks count
     * @param power   p, exponent of the weight in the cost, positive
     */
    public SparseBalancing(List<SynapseBlock> blocks, int neurons, double power) {
        if (!(power > 0) || Double.isInfinite(power)) {
            throw new IllegalArgumentException("power must be positive: power=" + power);
        }
        this.blocks = List.copyOf(blocks);
        this.power = power;
        start = blocks.stream().map(block -> block.weight().clone()).toArray(float[][]::new);
        h = new double[neurons];
        incoming = new double[neurons];
        outgoing = new double[neurons];
        total = costs(h, incoming, outgoing);
        free = new boolean[neurons];
        for (int i = 0; i < neurons; i++) {
            free[i] = incoming[i] > 0 && outgoing[i] > 0;
        }
    }

    /** The cost of one weight. */
    static double cost(double weight, double power) {
        final double size = Math.abs(weight);
        return power == 2 ? size * size : power == 1 ? size : StrictMath.pow(size, power);
    }

    /** Adds up the costs at h by neuron; returns their total. */
    private double costs(double[] at, double[] in, double[] out) {
        final double[] shrink = new double[at.length];
        final double[] grow = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            shrink[i] = StrictMath.exp(-power * at[i]);
            grow[i] = StrictMath.exp(power * at[i]);
        }
        Arrays.fill(in, 0);
        Arrays.fill(out, 0);
        double sum = 0;
        for (int b = 0; b < start.length; b++) {
            final SynapseBlock block = blocks.get(b);
            final float[] weight = start[b];
            for (int j = 0; j < block.sources(); j++) {
                final int source = block.firstSource() + j;
                double ofRow = 0;
                for (int s = block.row()[j]; s < block.row()[j + 1]; s++) {
                    final int target = block.firstTarget() + block.target()[s];
                    final double before = cost(weight[s], power);
                    if (target == source) {
                        sum += before;
                    } else {
                        final double now = before * shrink[target] * grow[source];
                        in[target] += now;
                        ofRow += now;
                    }
                }
                out[source] += ofRow;
                sum += ofRow;
            }
        }
        return sum;
    }

    /**
     * One step, h += eta g, and the weights that belong to it.
     *
     * @param eta length of the step in units of 1/cost, positive
     * @return the length of the step taken: eta, or a part of it
     */
    public double step(double eta) {
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("eta must be positive: eta=" + eta);
        }
        final double slope = power * squaredImbalance();
        final double[] moved = new double[h.length];
        final double[] in = new double[h.length];
        final double[] out = new double[h.length];
        double length = eta;
        for (int halving = 0; halving < MAX_HALVINGS; halving++) {
            for (int i = 0; i < moved.length; i++) {
                moved[i] = h[i] + length * imbalance(i);
            }
            if (spreadsFinitely(moved)) {
                final double trial = costs(moved, in, out);
                if (trial <= total * (1 + ROUNDING) - SUFFICIENT * length * slope) {
                    h = moved;
                    incoming = in;
                    outgoing = out;
                    total = trial;
                    writeWeights();
                    return length;
                }
            }
            length /= 2;
        }
        throw new IllegalStateException("no step lowers the cost: eta=" + eta + " cost=" + total);
    }

    /** Whether weights and costs stay far from overflow. */
    private boolean spreadsFinitely(double[] exponents) {
        double low = 0;
        double high = 0;
        for (double value : exponents) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return Math.max(1, power) * (high - low) < WIDEST;
    }

    /** Writes h, from which all else follows. */
    public void save(DataOutput out) throws IOException {
        for (double value : h) {
            out.writeDouble(value);
        }
    }

    /** Reads what {@link #save} wrote, and brings the weights to it. */
    public void load(DataInput in) throws IOException {
        for (int i = 0; i < h.length; i++) {
            h[i] = in.readDouble();
        }
        total = costs(h, incoming, outgoing);
        writeWeights();
    }

    private void writeWeights() {
        final double[] shrink = new double[h.length];
        final double[] grow = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            shrink[i] = StrictMath.exp(-h[i]);
            grow[i] = StrictMath.exp(h[i]);
        }
        for (int b = 0; b < start.length; b++) {
            final SynapseBlock block = blocks.get(b);
            for (int j = 0; j < block.sources(); j++) {
                final int source = block.firstSource() + j;
                for (int s = block.row()[j]; s < block.row()[j + 1]; s++) {
                    final int target = block.firstTarget() + block.target()[s];
                    block.weight()[s] = target == source ? start[b][s]
                            : (float) (start[b][s] * (shrink[target] * grow[source]));
                }
            }
        }
    }

    /** Whether a neuron has costs on both sides, so that it balances; the others keep h = 0. */
    public boolean isFree(int neuron) {
        return free[neuron];
    }

    /** Number of neurons that balance. */
    public int freeNeurons() {
        int count = 0;
        for (boolean each : free) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** g_i of a free neuron, (3); 0 of the others. */
    public double imbalance(int neuron) {
        return free[neuron] ? incoming[neuron] - outgoing[neuron] : 0;
    }

    /** sum_i g_i^2 over the free neurons: the cost falls at p times this, (5). */
    public double squaredImbalance() {
        double sum = 0;
        for (int i = 0; i < h.length; i++) {
            sum += imbalance(i) * imbalance(i);
        }
        return sum;
    }

    /** Cin_i, without a synapse of the neuron onto itself. */
    public double incoming(int neuron) {
        return incoming[neuron];
    }

    /** Cout_i, without a synapse of the neuron onto itself. */
    public double outgoing(int neuron) {
        return outgoing[neuron];
    }

    /** h_i; the neuron's state is exp(-h_i) of what it was. */
    public double log(int neuron) {
        return h[neuron];
    }

    /** C, the cost of all synapses. */
    public double total() {
        return total;
    }

    /**
     * The lowest cost that can be reached, by Osborne's method from the weights at the start; see
     * {@link SparseOsborne}.
     */
    public double minimum() {
        return new SparseOsborne(blocks, start, free, power).minimum();
    }
}
