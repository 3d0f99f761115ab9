package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.TIME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;

/**
 * Leaky integrate-and-fire neuron with alpha-shaped synaptic currents, step by step as NEST's {@code iaf_psc_alpha}:
 *
 * <pre>
 * C_m dV/dt = -(C_m/tau_m)(V - E_L) + I_ex + I_in + I_e,   I(t) = w (e/tau_syn) t exp(-t/tau_syn) after an arrival at 0
 * </pre>
 *
 * so that a weight w in pA is the current's peak, reached tau_syn after the arrival. In a step V is propagated with the
 * currents at its start, then the currents, then the arrivals of the step are added; then V &ge; V_th spikes, stamped
 * at the end of the step. While refractory, V stays at V_reset and currents go on.
 *
 * @param membrane passive membrane, threshold and reset
 * @param tauExMs  rise time of excitatory currents (weights &ge; 0) in ms
 * @param tauInMs  rise time of inhibitory currents (weights &lt; 0) in ms
 */
public record LifAlpha(Membrane membrane, double tauExMs, double tauInMs) implements TwoChannels {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("iaf_psc_alpha",
            "leaky integrate-and-fire neuron with alpha-shaped postsynaptic currents; weights in pA are their peaks",
            "Rotter & Diesmann 1999, Biol Cybern 81:381; NEST iaf_psc_alpha", parameters(),
            p -> new LifAlpha(Membrane.of(p), p.get("tau_syn_ex"), p.get("tau_syn_in")));

    public LifAlpha {
        Check.positive("tau_syn_ex", tauExMs, "ms");
        Check.positive("tau_syn_in", tauInMs, "ms");
    }

    private static List<ParameterSpec> parameters() {
        final List<ParameterSpec> all = new ArrayList<>(Membrane.PARAMETERS);
        all.add(ParameterSpec.of("tau_syn_ex", TIME, 2, "rise time of excitatory currents"));
        all.add(ParameterSpec.of("tau_syn_in", TIME, 2, "rise time of inhibitory currents"));
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
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("V_m", "mV", membrane.restMV(), true),
                new StateVariable("I_syn_ex", "pA", 0, true), new StateVariable("I_syn_in", "pA", 0, true));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(this, context);
    }

    /** The currents of one sign. */
    private static final class Currents {
        private final double[] current;
        private final double[] rise;
        private final double p11;
        private final double p21;
        private final double p31;
        private final double p32;
        private final double peak;

        Currents(double[] initial, double tau, Membrane membrane, double h) {
            current = initial.clone();
            rise = new double[initial.length];
            p11 = ExponentialCurrent.decay(tau, h);
            p21 = AlphaCurrent.currentGain(tau, h);
            p31 = AlphaCurrent.membraneGain(membrane.tauMs(), tau, membrane.capacitancePF(), h);
            p32 = ExponentialCurrent.membraneGain(membrane.tauMs(), tau, membrane.capacitancePF(), h);
            peak = AlphaCurrent.peak(tau);
        }

        void advance(double[] arrivals) {
            advance(current, rise, arrivals, p11, p21, peak);
        }

        private static void advance(double[] current, double[] rise, double[] arrivals, double p11, double p21,
                double peak) {
            for (int i = 0; i < current.length; i++) {
                current[i] = p21 * rise[i] + p11 * current[i];
                rise[i] = p11 * rise[i] + peak * arrivals[i];
            }
        }

        void save(DataOutput out) throws IOException {
            GroupState.write(out, current);
            GroupState.write(out, rise);
        }

        void load(DataInput in) throws IOException {
            GroupState.read(in, current);
            GroupState.read(in, rise);
        }
    }

    private static final class Group implements NeuronGroup {
        private final MembraneState membrane;
        private final Currents excitatory;
        private final Currents inhibitory;

        Group(LifAlpha model, GroupContext context) {
            membrane = new MembraneState(model.membrane, context);
            final double h = context.stepMs();
            excitatory = new Currents(context.initialValues().get("I_syn_ex"), model.tauExMs, model.membrane, h);
            inhibitory = new Currents(context.initialValues().get("I_syn_in"), model.tauInMs, model.membrane, h);
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            propagate(membrane.v, membrane.p22, membrane.drive, excitatory, inhibitory);
            excitatory.advance(arrivals[0]);
            inhibitory.advance(arrivals[1]);
            return membrane.spikes(step, spiked);
        }

        private static void propagate(double[] v, double p22, double drive, Currents excitatory, Currents inhibitory) {
            final double[] ex = excitatory.current;
            final double[] riseEx = excitatory.rise;
            final double[] in = inhibitory.current;
            final double[] riseIn = inhibitory.rise;
            final double p31ex = excitatory.p31;
            final double p32ex = excitatory.p32;
            final double p31in = inhibitory.p31;
            final double p32in = inhibitory.p32;
            for (int i = 0; i < v.length; i++) {
                v[i] = p22 * v[i] + p31ex * riseEx[i] + p32ex * ex[i] + p31in * riseIn[i] + p32in * in[i] + drive;
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
                case "I_syn_ex" -> excitatory.current[neuron];
                default -> inhibitory.current[neuron];
            };
        }

        @Override
        public void save(DataOutput out) throws IOException {
            membrane.save(out);
            excitatory.save(out);
            inhibitory.save(out);
        }

        @Override
        public void load(DataInput in) throws IOException {
            membrane.load(in);
            excitatory.load(in);
            inhibitory.load(in);
        }
    }
}
