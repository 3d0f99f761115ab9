package org.quantal.simulator.engine;

import java.util.Arrays;

/**
 * What one partition has to say about one slice: its spikes, in order of step (or exact time), then population, then
 * neuron, and its samples of states.
 * The slot of a ring; filled by the partition's worker, read by all workers and the recorder.
 */
final class SpikeBatch {
    /** First step of the slice. */
    long firstStep;
    /** Number of steps of the slice. */
    int steps;
    /** Number of spikes up to and including each step of the slice. */
    int[] countAfter = new int[1];
    /** Neurons that spiked: index within the population. */
    int[] neuron = new int[64];
    /** Population of each spike. */
    int[] population = new int[64];
    /** Number of spikes. */
    int count;
    /** Time of each spike in ms; in the exact mode only. */
    double[] timeMs = new double[0];
    /** End of the slice in ms; in the exact mode only. */
    double endMs;
    /** Samples of states, in order of step, recording, variable, neuron. */
    float[] samples = new float[0];
    /** Number of sampled values. */
    int sampleCount;
    /** Releases that the partition noted since its last batch. */
    final ReleaseLog releases = new ReleaseLog();
    /** Set by the first partition only: the run ends with this slice. */
    boolean last;

    void begin(long first, int numberOfSteps, boolean isLast) {
        firstStep = first;
        steps = numberOfSteps;
        last = isLast;
        count = 0;
        sampleCount = 0;
        releases.clear();
        if (countAfter.length < numberOfSteps) {
            countAfter = new int[numberOfSteps];
        }
    }

    /** Begins a slice of the exact mode. */
    void beginExact(double end, boolean isLast) {
        begin(0, 0, isLast);
        endMs = end;
    }

    /** Adds a spike with its exact time. */
    void add(double spikeMs, int spikingPopulation, int spikingNeuron) {
        if (count == neuron.length) {
            neuron = Arrays.copyOf(neuron, 2 * count);
            population = Arrays.copyOf(population, 2 * count);
        }
        if (timeMs.length < neuron.length) {
            timeMs = Arrays.copyOf(timeMs, neuron.length);
        }
        timeMs[count] = spikeMs;
        population[count] = spikingPopulation;
        neuron[count++] = spikingNeuron;
    }

    void add(int spikingPopulation, int firstNeuron, int[] spiked, int spikes) {
        if (count + spikes > neuron.length) {
            final int capacity = Math.max(count + spikes, 2 * neuron.length);
            neuron = Arrays.copyOf(neuron, capacity);
            population = Arrays.copyOf(population, capacity);
        }
        for (int k = 0; k < spikes; k++) {
            neuron[count] = firstNeuron + spiked[k];
            population[count++] = spikingPopulation;
        }
    }

    void endStep(int stepOfSlice) {
        countAfter[stepOfSlice] = count;
    }

    /** Index of the first spike of a step of the slice. */
    int from(int stepOfSlice) {
        return stepOfSlice == 0 ? 0 : countAfter[stepOfSlice - 1];
    }

    void addSample(float value) {
        if (sampleCount == samples.length) {
            samples = Arrays.copyOf(samples, Math.max(64, 2 * samples.length));
        }
        samples[sampleCount++] = value;
    }
}
