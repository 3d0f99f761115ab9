package org.quantal.models.reliability;

import org.quantal.simulator.random.StreamRandom;

/**
 * What a trained machine tells of an input: the probabilities of its hidden units, seen through its synapses in one of
 * three ways. Of the drawn ones take several and average what is predicted from them.
 */
public final class ReadOut {
    private final ReliabilityMachine machine;
    private final double[][] weight;
    private final double[][] probability;
    private final double[] hidden;

    /** Features of the given machine. */
    public ReadOut(ReliabilityMachine machine) {
        this.machine = machine;
        final Synapses synapses = machine.synapses();
        this.weight = synapses.weight();
        this.probability = synapses.probability();
        this.hidden = synapses.hidden();
    }

    /** sigma(c_j + sum_i v_i p_ij W_ij): each synapse transmits its mean. */
    public double[] mean(int[] v) {
        final double[] feature = hidden.clone();
        for (int j = 0; j < feature.length; j++) {
            for (int i = 0; i < v.length; i++) {
                feature[j] += v[i] * probability[i][j] * weight[i][j];
            }
            feature[j] = Logistic.sigma(feature[j]);
        }
        return feature;
    }

    /** P(h | v, M) with one mask M from the prior. */
    public double[] maskDraw(int[] v, StreamRandom random) {
        return machine.hiddenProbability(v, machine.drawMask(random));
    }

    /** P(h | v, M) with M from (7) given the input and hidden units that were drawn through a mask from the prior. */
    public double[] conditionalDraw(int[] v, StreamRandom random) {
        final int[] h = ReliabilityMachine.drawUnits(maskDraw(v, random), random);
        return machine.hiddenProbability(v, machine.drawMask(v, h, random));
    }
}
