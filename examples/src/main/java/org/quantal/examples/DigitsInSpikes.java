package org.quantal.examples;

import java.util.ArrayList;
import java.util.List;
import org.quantal.rate.dropconnect.ReleasedDrive;
import org.quantal.rate.dropconnect.SpikingNetwork;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.Recorder;

/** Shows digits to a spiking network, one after the other, as Poisson spikes of its pixels. */
final class DigitsInSpikes {
    private static final double DELAY_MS = 1;
    private static final int SHOWN_WINDOWS = DigitsDropConnect.SETTLE_WINDOWS + 1;

    private DigitsInSpikes() {
    }

    /**
     * What the output neurons got and gave in the last window of each digit, {@code [digit][class]}.
     *
     * @param drive  drive by released charge and bias
     * @param spikes number of spikes
     */
    record Outputs(double[][] drive, double[][] spikes) {
    }

    static Outputs run(SpikingNetwork spiking, double[][] digits, double stepMs, long seed) {
        final double windowMs = DigitsDropConnect.WINDOW_MS;
        final TimeGrid grid = new TimeGrid(stepMs);
        final Network network = spiking.network(new SpikeTrainSource(trains(digits, grid, seed)), DELAY_MS);
        final SpikingNetwork.Layer output = spiking.layers().get(spiking.layers().size() - 1);
        final String last = "hidden->output";
        final int windows = SHOWN_WINDOWS * digits.length;
        final ReleasedDrive charge = new ReleasedDrive(last, output.outputs(),
                (i, j) -> output.amplitude().get(i, j) * output.factorMs(output.amplitude().get(i, j)) / windowMs,
                windowMs, windows);
        final WindowCounts spikes = new WindowCounts(network.indexOf("output"), output.outputs(),
                grid.steps("window", windowMs), windows);
        final Scenario scenario = new Scenario("digits", network, grid, 0, windows * windowMs, seed, 1,
                new Recordings(List.of(), List.of(), List.of(last)));
        try (Simulation simulation = Simulation.of(scenario).threads(1).record(charge).record(spikes)) {
            simulation.run();
        }
        final double[][] drives = new double[digits.length][];
        final double[][] counts = new double[digits.length][];
        for (int d = 0; d < digits.length; d++) {
            final int window = d * SHOWN_WINDOWS + DigitsDropConnect.SETTLE_WINDOWS;
            drives[d] = charge.drive()[window];
            for (int i = 0; i < drives[d].length; i++) {
                drives[d][i] += output.bias()[i];
            }
            counts[d] = spikes.counts[window];
        }
        return new Outputs(drives, counts);
    }

    /** Spike times of each pixel: Poisson, with at most one spike a step. */
    private static double[][] trains(double[][] digits, TimeGrid grid, long seed) {
        final long shown = grid.steps("shown", SHOWN_WINDOWS * DigitsDropConnect.WINDOW_MS);
        final double[][] trains = new double[digits[0].length][];
        final StreamRandom random = new StreamRandom(0);
        for (int j = 0; j < trains.length; j++) {
            final List<Double> times = new ArrayList<>();
            for (int d = 0; d < digits.length; d++) {
                final double perStep = digits[d][j] * DigitsDropConnect.RATE_HZ * grid.stepMs() / 1000;
                random.reset(StreamKey.with(StreamKey.of(seed, Purpose.SOURCE, j), d));
                for (long step = silent(random, perStep); step < shown; step += 1 + silent(random, perStep)) {
                    times.add(grid.timeMs(d * shown + step + 1));
                }
            }
            trains[j] = times.stream().mapToDouble(Double::doubleValue).toArray();
        }
        return trains;
    }

    /** Steps without a spike before the next one. */
    private static long silent(StreamRandom random, double perStep) {
        return perStep > 0 ? (long) (-StrictMath.log(1 - random.nextDouble()) / perStep) : Integer.MAX_VALUE;
    }

    /** Counts the spikes of each neuron of a population in consecutive windows. */
    private static final class WindowCounts implements Recorder {
        private final int population;
        private final long windowSteps;
        private final double[][] counts;

        WindowCounts(int population, int neurons, long windowSteps, int windows) {
            this.population = population;
            this.windowSteps = windowSteps;
            counts = new double[windows][neurons];
        }

        @Override
        public void onSpikes(long step, int of, int[] neurons, int count) {
            for (int k = 0; of == population && k < count; k++) {
                counts[(int) (step / windowSteps)][neurons[k]]++;
            }
        }

        @Override
        public void close() {
            // Nothing to complete: the figures stay.
        }
    }
}
