package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.CAPACITANCE;
import static org.quantal.simulator.model.Dimension.CURRENT;
import static org.quantal.simulator.model.Dimension.POTENTIAL;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.List;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Parameters;

/**
 * The passive membrane, threshold and reset that all leaky integrate-and-fire models share. Potentials are absolute
 * here; running groups compute with potentials relative to {@code restMV}.
 *
 * @param capacitancePF membrane capacitance C_m in pF, positive
 * @param tauMs         membrane time constant tau_m in ms, positive
 * @param refractoryMs  refractory time t_ref in ms, not negative
 * @param restMV        resting potential E_L in mV
 * @param thresholdMV   spike threshold V_th in mV, above the reset potential
 * @param resetMV       reset potential V_reset in mV
 * @param currentPA     constant input current I_e in pA
 */
public record Membrane(double capacitancePF, double tauMs, double refractoryMs, double restMV, double thresholdMV,
        double resetMV, double currentPA) {

    /** The parameters in NEST's names and with NEST's defaults. */
    static final List<ParameterSpec> PARAMETERS = List.of(
            ParameterSpec.of("C_m", CAPACITANCE, 250, "membrane capacitance"),
            ParameterSpec.of("tau_m", TIME, 10, "membrane time constant"),
            ParameterSpec.of("t_ref", TIME, 2, "refractory time, for which V_m stays at V_reset"),
            ParameterSpec.of("E_L", POTENTIAL, -70, "resting potential"),
            ParameterSpec.of("V_th", POTENTIAL, -55, "spike threshold"),
            ParameterSpec.of("V_reset", POTENTIAL, -70, "potential after a spike"),
            ParameterSpec.of("I_e", CURRENT, 0, "constant input current"));

    public Membrane {
        Check.positive("C_m", capacitancePF, "pF");
        Check.positive("tau_m", tauMs, "ms");
        Check.notNegative("t_ref", refractoryMs, "ms");
        Check.finite("E_L", restMV, "mV");
        Check.finite("V_reset", resetMV, "mV");
        Check.finite("I_e", currentPA, "pA");
        if (!(resetMV < thresholdMV)) {
            throw new IllegalArgumentException("V_reset must be below V_th: V_reset=" + resetMV + " mV, V_th="
                    + thresholdMV + " mV");
        }
    }

    static Membrane of(Parameters p) {
        return new Membrane(p.get("C_m"), p.get("tau_m"), p.get("t_ref"), p.get("E_L"), p.get("V_th"), p.get("V_reset"),
                p.get("I_e"));
    }

    /** Threshold relative to rest in mV. */
    double threshold() {
        return thresholdMV - restMV;
    }

    /** Reset potential relative to rest in mV. */
    double reset() {
        return resetMV - restMV;
    }

    /** exp(-h/tau_m): equation (1), P22. */
    double decay(double stepMs) {
        return StrictMath.exp(-stepMs / tauMs);
    }

    /**
     * Response in mV/pA to a constant current over a step: equation (1), P20, written with expm1 to keep all digits.
     */
    double currentGain(double stepMs) {
        return -tauMs / capacitancePF * StrictMath.expm1(-stepMs / tauMs);
    }

    /** Steps of the refractory time. */
    long refractorySteps(double stepMs) {
        return new TimeGrid(stepMs).steps("t_ref", refractoryMs);
    }
}
