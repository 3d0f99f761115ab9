package org.quantal.simulator;

import java.util.List;

/**
 * Figures of a run.
 *
 * @param modelMs          recorded model time in ms
 * @param neurons          number of neurons
 * @param synapses         number of synapses
 * @param synapseBytes     bytes held for synapses
 * @param partitions       number of partitions
 * @param threads          number of worker threads
 * @param times            where the time went
 * @param offered          transmissions offered in the recorded time: one for each spike and synapse
 * @param released         transmissions that released
 * @param offeredBySource  the same by source population
 * @param releasedBySource the same by source population
 */
public record RunSummary(double modelMs, int neurons, long synapses, long synapseBytes, int partitions,
        int threads, Times times, long offered, long released, List<Long> offeredBySource,
        List<Long> releasedBySource) {

    public RunSummary {
        offeredBySource = List.copyOf(offeredBySource);
        releasedBySource = List.copyOf(releasedBySource);
    }

    /**
     * Wall times in seconds. Phases within the run are means over threads; {@code exchange} is what is left of the run
     * when the others are taken off: waiting for the other threads and for the recorder. {@code record} runs beside the
     * others on a thread of its own.
     */
    public record Times(double build, double warmup, double run, double deliver, double update, double drive,
            double exchange, double record) {
    }

    /** Wall time over model time of the recorded part. */
    public double realTimeFactor() {
        return times.run() * 1000 / modelMs;
    }
}
