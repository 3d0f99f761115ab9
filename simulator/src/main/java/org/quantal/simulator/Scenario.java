package org.quantal.simulator;

import java.util.List;
import org.quantal.simulator.network.Network;

/**
 * Everything that determines a run's result: the network, the time, the seed, the number of partitions, and what is recorded.
 * The number of threads is not part of it, because it changes nothing.
 *
 * @param name       short name, used for files
 * @param network    what is simulated
 * @param grid       grid of time
 * @param warmupMs   time that is simulated before recording starts, in ms
 * @param durationMs recorded time in ms, positive
 * @param seed       seed of all randomness
 * @param partitions number of parts that the network is cut into for threads to share; 0 derives it from the network's size
 *                   alone. Release draws depend on it.
 * @param states     recordings of state variables
 */
public record Scenario(String name, Network network, TimeGrid grid, double warmupMs, double durationMs, long seed,
        int partitions, List<StateRecording> states) {

    public Scenario {
        states = List.copyOf(states);
        if (!(durationMs > 0)) {
            throw new IllegalArgumentException("duration must be positive: duration=" + durationMs + " ms");
        }
        if (!(warmupMs >= 0)) {
            throw new IllegalArgumentException("warmup must not be negative: warmup=" + warmupMs + " ms");
        }
        grid.steps("duration", durationMs);
        grid.steps("warmup", warmupMs);
        if (partitions < 0) {
            throw new IllegalArgumentException("partitions must not be negative: partitions=" + partitions);
        }
    }

    /**
     * State variables of some neurons of a population, sampled at a regular interval.
     *
     * @param population name of the population
     * @param neurons    indices within the population, ascending
     * @param variables  names of state variables
     * @param intervalMs time between samples in ms, a whole number of steps
     */
    public record StateRecording(String population, int[] neurons, List<String> variables, double intervalMs) {
        public StateRecording {
            variables = List.copyOf(variables);
            neurons = neurons.clone();
        }
    }

    /** The same scenario with another seed. */
    public Scenario withSeed(long newSeed) {
        return new Scenario(name, network, grid, warmupMs, durationMs, newSeed, partitions, states);
    }
}
