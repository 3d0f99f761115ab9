package org.quantal.simulator.network;

import java.util.Arrays;

/**
 * A growing list of the synapses of one source neuron. Used by one thread, cleared and filled again for each source.
 */
public final class SynapseRow {
    private int size;
    private int[] target = new int[1024];
    private double[] weight = new double[1024];
    private double[] delayMs = new double[1024];
    private double[] probability = new double[1024];

    /** Adds a synapse whose weight and delay will be drawn from the projection's distributions. */
    public void add(int targetNeuron) {
        if (size == target.length) {
            grow();
        }
        target[size++] = targetNeuron;
    }

    /** Adds a synapse with its own weight (pA or mV) and delay (ms). */
    public void add(int targetNeuron, double synapseWeight, double synapseDelayMs) {
        add(targetNeuron);
        weight[size - 1] = synapseWeight;
        delayMs[size - 1] = synapseDelayMs;
    }

    /** Adds a synapse with its own weight (pA or mV), delay (ms) and release probability. */
    public void add(int targetNeuron, double synapseWeight, double synapseDelayMs, double releaseProbability) {
        add(targetNeuron, synapseWeight, synapseDelayMs);
        probability[size - 1] = releaseProbability;
    }

    /** Forgets all synapses. */
    public void clear() {
        size = 0;
    }

    /** Number of synapses. */
    public int size() {
        return size;
    }

    /** Targets; the first {@link #size()} entries count. Valid until the next {@code add}. */
    public int[] targets() {
        return target;
    }

    /** Weights; the first {@link #size()} entries count. */
    public double[] weights() {
        return weight;
    }

    /** Delays in ms; the first {@link #size()} entries count. */
    public double[] delaysMs() {
        return delayMs;
    }

    /** Release probabilities; the first {@link #size()} entries count. */
    public double[] probabilities() {
        return probability;
    }

    private void grow() {
        final int capacity = Math.multiplyExact(2, target.length);
        target = Arrays.copyOf(target, capacity);
        weight = Arrays.copyOf(weight, capacity);
        delayMs = Arrays.copyOf(delayMs, capacity);
        probability = Arrays.copyOf(probability, capacity);
    }
}
