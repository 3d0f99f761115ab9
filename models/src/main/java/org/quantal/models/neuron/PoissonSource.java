package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.RATE;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.random.StreamRandom;

/**
 * Source of independent Poisson spike trains of constant rate. A neuron spikes in a step if its Poisson number of
 * events is not zero: at most one spike a step, with probability 1 - exp(-rate h). All targets of a neuron get the
 * same train (unlike the targets of NEST's {@code poisson_generator}, and like those of a parrot neuron behind it). In
 * continuous time spikes have exponential gaps.
 *
 * <p>The rate is a state variable, so that a scenario can give each neuron its own as an initial value.
 *
 * @param rateHz rate in Hz, not negative
 */
public record PoissonSource(double rateHz) implements SpikeSource {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("poisson_source",
            "source of independent Poisson spike trains of constant rate", "NEST poisson_generator with parrot_neuron",
            List.of(ParameterSpec.of("rate", RATE, 0, "rate of each neuron; its initial value can differ by neuron")),
            p -> new PoissonSource(p.get("rate")));

    public PoissonSource {
        Check.notNegative("rate", rateHz, "Hz");
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("rate", "Hz", rateHz, true));
    }

    @Override
    public Optional<SourceRate> sourceRate(Map<String, Distribution> initialValues, double fromMs, double toMs) {
        final Distribution rate = initialValues.get("rate");
        return Optional.of(new SourceRate(rate == null ? rateHz : rate.mean(), true));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        final double[] rate = InitialValues.notNegative("rate", context.initialValues().get("rate"), "Hz");
        return new PoissonEvents((neuron, timeMs) -> rate[neuron], rate, context);
    }

    private static final class Group implements NeuronGroup {
        private final double[] rate;
        /** The next step in which a neuron spikes, drawn at its spike before: silent steps cost a comparison. */
        private final long[] next;
        private long soonest;
        private final double stepMs;
        private final int first;
        private final long key;
        private final StreamRandom random = new StreamRandom(0);

        Group(GroupContext context) {
            rate = InitialValues.notNegative("rate", context.initialValues().get("rate"), "Hz");
            next = new long[rate.length];
            stepMs = context.stepMs();
            first = context.first();
            key = context.key();
            for (int i = 0; i < next.length; i++) {
                next[i] = draw(i, context.firstStep() - 1);
            }
            findSoonest();
        }

        /** Geometric skip: the spike falls into the step that holds the end of an exponential waiting time. */
        private long draw(int i, long lastStep) {
            final double events = SpikeSource.eventsToNextSpike(random, key, first + i, lastStep);
            final double silent = Math.floor(events / (1e-3 * rate[i] * stepMs));
            return silent < 1e18 ? lastStep + 1 + (long) silent : Long.MAX_VALUE;
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
                    next[i] = draw(i, step);
                }
            }
            findSoonest();
            return count;
        }

        @Override
        public double state(String variable, int neuron) {
            return rate[neuron];
        }

        @Override
        public void save(DataOutput out) throws IOException {
            GroupState.write(out, rate);
            for (long step : next) {
                out.writeLong(step);
            }
        }

        @Override
        public void load(DataInput in) throws IOException {
            GroupState.read(in, rate);
            for (int i = 0; i < next.length; i++) {
                next[i] = in.readLong();
            }
            findSoonest();
        }
    }
}
