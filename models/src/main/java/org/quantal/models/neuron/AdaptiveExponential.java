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
 * Adaptive exponential integrate-and-fire neuron (AdEx) with exponentially decaying synaptic currents, as NEST's
 * {@code aeif_psc_exp}:
 *
 * <pre>
 * C_m dV/dt = -g_L (V - E_L) + g_L Delta_T exp((V - V_th)/Delta_T) + I_syn_ex - I_syn_in - w + I_e
 * tau_w dw/dt = a (V - E_L) - w,    dI/dt = -I/tau_syn
 * </pre>
 *
 * At V &ge; V_peak the neuron spikes: V = V_reset, w jumps by b. That happens within the step, when V gets there; the
 * spike is stamped with the end of the step, and the rest of the step is integrated from the reset. Then the arrivals
 * of the step are added. While refractory (from the spike to t_ref after the end of its step) V is held, w and
 * currents go on. As in NEST, I_syn_in is positive, and an inhibitory weight adds its magnitude.
 *
 * <p>With {@code Delta_T} = 0 there is no exponential current and the neuron spikes if V &ge; V_th at the end of a
 * step.
 *
 * <p>A neuron spikes at most once a step: if V comes to V_peak again within it, V waits there for the next step. How
 * it is integrated, and to what error, says {@link AdaptiveExponentialStep}.
 *
 * @param capacitancePF membrane capacitance C_m in pF, positive
 * @param leakNS        leak conductance g_L in nS, positive
 * @param restMV        leak reversal potential E_L in mV
 * @param thresholdMV   V_th in mV, where the exponential current takes over
 * @param slopeMV       Delta_T in mV, not negative: how sharply it does
 * @param peakMV        V_peak in mV, at least V_th, above the reset potential
 * @param resetMV       reset potential V_reset in mV
 * @param refractoryMs  refractory time t_ref in ms, not negative
 * @param couplingNS    subthreshold adaptation a in nS
 * @param jumpPA        spike-triggered adaptation b in pA
 * @param tauWMs        time constant of adaptation tau_w in ms
 * @param tauExMs       time constant of excitatory currents (weights &ge; 0) in ms
 * @param tauInMs       time constant of inhibitory currents (weights &lt; 0) in ms
 * @param currentPA     constant input current I_e in pA
 */
