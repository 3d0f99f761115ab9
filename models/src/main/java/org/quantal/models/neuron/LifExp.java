package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.FLAG;
import static org.quantal.simulator.model.Dimension.TIME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.EventNeuronModel;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;

/**
 * Leaky integrate-and-fire neuron with exponentially decaying synaptic currents, step by step as NEST's
 * {@code iaf_psc_exp}:
 *
 * <pre>
 * C_m dV/dt = -(C_m/tau_m)(V - E_L) + I_ex + I_in + I_e,   dI/dt = -I/tau_syn,
 * I jumps by the weight (pA) at an arrival
 * </pre>
 *
 * In a step V is propagated with the currents at its start, then currents decay, then the arrivals of the step are
 * added; then V &ge; V_th spikes, stamped at the end of the step. While refractory, V stays at V_reset and currents go
 * on.
 *
 * <p>If both synaptic time constants are equal, the two currents obey one equation and are kept as one, {@code I_syn},
 * unless they are asked to be separate. (The last digit of V depends on that choice, which is why it is a parameter and
 * not made by what happens to be recorded.)
 *
 * @param membrane         passive membrane, threshold and reset
 * @param tauExMs          time constant of excitatory currents (weights &ge; 0) in ms
 * @param tauInMs          time constant of inhibitory currents (weights &lt; 0) in ms
 * @param separateCurrents whether to keep two currents although the time constants are equal
 */
public record LifExp(Membrane membrane, double tauExMs, double tauInMs, boolean separateCurrents)
        implements EventNeuronModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("iaf_psc_exp",
            "leaky integrate-and-fire neuron with exponential postsynaptic currents; weights in pA",
            "Rotter & Diesmann 1999, Biol Cybern 81:381; NEST iaf_psc_exp", parameters(),
            p -> new LifExp(Membrane.of(p), p.get("tau_syn_ex"), p.get("tau_syn_in"), p.isSet("separate_currents")));

    public LifExp {
        Check.positive("tau_syn_ex", tauExMs, "ms");
        Check.positive("tau_syn_in", tauInMs, "ms");
    }

    private static List<ParameterSpec> parameters() {
        final List<ParameterSpec> all = new ArrayList<>(Membrane.PARAMETERS);
        all.add(ParameterSpec.of("tau_syn_ex", TIME, 2, "time constant of excitatory currents"));
        all.add(ParameterSpec.of("tau_syn_in", TIME, 2, "time constant of inhibitory currents"));
        all.add(ParameterSpec.of("separate_currents", FLAG, 0,
                "keep I_syn_ex and I_syn_in apart even if their time constants are equal"));
        return all;
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
        return tauExMs == tauInMs && !separateCurrents ? 1 : 2;
    }

    @Override
    public int channel(double weight) {
        return channels() == 2 && weight < 0 ? 1 : 0;
    }

    @Override
    public List<StateVariable> stateVariables() {
        final StateVariable v = new StateVariable("V_m", "mV", membrane.restMV(), true);
        return channels() == 1 ? List.of(v, new StateVariable("I_syn", "pA", 0, true))
                : List.of(v, new StateVariable("I_syn_ex", "pA", 0, true),
                new StateVariable("I_syn_in", "pA", 0, true));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return channels() == 1 ? new OneCurrent(this, context) : new TwoCurrents(this, context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return channels() == 1 ? new LifExpEvents(this, context) : new LifTwoExpEvents(this, context);
    }

    /** Both currents in one array: equal time constants. */
    private static final class OneCurrent implements NeuronGroup {
        private final MembraneState membrane;
        private final double[] current;
        private final double p11;
        private final double p21;

        OneCurrent(LifExp model, GroupContext context) {
            membrane = new MembraneState(model.membrane, context);
            final double h = context.stepMs();
            current = context.initialValues().get("I_syn").clone();
            p11 = ExponentialCurrent.decay(model.tauExMs, h);
            p21 = ExponentialCurrent.membraneGain(model.membrane.tauMs(), model.tauExMs,
                    model.membrane.capacitancePF(), h);
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            propagate(membrane.v, current, arrivals[0], membrane.p22, p21, p11, membrane.drive);
            return membrane.spikes(step, spiked);
        }

        // Two plain loops without a branch: both are compiled to vector instructions.
        private static void propagate(double[] v, double[] current, double[] arrivals, double p22, double p21,
                double p11, double drive) {
            for (int i = 0; i < v.length; i++) {
                v[i] = p22 * v[i] + p21 * current[i] + drive;
            }
            for (int i = 0; i < current.length; i++) {
                current[i] = p11 * current[i] + arrivals[i];
            }
        }

        @Override
        public void setCurrent(double currentPA) {
            membrane.setCurrent(currentPA);
        }

        @Override
        public double state(String variable, int neuron) {
            return variable.equals("V_m") ? membrane.potential(neuron) : current[neuron];
        }

        @Override
        public void save(DataOutput out) throws IOException {
            membrane.save(out);
            GroupState.write(out, current);
        }

        @Override
        public void load(DataInput in) throws IOException {
            membrane.load(in);
            GroupState.read(in, current);
        }
    }

    /** Excitatory and inhibitory currents apart. */
    private static final class TwoCurrents implements NeuronGroup {
        private final MembraneState membrane;
        private final double[] excitatory;
        private final double[] inhibitory;
        private final double p11ex;
        private final double p11in;
        private final double p21ex;
        private final double p21in;

        TwoCurrents(LifExp model, GroupContext context) {
            membrane = new MembraneState(model.membrane, context);
            final double h = context.stepMs();
            final double tau = model.membrane.tauMs();
            final double capacitance = model.membrane.capacitancePF();
            excitatory = context.initialValues().get("I_syn_ex").clone();
            inhibitory = context.initialValues().get("I_syn_in").clone();
            p11ex = ExponentialCurrent.decay(model.tauExMs, h);
            p11in = ExponentialCurrent.decay(model.tauInMs, h);
            p21ex = ExponentialCurrent.membraneGain(tau, model.tauExMs, capacitance, h);
            p21in = ExponentialCurrent.membraneGain(tau, model.tauInMs, capacitance, h);
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            propagate(membrane.v, membrane.p22, membrane.drive);
            decay(excitatory, arrivals[0], p11ex);
            decay(inhibitory, arrivals[1], p11in);
            return membrane.spikes(step, spiked);
        }

        private void propagate(double[] v, double p22, double drive) {
            final double[] ex = excitatory;
            final double[] in = inhibitory;
            final double gainEx = p21ex;
            final double gainIn = p21in;
            for (int i = 0; i < v.length; i++) {
                v[i] = p22 * v[i] + gainEx * ex[i] + gainIn * in[i] + drive;
            }
        }

        private static void decay(double[] current, double[] arrivals, double p11) {
            for (int i = 0; i < current.length; i++) {
                current[i] = p11 * current[i] + arrivals[i];
            }
        }

        @Override
        public void setCurrent(double currentPA) {
            membrane.setCurrent(currentPA);
        }

        @Override
        public double state(String variable, int neuron) {
            return switch (variable) {
                case "V_m" -> membrane.potential(neuron);
                case "I_syn_ex" -> excitatory[neuron];
                default -> inhibitory[neuron];
            };
        }

        @Override
        public void save(DataOutput out) throws IOException {
            membrane.save(out);
            GroupState.write(out, excitatory);
            GroupState.write(out, inhibitory);
        }

        @Override
        public void load(DataInput in) throws IOException {
            membrane.load(in);
            GroupState.read(in, excitatory);
            GroupState.read(in, inhibitory);
        }
    }
}
