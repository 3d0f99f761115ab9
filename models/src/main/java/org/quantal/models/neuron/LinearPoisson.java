package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.RATE;
import static org.quantal.simulator.model.Dimension.TIME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * Linear Poisson neuron (Hawkes process with exponential kernel): it spikes at random, at a rate linear in its
 * filtered input,
 *
 * <pre>
 * rate = max(0, rate_0 + gain I_syn),   dI_syn/dt = -I_syn/tau_syn,   I_syn jumps by the weight (pA) at an arrival
 * </pre>
 *
 * In a step of length h the neuron spikes with probability 1 - exp(-integral of the rate over the step), stamped at
 * the end of the step; then the arrivals of the step are added. The integral is exact (with the average of I_syn over
 * the step, also where the rate is cut at 0), so an arrival of weight J brings gain J tau_syn expected events,
 * whatever h. At most one spike a step: of events at rate r a share of r h/2 falls upon another one and is lost.
 *
 * <p>A current from outside (a drive in pA) adds to I_syn in the rate.
 *
 * @param baselineHz rate without input rate_0 in Hz; negative for a threshold
 * @param gainHzPerPA change of the rate by the filtered input, in Hz per pA
 * @param tauMs      time constant of the filter tau_syn in ms, positive
 */
public record LinearPoisson(double baselineHz, double gainHzPerPA, double tauMs) implements NeuronModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("linear_poisson",
            "stochastic neuron whose rate is a linear function of its filtered input, cut at 0; weights in pA",
            "Hawkes 1971, Biometrika 58:83; Pernice et al. 2011, PLoS Comput Biol 7:e1002059", List.of(
                    ParameterSpec.of("rate_0", RATE, 10, "rate without input"),
                    ParameterSpec.of("gain", NUMBER, 1, "change of the rate by the filtered input, in Hz per pA"),
                    ParameterSpec.of("tau_syn", TIME, 10, "time constant of the filter")),
            p -> new LinearPoisson(p.get("rate_0"), p.get("gain"), p.get("tau_syn")));

    public LinearPoisson {
        Check.finite("rate_0", baselineHz, "Hz");
        Check.finite("gain", gainHzPerPA, "Hz/pA");
        Check.positive("tau_syn", tauMs, "ms");
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public String weightUnit() {
        return "pA";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int channel(double weight) {
        return 0;
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("I_syn", "pA", 0, true),
                new StateVariable("rate", "Hz", Math.max(baselineHz, 0), false));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(this, context);
    }

    private static final class Group implements NeuronGroup {
        private final double[] current;
        private final LinearPoisson model;
        private final double stepMs;
        /** Rate in Hz without synaptic input. */
        private double baseline;
        private final double gain;
        private final double decay;
        /** Expected events of a step: at no synaptic input, and by pA at the start of the step. */
        private double constantEvents;
        private final double eventsPerPA;
        private final int first;
        private final long key;
        private final StreamRandom random = new StreamRandom(0);

        Group(LinearPoisson model, GroupContext context) {
            final double h = context.stepMs();
            current = context.initialValues().get("I_syn").clone();
            this.model = model;
            stepMs = h;
            gain = model.gainHzPerPA;
            decay = StrictMath.exp(-h / model.tauMs);
            setCurrent(context.constantPA());
            eventsPerPA = -1e-3 * gain * model.tauMs * StrictMath.expm1(-h / model.tauMs);
            first = context.first();
            key = context.key();
        }

        @Override
        public void setCurrent(double currentPA) {
            baseline = model.baselineHz + model.gainHzPerPA * currentPA;
            constantEvents = 1e-3 * stepMs * baseline;
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            final double[] i = current;
            int count = 0;
            for (int n = 0; n < i.length; n++) {
                final double events = constantEvents + eventsPerPA * i[n];
                random.reset(StreamKey.with(StreamKey.with(key, first + n), step));
                final double u = random.nextDouble();
                // 1 - exp(-x) <= x: most steps are over without an exponential.
                if (u < events && u < -StrictMath.expm1(-events)) {
                    spiked[count++] = n;
                }
                i[n] = decay * i[n] + arrivals[0][n];
            }
            return count;
        }

        @Override
        public double state(String variable, int neuron) {
            return variable.equals("I_syn") ? current[neuron] : Math.max(0, baseline + gain * current[neuron]);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            GroupState.write(out, current);
        }

        @Override
        public void load(DataInput in) throws IOException {
            GroupState.read(in, current);
        }
    }
}
