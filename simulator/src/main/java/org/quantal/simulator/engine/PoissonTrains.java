package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * External Poisson input in continuous time: a train of its own for each neuron. Gap number {@code n} of a neuron is an
 * exponential number that depends on (drive, neuron, n) alone.
 */
final class PoissonTrains {
    private final int first;
    private final int channel;
    private final double weight;
    private final double meanGapMs;
    private final long key;
    private final double[] nextMs;
    private final int[] arrivals;
    private final StreamRandom random = new StreamRandom(0);

    /**
     * @param key     key of the drive
     * @param first   index of the first neuron within its population
     * @param startMs time at which the trains begin
     */
    PoissonTrains(PoissonDrive drive, int channel, long key, int first, int size, double startMs) {
        this.first = first;
        this.channel = channel;
        this.weight = drive.weight();
        this.meanGapMs = 1000 / (drive.indegree() * drive.rateHz());
        this.key = key;
        this.nextMs = new double[size];
        this.arrivals = new int[size];
        Arrays.fill(nextMs, startMs);
        for (int i = 0; i < size; i++) {
            step(i);
        }
    }

    private void step(int i) {
        random.reset(StreamKey.with(StreamKey.with(key, first + i), arrivals[i]++));
        nextMs[i] -= meanGapMs * StrictMath.log1p(-random.nextDouble());
    }

    /** Appends a neuron's arrivals before a time. */
    void appendTo(EventList list, int i, double endMs) {
        while (nextMs[i] < endMs) {
            list.add(nextMs[i], channel, weight);
            step(i);
        }
    }

    void save(DataOutput out) throws IOException {
        for (int i = 0; i < nextMs.length; i++) {
            out.writeDouble(nextMs[i]);
            out.writeInt(arrivals[i]);
        }
    }

    void load(DataInput in) throws IOException {
        for (int i = 0; i < nextMs.length; i++) {
            nextMs[i] = in.readDouble();
            arrivals[i] = in.readInt();
        }
    }
}
