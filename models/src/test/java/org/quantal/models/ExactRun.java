package org.quantal.models;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.quantal.models.EventOracle.Spike;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.record.Recorder;

/** All exact spikes of a run, and everything else that it recorded as text. */
final class ExactRun implements Recorder {
    static final long SEED = 11;
    static final TimeGrid GRID = new TimeGrid(0.1);

    final List<Spike> spikes = new ArrayList<>();
    final List<String> others = new ArrayList<>();
    private final int[] offset;
    private double latest = Double.NEGATIVE_INFINITY;

    private ExactRun(Network network) {
        offset = new int[network.populations().size()];
        for (int a = 1; a < offset.length; a++) {
            offset[a] = offset[a - 1] + network.populations().get(a - 1).size();
        }
    }

    @Override
    public boolean takesExactTimes() {
        return true;
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        double last = latest;
        for (int k = 0; k < count; k++) {
            assertTrue(timesMs[k] >= last, "spikes out of order");
            last = timesMs[k];
            spikes.add(new Spike(timesMs[k], offset[population] + neurons[k]));
        }
    }

    @Override
    public void onExactAdvance(double timeMs) {
        latest = timeMs;
    }

    @Override
    public void onStates(long step, int recording, float[][] values) {
        others.add(step + " " + recording + " " + Arrays.deepToString(values));
    }

    @Override
    public void close() {
        spikes.sort(Comparator.comparingDouble(Spike::timeMs).thenComparingInt(Spike::neuron));
    }

    /** Runs a scenario in pieces of the given lengths in ms. */
    static ExactRun of(Scenario scenario, int threads, double... pieces) {
        final ExactRun all = new ExactRun(scenario.network());
        try (Simulation simulation = Simulation.of(scenario).threads(threads).record(all)) {
            for (double piece : pieces) {
                simulation.run(piece);
            }
        }
        return all;
    }

    /** Runs a network in one piece. */
    static ExactRun of(Network network, double durationMs, int partitions, int threads) {
        return of(scenario(network, durationMs, partitions, List.of()), threads, durationMs);
    }

    /** A scenario without a grid. */
    static Scenario scenario(Network network, double durationMs, int partitions, List<StateRecording> states) {
        return new Scenario("exact", network, GRID, 0, durationMs, SEED, partitions,
                new Recordings(states, List.of(), List.of()), Integration.EXACT);
    }

    /** Spike times by neuron. */
    static List<List<Double>> byNeuron(List<Spike> spikes, int neurons) {
        final List<List<Double>> times = new ArrayList<>();
        for (int i = 0; i < neurons; i++) {
            times.add(new ArrayList<>());
        }
        spikes.forEach(spike -> times.get(spike.neuron()).add(spike.timeMs()));
        return times;
    }
}
