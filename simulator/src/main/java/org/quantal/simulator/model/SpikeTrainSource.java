package org.quantal.simulator.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.TimeGrid;

/**
 * Neurons that spike at given times, whatever happens. On a grid a spike belongs to the step at whose end, or
 * before whose end, it lies; in the exact mode spikes keep their times.
 */
public final class SpikeTrainSource implements EventNeuronModel {
    private final double[][] timesMs;

    /**
     * @param timesMs spike times in ms by neuron, {@code [neuron][spike]}, ascending; time 0 is the end of the warm-up
     */
    public SpikeTrainSource(double[][] timesMs) {
        this.timesMs = new double[timesMs.length][];
        for (int i = 0; i < timesMs.length; i++) {
            this.timesMs[i] = timesMs[i].clone();
            for (int k = 0; k < timesMs[i].length; k++) {
                if (!Double.isFinite(timesMs[i][k]) || k > 0 && timesMs[i][k] < timesMs[i][k - 1]) {
                    throw new IllegalArgumentException("spike times must ascend: neuron=" + i + " spike=" + k + " time="
                            + timesMs[i][k] + " ms");
                }
            }
        }
    }

    /** Number of trains. */
    public int trains() {
        return timesMs.length;
    }

    /** Spike times of a neuron in ms. */
    public double[] timesMs(int neuron) {
        return timesMs[neuron].clone();
    }

    @Override
    public String name() {
        return "spike_source";
    }

    @Override
    public String weightUnit() {
        return "";
    }

    @Override
    public int channels() {
        return 0;
    }

    @Override
    public int channel(double weight) {
        throw new IllegalArgumentException("spike_source takes no input");
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of();
    }

    /** Spikes counted, ends included. */
    @Override
    public Optional<SourceRate> sourceRate(Map<String, Distribution> initialValues, double fromMs, double toMs) {
        final long spikes = Arrays.stream(timesMs)
                .mapToLong(train -> Arrays.stream(train).filter(t -> t >= fromMs && t <= toMs).count())
                .sum();
        return Optional.of(new SourceRate(1000.0 * spikes / timesMs.length / (toMs - fromMs), false));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(timesMs, context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return new ExactGroup(timesMs, context);
    }

    private static final class ExactGroup implements EventGroup {
        private final double[][] timesMs;
        private final int first;
        /** Number of each neuron's next spike. */
        private final int[] next;

        ExactGroup(double[][] timesMs, EventContext context) {
            this.timesMs = timesMs;
            first = context.first();
            next = new int[context.size()];
            for (int i = 0; i < next.length; i++) {
                if (timesMs[first + i].length > 0 && timesMs[first + i][0] < context.startMs()) {
                    throw new IllegalArgumentException("spike before the start of the simulation: neuron=" + (first + i)
                            + " time="
                            + timesMs[first + i][0] + " ms; the simulation starts at " + context.startMs() + " ms");
                }
            }
        }

        @Override
        public void advance(int neuron, double[] times, int[] channels, double[] weights, int count, double endMs,
                SpikeTimes spikes) {
            final double[] train = timesMs[first + neuron];
            while (next[neuron] < train.length && train[next[neuron]] < endMs) {
                spikes.add(train[next[neuron]++]);
            }
        }

        @Override
        public double state(String variable, int neuron, double timeMs) {
            throw new IllegalArgumentException("spike_source has no state '" + variable + "'");
        }

        @Override
        public void save(DataOutput out) throws IOException {
            for (int number : next) {
                out.writeInt(number);
            }
        }

        @Override
        public void load(DataInput in) throws IOException {
            for (int i = 0; i < next.length; i++) {
                next[i] = in.readInt();
            }
        }
    }

    private static final class Group implements NeuronGroup {
        /** Events of all neurons in order of step, then neuron. */
        private final long[] steps;
        private final int[] neurons;
        private int next;

        Group(double[][] timesMs, GroupContext context) {
            final TimeGrid grid = new TimeGrid(context.stepMs());
            int count = 0;
            for (int i = 0; i < context.size(); i++) {
                count += timesMs[context.first() + i].length;
            }
            final long[][] events = new long[count][];
            int k = 0;
            for (int i = 0; i < context.size(); i++) {
                for (double time : timesMs[context.first() + i]) {
                    // Tolerates the rounding of decimal times; a spike exactly on the grid ends its step.
                    final long step = (long) Math.ceil(time / grid.stepMs() - 1e-6) - 1;
                    if (step < context.firstStep()) {
                        throw new IllegalArgumentException("spike at or before the start of the simulation: neuron="
                                + (context.first() + i) + " time=" + time + " ms; the simulation starts at "
                                + grid.timeMs(context.firstStep()) + " ms");
                    }
                    events[k++] = new long[] {step, i};
                }
            }
            Arrays.sort(events, (a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
            steps = new long[count];
            neurons = new int[count];
            for (int e = 0; e < count; e++) {
                steps[e] = events[e][0];
                neurons[e] = (int) events[e][1];
            }
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            int count = 0;
            while (next < steps.length && steps[next] == step) {
                if (count > 0 && spiked[count - 1] == neurons[next]) {
                    throw new IllegalStateException("two spikes of neuron " + neurons[next]
                            + " in one step; take a shorter step");
                }
                spiked[count++] = neurons[next++];
            }
            return count;
        }

        @Override
        public double state(String variable, int neuron) {
            throw new IllegalArgumentException("spike_source has no state '" + variable + "'");
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeInt(next);
        }

        @Override
        public void load(DataInput in) throws IOException {
            next = in.readInt();
        }
    }
}