public record AdaptiveExponential(double capacitancePF, double leakNS, double restMV,
        double thresholdMV, double slopeMV, double peakMV, double resetMV, double refractoryMs, double couplingNS,
        double jumpPA, double tauWMs, double tauExMs, double tauInMs, double currentPA) implements TwoChannels {

    /** Largest (V_peak - V_th)/Delta_T: as in NEST, the exponential stays 20 orders of magnitude from overflow. */
    private static final double STEEPEST = StrictMath.log(Double.MAX_VALUE / 1e20);

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("aeif_psc_exp",
            "adaptive exponential integrate-and-fire neuron with exponential postsynaptic currents; weights in pA",
            "Brette & Gerstner 2005, J Neurophysiol 94:3637; NEST aeif_psc_exp", List.of(
                    ParameterSpec.of("C_m", CAPACITANCE, 281, "membrane capacitance"),
                    ParameterSpec.of("g_L", CONDUCTANCE, 30, "leak conductance"),
                    ParameterSpec.of("E_L", POTENTIAL, -70.6, "leak reversal potential"),
                    ParameterSpec.of("V_th", POTENTIAL, -50.4, "potential at which the exponential current takes over"),
                    ParameterSpec.of("Delta_T", POTENTIAL, 2,
                    "slope of the exponential current; 0 for a hard threshold"),
                    ParameterSpec.of("V_peak", POTENTIAL, 0, "potential at which a spike is detected"),
                    ParameterSpec.of("V_reset", POTENTIAL, -60, "potential after a spike"),
                    ParameterSpec.of("t_ref", TIME, 0, "refractory time, for which V_m stays at V_reset"),
                    ParameterSpec.of("a", CONDUCTANCE, 4, "subthreshold adaptation"),
                    ParameterSpec.of("b", CURRENT, 80.5, "by how much w jumps at a spike"),
                    ParameterSpec.of("tau_w", TIME, 144, "time constant of adaptation"),
                    ParameterSpec.of("tau_syn_ex", TIME, 0.2, "time constant of excitatory currents"),
                    ParameterSpec.of("tau_syn_in", TIME, 2, "time constant of inhibitory currents"),
                    ParameterSpec.of("I_e", CURRENT, 0, "constant input current")),
            AdaptiveExponential::of);

    public AdaptiveExponential {
        Check.positive("C_m", capacitancePF, "pF");
        Check.positive("g_L", leakNS, "nS");
        Check.finite("E_L", restMV, "mV");
        Check.finite("V_th", thresholdMV, "mV");
        Check.notNegative("Delta_T", slopeMV, "mV");
        Check.finite("V_peak", peakMV, "mV");
        Check.finite("V_reset", resetMV, "mV");
        Check.notNegative("t_ref", refractoryMs, "ms");
        Check.finite("a", couplingNS, "nS");
        Check.finite("b", jumpPA, "pA");
        Check.positive("tau_w", tauWMs, "ms");
        Check.positive("tau_syn_ex", tauExMs, "ms");
        Check.positive("tau_syn_in", tauInMs, "ms");
        Check.finite("I_e", currentPA, "pA");
        if (!(peakMV >= thresholdMV)) {
            throw new IllegalArgumentException("V_peak must not be below V_th: V_peak=" + peakMV + " mV, V_th="
                    + thresholdMV + " mV");
        }
        final double spikeAt = slopeMV == 0 ? thresholdMV : peakMV;
        if (!(resetMV < spikeAt)) {
            throw new IllegalArgumentException("V_reset must be below " + (slopeMV == 0 ? "V_th" : "V_peak")
                    + ": V_reset=" + resetMV + " mV, " + (slopeMV == 0 ? "V_th=" : "V_peak=") + spikeAt + " mV");
        }
        if (slopeMV > 0 && (peakMV - thresholdMV) / slopeMV >= STEEPEST) {
            throw new IllegalArgumentException("Delta_T is too small for so high a V_peak, the exponential overflows:"
                    + " Delta_T=" + slopeMV + " mV, V_peak=" + peakMV + " mV; take Delta_T=0 for a hard threshold");
        }
    }

    private static AdaptiveExponential of(Parameters p) {
        return new AdaptiveExponential(p.get("C_m"), p.get("g_L"), p.get("E_L"), p.get("V_th"), p.get("Delta_T"),
                p.get("V_peak"), p.get("V_reset"), p.get("t_ref"), p.get("a"), p.get("b"), p.get("tau_w"),
                p.get("tau_syn_ex"), p.get("tau_syn_in"), p.get("I_e"));
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
        return List.of(new StateVariable("V_m", "mV", restMV, true), new StateVariable("I_syn_ex", "pA", 0, true),
                new StateVariable("I_syn_in", "pA", 0, true), new StateVariable("w", "pA", 0, true));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(this, context);
    }

    private static final class Group implements NeuronGroup {
        private final double[] v;
        private final double[] excitatory;
        private final double[] inhibitory;
        private final double[] w;
        /** Steps for which a neuron is still refractory. */
        private final int[] waiting;
        private final int refractorySteps;
        private final AdaptiveExponentialStep integrator;

        Group(AdaptiveExponential model, GroupContext context) {
            v = context.initialValues().get("V_m").clone();
            excitatory = InitialValues.notNegative("I_syn_ex", context.initialValues().get("I_syn_ex"), "pA");
            inhibitory = InitialValues.notNegative("I_syn_in", context.initialValues().get("I_syn_in"), "pA");
            w = context.initialValues().get("w").clone();
            waiting = new int[v.length];
            refractorySteps = Math.toIntExact(new TimeGrid(context.stepMs()).steps("t_ref", model.refractoryMs));
            integrator = new AdaptiveExponentialStep(model, context.stepMs(), context.constantPA());
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            final AdaptiveExponentialStep at = integrator;
            int count = 0;
            for (int i = 0; i < v.length; i++) {
                at.v = v[i];
                at.w = w[i];
                at.excitatory = excitatory[i];
                at.inhibitory = inhibitory[i];
                if (waiting[i] > 0) {
                    waiting[i]--;
                    at.hold();
                } else if (at.advance()) {
                    spiked[count++] = i;
                    waiting[i] = refractorySteps;
                }
                v[i] = at.v;
                w[i] = at.w;
                excitatory[i] = at.excitatory + arrivals[0][i];
                inhibitory[i] = at.inhibitory - arrivals[1][i];
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
                case "I_syn_ex" -> excitatory[neuron];
                case "I_syn_in" -> inhibitory[neuron];
                default -> w[neuron];
            };
        }

        @Override
        public void save(DataOutput out) throws IOException {
            GroupState.write(out, v);
            GroupState.write(out, excitatory);
            GroupState.write(out, inhibitory);
            GroupState.write(out, w);
            for (int steps : waiting) {
                out.writeInt(steps);
            }
        }

        @Override
        public void load(DataInput in) throws IOException {
            GroupState.read(in, v);
            GroupState.read(in, excitatory);
            GroupState.read(in, inhibitory);
            GroupState.read(in, w);
            for (int i = 0; i < waiting.length; i++) {
                waiting[i] = in.readInt();
            }
        }
    }
}
