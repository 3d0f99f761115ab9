package org.quantal.simulator;

import java.math.BigDecimal;
import java.util.List;
import org.quantal.simulator.network.Network;

/**
 * Everything that determines a run's result: the network, the time, the seed, the number of partitions, and what is
 * recorded. The number of threads is not part of it, because it changes nothing.
 *
 * @param name       short name, used for files
 * @param network    what is simulated
 * @param grid       grid of time
 * @param warmupMs   time that is simulated before recording starts, in ms
 * @param durationMs recorded time in ms, positive
 * @param seed       seed of all randomness
 * @param partitions number of parts that the network is cut into for threads to share; 0 derives it from the network's
 *                   size alone. Release draws depend on it.
 * @param recordings what is kept beside spikes
 * @param integration how neurons are carried through time; without a grid {@code grid} counts samples of states only,
 *                    and any warm-up and
 *                   duration will do
 */
public record Scenario(String name, Network network, TimeGrid grid, double warmupMs, double durationMs, long seed,
        int partitions, Recordings recordings, Integration integration) {

    /** 0.3 ms hold three intervals of 0.1 ms. */
    private static final double ROUNDING = 1e-12;

    /** A scenario on a grid. */
    public Scenario(String name, Network network, TimeGrid grid, double warmupMs, double durationMs, long seed,
            int partitions, Recordings recordings) {
        this(name, network, grid, warmupMs, durationMs, seed, partitions, recordings, Integration.GRID);
    }

    /** A scenario that records spikes and states only. */
    public Scenario(String name, Network network, TimeGrid grid, double warmupMs, double durationMs, long seed,
            int partitions, List<StateRecording> states) {
        this(name, network, grid, warmupMs, durationMs, seed, partitions, new Recordings(states, List.of(), List.of()));
    }

    public Scenario {
        if (!(durationMs > 0)) {
            throw new IllegalArgumentException("duration must be positive: duration=" + durationMs + " ms");
        }
        if (!(warmupMs >= 0)) {
            throw new IllegalArgumentException("warmup must not be negative: warmup=" + warmupMs + " ms");
        }
        if (integration == Integration.GRID) {
            grid.steps("duration", durationMs);
            grid.steps("warmup", warmupMs);
            network.currentDrives().forEach(drive -> drive.changes()
                    .forEach(change -> grid.steps("time of the current into " + drive.target(), change.timeMs())));
        }
        if (partitions < 0) {
            throw new IllegalArgumentException("partitions must not be negative: partitions=" + partitions);
        }
    }

    /** Recordings of state variables. */
    public List<StateRecording> states() {
        return recordings.states();
    }

    /** The same scenario with another seed. */
    public Scenario withSeed(long newSeed) {
        return new Scenario(name, network, grid, warmupMs, durationMs, newSeed, partitions, recordings, integration);
    }

    /** The same scenario in another mode of integration. */
    public Scenario withIntegration(Integration mode) {
        return new Scenario(name, network, grid, warmupMs, durationMs, seed, partitions, recordings, mode);
    }

    /**
     * What is kept beside spikes.
     *
     * @param states   state variables of neurons
     * @param synapses weights, release probabilities and vesicle states of synapses at chosen times
     * @param releases outcomes of release: names of projections
     */
    public record Recordings(List<StateRecording> states, List<SynapseRecording> synapses, List<String> releases) {
        public Recordings {
            states = List.copyOf(states);
            synapses = List.copyOf(synapses);
            releases = List.copyOf(releases);
        }
    }

    /**
     * State variables of some neurons of a population, sampled at a regular interval.
     *
     * @param population name of the population
     * @param neurons    indices within the population, ascending
     * @param variables  names of state variables
     * @param intervalMs time between samples in ms, a whole number of steps; they are taken at its multiples
     * @param fromMs     time after which samples are kept, a whole number of steps, not negative
     * @param toMs       last time at which samples are kept, a whole number of steps, or infinity
     */
    public record StateRecording(String population, int[] neurons, List<String> variables, double intervalMs,
            double fromMs, double toMs) {
        public StateRecording {
            variables = List.copyOf(variables);
            neurons = neurons.clone();
            if (!(fromMs >= 0 && toMs > fromMs)) {
                throw new IllegalArgumentException("states must be kept from a time that is not negative to a later"
                        + " one: population=" + population + " from=" + fromMs + " ms to=" + toMs + " ms");
            }
        }

        /** The whole recorded time. */
        public StateRecording(String population, int[] neurons, List<String> variables, double intervalMs) {
            this(population, neurons, variables, intervalMs, 0, Double.POSITIVE_INFINITY);
        }

        /** The time of the first sample in ms. */
        public double firstMs() {
            return BigDecimal.valueOf(intervalMs).multiply(BigDecimal.valueOf(before(fromMs) + 1)).doubleValue();
        }

        /** Number of samples in a recorded time in ms. */
        public double samples(double durationMs) {
            return Math.max(0, before(Math.min(toMs, durationMs)) - before(fromMs));
        }

        /** Number of multiples of the interval up to a time. */
        private double before(double ms) {
            return Math.floor(ms / intervalMs * (1 + ROUNDING));
        }
    }

    /**
     * The synapses of a projection at chosen times.
     *
     * @param projection name of the projection
     * @param timesMs    times in ms, ascending, not negative; empty for none
     * @param atEnd      whether to look at the end of the run, too
     */
    public record SynapseRecording(String projection, List<Double> timesMs, boolean atEnd) {
        public SynapseRecording {
            timesMs = List.copyOf(timesMs);
            for (int i = 0; i < timesMs.size(); i++) {
                if (!(timesMs.get(i) >= 0) || i > 0 && timesMs.get(i) <= timesMs.get(i - 1)) {
                    throw new IllegalArgumentException("times must ascend from 0: projection=" + projection + " times="
                            + timesMs + " ms");
                }
            }
        }
    }
}
