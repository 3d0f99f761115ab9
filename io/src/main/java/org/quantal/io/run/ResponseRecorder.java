package org.quantal.io.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.plot.ResponsesData;
import org.quantal.io.plot.ResponsesData.Train;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ExpectedResponses;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;

/**
 * Adds up the responses of each neuron's synapses to its first spikes, where theory knows what they should be: for
 * recorded projections that do not learn, from populations of few neurons, whose release model has a theory. A model
 * with memory needs all spikes, and so a run without warm-up.
 */
final class ResponseRecorder implements Recorder {
    /** Neurons of the largest population whose responses are shown. */
    static final int MOST_NEURONS = 10;
    /** Neurons of a population that are shown: the first that spike. */
    static final int MOST_SHOWN = 3;
    /** Spikes of a neuron that are shown: the first. */
    static final int MOST_SPIKES = 100;
    /** Points of the curve of a train, about. */
    private static final int CURVE_POINTS = 400;
    private static final double MARGIN = 0.04;
    private static final double MARGIN_OF_ONE_MS = 10;

    private final TimeGrid grid;
    private final List<Followed> followed = new ArrayList<>();

    /** @param atRest whether the run begins without a past */
    ResponseRecorder(Scenario scenario, boolean atRest) {
        grid = scenario.grid();
        for (String name : scenario.recordings().releases()) {
            final Projection projection = scenario.network().projection(name);
            final int size = scenario.network().population(projection.source()).size();
            final boolean known = projection.release().expectedResponses(0)
                    .map(e -> atRest && scenario.warmupMs() == 0 || !e.hasMemory())
                    .orElse(false);
            if (known && size <= MOST_NEURONS && !projection.isPlastic()) {
                followed.add(new Followed(projection, scenario.network().indexOf(projection.source()), size));
            }
        }
    }

    /** A projection and the neurons that it comes from. */
    private record Followed(Projection projection, int population, Neuron[] neurons) {
        Followed(Projection projection, int population, int size) {
            this(projection, population, new Neuron[size]);
            Arrays.setAll(neurons, i -> new Neuron());
        }
    }

    /** The first spikes of a neuron, and the sums of responses and of their squares to each. */
    private static final class Neuron {
        private final Map<Double, double[]> sums = new LinkedHashMap<>();
        private int spikes;

        void spike(double timeMs) {
            if (spikes++ < MOST_SPIKES) {
                sums.put(timeMs, new double[2]);
            }
        }

        void response(double timeMs, double response) {
            final double[] sum = sums.get(timeMs);
            if (sum != null) {
                sum[0] += response;
                sum[1] += response * response;
            }
        }

        /** Whether each spike has a time of its own, so that responses can be told apart. */
        boolean isClear() {
            return sums.size() == Math.min(spikes, MOST_SPIKES);
        }
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        for (int k = 0; k < count; k++) {
            spike(population, neurons[k], grid.timeMs(step + 1));
        }
    }

    @Override
    public boolean takesExactTimes() {
        return true;
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        for (int k = 0; k < count; k++) {
            spike(population, neurons[k], timesMs[k]);
        }
    }

    private void spike(int population, int neuron, double timeMs) {
        for (Followed each : followed) {
            if (each.population == population) {
                each.neurons[neuron].spike(timeMs);
            }
        }
    }

    @Override
    public void onReleases(ReleaseEvents releases) {
        for (Followed each : followed) {
            if (each.projection.name().equals(releases.projection())) {
                for (int k = 0; k < releases.count(); k++) {
                    each.neurons[releases.source()[k]].response(releases.timeMs()[k], releases.response()[k]);
                }
            }
        }
    }

    /** What was found, beside theory. */
    List<Train> trains(Simulation simulation) {
        final List<Train> trains = new ArrayList<>();
        for (Followed each : followed) {
            int shown = 0;
            for (int i = 0; i < each.neurons.length && shown < MOST_SHOWN && trains.size() < ResponsesData.MOST_TRAINS;
                    i++) {
                final Neuron neuron = each.neurons[i];
                final int synapses = neuron.spikes == 0 || !neuron.isClear() ? 0
                        : simulation.outdegree(each.projection.name(), i);
                if (synapses > 1) {
                    trains.add(train(each.projection, i, neuron, synapses));
                    shown++;
                }
            }
        }
        return trains;
    }

    private static Train train(Projection projection, int number, Neuron neuron, int synapses) {
        final double[] times = neuron.sums.keySet().stream().mapToDouble(t -> t).toArray();
        final ExpectedResponses theory = projection.release().expectedResponses(times).orElseThrow();
        final double[] mean = new double[times.length];
        final double[] error = new double[times.length];
        final double[] expectedError = new double[times.length];
        for (int k = 0; k < times.length; k++) {
            final double[] sum = neuron.sums.get(times[k]);
            mean[k] = sum[0] / synapses;
            final double variance = Math.max(0, sum[1] - sum[0] * mean[k]) / (synapses - 1);
            error[k] = Math.sqrt(variance / synapses);
            expectedError[k] = Math.sqrt(theory.variance()[k] / synapses);
        }
        final double[] curveMs = curveTimes(times);
        final double[] curve = Arrays.stream(curveMs).map(t -> expected(projection.release(), times, t)).toArray();
        return new Train(projection.name(), number, synapses, neuron.spikes, times, mean, error, theory.mean(),
                expectedError, curveMs, curve);
    }

    /**
     * Times at which a curve is drawn well: spread evenly, at the spikes, and just after, when it has fallen or risen.
     */
    private static double[] curveTimes(double[] spikes) {
        final double first = spikes[0];
        final double last = spikes[spikes.length - 1];
        final double margin = spikes.length == 1 ? MARGIN_OF_ONE_MS : MARGIN * (last - first);
        final double from = Math.max(0, first - margin);
        final List<Double> times = new ArrayList<>();
        for (int i = 0; i <= CURVE_POINTS; i++) {
            times.add(from + i * (last + margin - from) / CURVE_POINTS);
        }
        for (double spike : spikes) {
            times.add(spike);
            times.add(Math.nextUp(spike));
        }
        return times.stream().mapToDouble(t -> t).sorted().distinct().toArray();
    }

    /** The mean response to a spike at a time, after the spikes before it. */
    private static double expected(ReleaseModel model, double[] spikes, double timeMs) {
        int before = 0;
        while (before < spikes.length && spikes[before] < timeMs) {
            before++;
        }
        final double[] train = Arrays.copyOf(spikes, before + 1);
        train[before] = timeMs;
        return model.expectedResponses(train).orElseThrow().mean()[before];
    }

    @Override
    public void close() {
        // Nothing is kept outside of memory.
    }
}
