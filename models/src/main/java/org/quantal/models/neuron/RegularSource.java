package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.TIME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * Source of regular spikes at {@code offset + k interval}, k = 0, 1, ...; with jitter each of them is moved by a
 * uniform number from [-jitter, jitter), drawn for each neuron. Time 0 is the end of the warm-up. On a grid a spike
 * belongs to the step at whose end, or before whose end, it lies; spikes at or before the start of the simulation are
 * left out there (those of an offset of 0 without a warm-up). In continuous time spikes keep their times, and one at
 * the start is not left out.
 *
 * @param intervalMs time between spikes in ms, at least a step
 * @param offsetMs   time of the first spike in ms; negative to begin within the warm-up
 * @param jitterMs   largest displacement in ms, not negative; twice of it and a step must fit between two spikes
 */
public record RegularSource(double intervalMs, double offsetMs, double jitterMs) implements SpikeSource {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("regular_source",
            "source of regular spikes, or of regular spikes with jitter",
            "NEST spike_generator with regular times", List.of(
                    ParameterSpec.of("interval", TIME, 100, "time between spikes"),
                    ParameterSpec.of("offset", TIME, 0, "time of the first spike"),
                    ParameterSpec.of("jitter", TIME, 0, "largest displacement of a spike, to both sides")),
            p -> new RegularSource(p.get("interval"), p.get("offset"), p.get("jitter")));

    public RegularSource {
        Check.positive("interval", intervalMs, "ms");
        Check.finite("offset", offsetMs, "ms");
        Check.notNegative("jitter", jitterMs, "ms");
        if (2 * jitterMs >= intervalMs) {
            throw new IllegalArgumentException("jitter must be below half of the interval: jitter=" + jitterMs
                    + " ms, interval=" + intervalMs + " ms");
        }
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of();
    }

    @Override
    public Optional<SourceRate> sourceRate(Map<String, Distribution> initialValues, double fromMs, double toMs) {
        return Optional.of(new SourceRate(1000 / intervalMs, false));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        if (intervalMs - 2 * jitterMs < context.stepMs() * (1 - 1e-9)) {
            throw new IllegalArgumentException("interval leaves less than a step between spikes: interval=" + intervalMs
                    + " ms, jitter=" + jitterMs + " ms, step=" + context.stepMs() + " ms; take a shorter step");
        }
        return new Group(this, context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return new RegularEvents(this, context);
    }

    /** Number of a spike that is not after a time, wherever jitter moves it, or 0. */
    long numberBefore(double ms) {
        return Math.max(0, (long) Math.floor((ms - offsetMs - jitterMs) / intervalMs) - 1);
    }

    /**
     * Time of a spike in ms.
     *
     * @param key    key of the population's random streams
     * @param neuron index within the population
     */
    double timeMs(StreamRandom random, long key, int neuron, long number) {
        double time = offsetMs + number * intervalMs;
        if (jitterMs > 0) {
            random.reset(StreamKey.with(StreamKey.with(key, neuron), number));
            time += jitterMs * (2 * random.nextDouble() - 1);
        }
        return time;
    }

    private static final class Group implements NeuronGroup {
        /** Tolerates the rounding of decimal times. */
        private static final double TOLERANCE = 1e-6;

        private final RegularSource source;
        private final TimeGrid grid;
        private final int first;
        private final long key;
        /** Number of each neuron's next spike, and its step. */
        private final long[] number;
        private final long[] next;
        private long soonest;
        private final StreamRandom random = new StreamRandom(0);

        Group(RegularSource source, GroupContext context) {
            this.source = source;
            grid = new TimeGrid(context.stepMs());
            first = context.first();
            key = context.key();
            number = new long[context.size()];
            next = new long[context.size()];
            final long early = source.numberBefore(grid.timeMs(context.firstStep()));
            for (int i = 0; i < number.length; i++) {
                number[i] = early;
                while (step(i) < context.firstStep()) {
                    number[i]++;
                }
                next[i] = step(i);
            }
            findSoonest();
        }

        /** The step of a neuron's next spike. */
        private long step(int i) {
            final double time = source.timeMs(random, key, first + i, number[i]);
            return (long) Math.ceil(time / grid.stepMs() - TOLERANCE) - 1;
        }

        private void findSoonest() {
            soonest = Long.MAX_VALUE;
            for (long step : next) {
                soonest = Math.min(soonest, step);
            }
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            if (step < soonest) {
                return 0;
            }
            int count = 0;
            for (int i = 0; i < next.length; i++) {
                if (next[i] == step) {
                    spiked[count++] = i;
                    number[i]++;
                    // Two displaced times a step apart may round to the same step.
                    next[i] = Math.max(step(i), step + 1);
                }
            }
            findSoonest();
            return count;
        }

        @Override
        public double state(String variable, int neuron) {
            throw new IllegalArgumentException("regular_source has no state '" + variable + "'");
        }

        @Override
        public void save(DataOutput out) throws IOException {
            for (int i = 0; i < next.length; i++) {
                out.writeLong(number[i]);
                out.writeLong(next[i]);
            }
        }

        @Override
        public void load(DataInput in) throws IOException {
            for (int i = 0; i < next.length; i++) {
                number[i] = in.readLong();
                next[i] = in.readLong();
            }
            findSoonest();
        }
    }
}
