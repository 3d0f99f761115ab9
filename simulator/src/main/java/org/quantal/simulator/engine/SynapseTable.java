package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.model.ReleaseSites;

/**
 * The synapses from one population onto one partition that share a release model, as rows by source neuron. Subclasses
 * say how a row is laid out; what all tables do alike about release is here.
 */
abstract class SynapseTable {
    private final int sourcePopulation;
    /** The release machinery. */
    final ReleaseSites sites;
    /** The same if synapses that release do so with an amplitude of their own; otherwise null. */
    final AmplitudeSites amplitudes;
    /** Which synapses of the row at hand release, a bit each. */
    long[] mask = new long[0];
    /** With what amplitude they do, relative to the weight, if {@link #amplitudes} is there. */
    float[] amplitude = new float[0];
    /** Transmissions offered (one for each spike and synapse) since the counters were reset. */
    long offered;
    /** Transmissions that released since the counters were reset. */
    long released;
    private ReleaseLog log;

    SynapseTable(int sourcePopulation, ReleaseSites sites) {
        this.sourcePopulation = sourcePopulation;
        this.sites = sites;
        this.amplitudes = sites instanceof AmplitudeSites a ? a : null;
    }

    /** Makes room for the outcomes of the longest row. */
    final void finishRelease(int longestRow) {
        mask = new long[longestRow / Long.SIZE + 1];
        amplitude = new float[amplitudes == null ? 0 : longestRow];
    }

    /**
     * Delivers a spike: draws which synapses release, and queues those for the steps at which they arrive.
     *
     * @param source neuron within the source population
     * @param step   step of the spike
     * @param key    key of the release draws of this partition and step
     */
    abstract void deliver(int source, long step, long key, InputBuffers input);

    /** Number of synapses. */
    abstract long synapses();

    /** Bytes held. */
    abstract long bytes();

    /** Shows each synapse of a source neuron, in the order of release draws. */
    abstract void forEach(int source, SynapseVisitor visitor);

    /** Index of the source population. */
    final int sourcePopulation() {
        return sourcePopulation;
    }

    final long offered() {
        return offered;
    }

    final long released() {
        return released;
    }

    /** Sets both counters: to zero when recording begins, or to what they were when a run is taken up again. */
    final void setCounters(long offeredBefore, long releasedBefore) {
        offered = offeredBefore;
        released = releasedBefore;
    }

    /** Release probability of a synapse, by its number in the table. */
    double releaseProbability(long synapse) {
        return sites.probability(synapse);
    }

    final ReleaseSites sites() {
        return sites;
    }

    /** Keeps outcomes of release from now on. */
    final void record(ReleaseLog releaseLog) {
        this.log = releaseLog;
    }

    /** Whether outcomes are kept, so that all have to be written down even if they are certain. */
    final boolean isRecorded() {
        return log != null;
    }

    /**
     * Keeps the outcomes of a row, if they are recorded.
     *
     * @param time  step or time of the spike
     * @param first number in the table of the row's first synapse
     */
    final void keepOutcomes(int source, double time, long first, int count) {
        if (log != null) {
            log.add(this, source, time, first, count, mask, amplitudes == null ? null : amplitude);
        }
    }

    /** Writes what changes in time. */
    void save(DataOutput out) throws IOException {
        if (amplitudes != null) {
            amplitudes.save(out);
        }
    }

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException {
        if (amplitudes != null) {
            amplitudes.load(in);
        }
    }

    /** Takes a synapse. */
    interface SynapseVisitor {
        /**
         * @param slot         slot of the target
         * @param storedWeight weight, in units of the population's compact weights if the table is compact
         * @param delaySteps   delay in steps
         * @param synapse      number of the synapse in the table
         */
        void synapse(int slot, double storedWeight, int delaySteps, long synapse);
    }
}
