package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.CAPACITANCE;
import static org.quantal.simulator.model.Dimension.CONDUCTANCE;
import static org.quantal.simulator.model.Dimension.CURRENT;
import static org.quantal.simulator.model.Dimension.POTENTIAL;
import static org.quantal.simulator.model.Dimension.TIME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Parameters;

/**
 * Leaky integrate-and-fire neuron with exponentially decaying synaptic conductances, step by step as NEST's {@code
 * iaf_cond_exp}:
 *
 * <pre>
 * C_m dV/dt = -g_L (V - E_L) - g_ex (V - E_ex) - g_in (V - E_in) + I_e
 * dg/dt = -g/tau_syn,   g_ex jumps by a weight &ge; 0 (nS), g_in by the magnitude of a weight &lt; 0
 * </pre>
 *
 * In a step V and the conductances are integrated, then the arrivals of the step are added, then V &ge; V_th spikes,
 * stamped at the end of the step. While refractory, V stays at V_reset and conductances go on.
 *
 * <p>NEST integrates with an adaptive Runge-Kutta method to 1e-3; here conductances are exact and V is a quadrature
 * with an error below 1e-6 mV, see {@link ConductanceStep}. NEST bounds V by V_th within its derivative, which can
 * matter only for a V that passes V_th and returns within one step; here such a V is not bounded.
 *
 * @param thresholdMV   spike threshold V_th in mV, above the reset potential
 * @param resetMV       reset potential V_reset in mV
 * @param restMV        reversal potential of the leak E_L in mV
 * @param excitatoryMV  reversal potential of excitation E_ex in mV
 * @param inhibitoryMV  reversal potential of inhibition E_in in mV
 * @param capacitancePF membrane capacitance C_m in pF, positive
 * @param leakNS        leak conductance g_L in nS, not negative
 * @param refractoryMs  refractory time t_ref in ms, not negative
 * @param tauExMs       time constant of excitatory conductances (weights &ge; 0) in ms
 * @param tauInMs       time constant of inhibitory conductances (weights &lt; 0) in ms
 * @param currentPA     constant input current I_e in pA
 */
public record ConductanceLif(double thresholdMV, double resetMV, double restMV, double excitatoryMV,
        double inhibitoryMV, double capacitancePF, double leakNS, double refractoryMs, double tauExMs, double tauInMs,
        double currentPA)
        implements TwoChannels {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("iaf_cond_exp",
            "leaky integrate-and-fire neuron with exponential synaptic conductances; weights in nS",
            "Meffin, Burkitt & Grayden 2004, J Comput Neurosci 16:159; NEST iaf_cond_exp", List.of(
                    ParameterSpec.of("V_th", POTENTIAL, -55, "spike threshold"),
                    ParameterSpec.of("V_reset", POTENTIAL, -60, "potential after a spike"),
                    ParameterSpec.of("E_L", POTENTIAL, -70, "reversal potential of the leak"),
                    ParameterSpec.of("E_ex", POTENTIAL, 0, "reversal potential of excitation"),
                    ParameterSpec.of("E_in", POTENTIAL, -85, "reversal potential of inhibition"),
                    ParameterSpec.of("C_m", CAPACITANCE, 250, "membrane capacitance"),
                    ParameterSpec.of("g_L", CONDUCTANCE, 16.6667, "leak conductance"),
                    ParameterSpec.of("t_ref", TIME, 2, "refractory time, for which V_m stays at V_reset"),
                    ParameterSpec.of("tau_syn_ex", TIME, 0.2, "time constant of excitatory conductances"),
                    ParameterSpec.of("tau_syn_in", TIME, 2, "time constant of inhibitory conductances"),
                    ParameterSpec.of("I_e", CURRENT, 0, "constant input current")),
            ConductanceLif::of);

    public ConductanceLif {
        Check.finite("V_reset", resetMV, "mV");
        Check.finite("E_L", restMV, "mV");
        Check.finite("E_ex", excitatoryMV, "mV");
        Check.finite("E_in", inhibitoryMV, "mV");
        Check.positive("C_m", capacitancePF, "pF");
        Check.notNegative("g_L", leakNS, "nS");
        Check.notNegative("t_ref", refractoryMs, "ms");
        Check.positive("tau_syn_ex", tauExMs, "ms");
        Check.positive("tau_syn_in", tauInMs, "ms");
        Check.finite("I_e", currentPA, "pA");
        if (!(resetMV < thresholdMV)) {
            throw new IllegalArgumentException("V_reset must be below V_th: V_reset=" + resetMV + " mV, V_th="
                    + thresholdMV + " mV");
        }
    }

    private static ConductanceLif of(Parameters p) {
        return new ConductanceLif(p.get("V_th"), p.get("V_reset"), p.get("E_L"), p.get("E_ex"), p.get("E_in"),
                p.get("C_m"), p.get("g_L"), p.get("t_ref"), p.get("tau_syn_ex"), p.get("tau_syn_in"), p.get("I_e"));
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public String weightUnit() {
        return "nS";
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("V_m", "mV", restMV, true), new StateVariable("g_ex", "nS", 0, true),
                new StateVariable("g_in", "nS", 0, true));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(this, context);
    }

    private static final class Group implements NeuronGroup {
        private final double[] v;
        private final double[] gEx;
        private final double[] gIn;
        private final double threshold;
        private final double reset;
        private final ConductanceStep integrator;
        private final RefractoryQueue refractory;

        Group(ConductanceLif model, GroupContext context) {
            v = context.initialValues().get("V_m").clone();
            gEx = InitialValues.notNegative("g_ex", context.initialValues().get("g_ex"), "nS");
            gIn = InitialValues.notNegative("g_in", context.initialValues().get("g_in"), "nS");
            threshold = model.thresholdMV;
            reset = model.resetMV;
            integrator = new ConductanceStep(model, context.stepMs(), context.constantPA());
            refractory = new RefractoryQueue(v.length,
                    new TimeGrid(context.stepMs()).steps("t_ref", model.refractoryMs));
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            integrator.advance(v, gEx, gIn);
            for (int i = 0; i < gEx.length; i++) {
                gEx[i] += arrivals[0][i];
            }
            for (int i = 0; i < gIn.length; i++) {
                gIn[i] -= arrivals[1][i];
            }
            refractory.hold(step, v, reset);
            int count = 0;
            for (int i = 0; i < v.length; i++) {
                if (v[i] >= threshold) {
                    spiked[count++] = i;
                }
            }
            for (int k = 0; k < count; k++) {
                v[spiked[k]] = reset;
                refractory.spiked(spiked[k], step);
            }
            return count;
        }

        @Override
        public void setCurrent(double currentPA) {
            integrator.setCurrent(currentPA);
        }

        @Override
        public double state(String variable, int neuron) {
            return switch (variable) {
                case "V_m" -> v[neuron];
                case "g_ex" -> gEx[neuron];
                default -> gIn[neuron];
            };
        }

        @Override
        public void save(DataOutput out) throws IOException {
            GroupState.write(out, v);
            GroupState.write(out, gEx);
            GroupState.write(out, gIn);
            refractory.save(out);
        }

        @Override
        public void load(DataInput in) throws IOException {
            GroupState.read(in, v);
            GroupState.read(in, gEx);
            GroupState.read(in, gIn);
            refractory.load(in);
        }
    }
}
