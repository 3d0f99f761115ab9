package org.quantal.models.release;

import static org.quantal.simulator.model.Dimension.PROBABILITY;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.List;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Parameters;

/**
 * Facilitation and depression, which deterministic and stochastic synapses share (Tsodyks, Pawelzik &amp; Markram
 * 1998; Maass &amp; Markram 2002). Of a rested synapse, as before its first spike, each site is filled and releases
 * with probability U. A spike raises the release probability u by U(1 - u); it falls back with time constant tau_fac.
 * Sites that have released fill again with time constant tau_rec.
 *
 * @param utilization   release probability U of the first spike after rest, in (0, 1]; the mean over synapses if they
 *                      differ
 * @param utilizationSd standard deviation of U over synapses, Beta distributed and kept to 1/65536; 0 if all are equal
 * @param tauFacMs      time constant of facilitation in ms; 0 for none, then u = U
 * @param tauRecMs      time constant of recovery in ms; 0 for recovery at once
 */
public record ShortTermDynamics(double utilization, double utilizationSd, double tauFacMs, double tauRecMs) {

    /** The parameters with the defaults of NEST's tsodyks2_synapse and quantal_stp_synapse. */
    static final List<ParameterSpec> PARAMETERS = List.of(
            ParameterSpec.of("U", PROBABILITY, 0.5,
            "release probability of the first spike after rest, in (0, 1]; mean over synapses"),
            ParameterSpec.of("U_sd", PROBABILITY, 0,
            "standard deviation of U over synapses (Beta distributed); 0: all are equal"),
            ParameterSpec.of("tau_fac", TIME, 0, "time constant of facilitation; 0: no facilitation"),
            ParameterSpec.of("tau_rec", TIME, 800, "time constant of recovery from depression; 0: no depression"));

    public ShortTermDynamics {
        checkProbability("U", utilization, utilizationSd);
        checkTime("tau_fac", tauFacMs);
        checkTime("tau_rec", tauRecMs);
    }

    static ShortTermDynamics of(Parameters p) {
        return new ShortTermDynamics(p.get("U"), p.get("U_sd"), p.get("tau_fac"), p.get("tau_rec"));
    }

    /**
     * Refuses what is no mean and standard deviation of a Beta distribution, or no probability if the deviation is 0.
     */
    static void checkProbability(String name, double mean, double sd) {
        if (!(mean > 0 && mean <= 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1]: " + name + "=" + mean);
        }
        final double limit = Math.sqrt(mean * (1 - mean));
        if (!(sd == 0 || sd > 0 && sd < limit)) {
            throw new IllegalArgumentException(name + "_sd must be 0 or in (0, " + limit
                    + "), the largest spread of a probability of this mean: " + name + "_sd=" + sd + " " + name + "="
                    + mean);
        }
    }

    private static void checkTime(String name, double timeMs) {
        if (!(timeMs >= 0) || Double.isInfinite(timeMs)) {
            throw new IllegalArgumentException(name + " must not be negative: " + name + "=" + timeMs + " ms");
        }
    }

    /** Whether U differs from synapse to synapse. */
    boolean varies() {
        return utilizationSd > 0;
    }

    boolean facilitates() {
        return tauFacMs > 0;
    }

    /** The distribution of U over synapses. */
    BetaRelease marginal() {
        return new BetaRelease(utilization, utilizationSd);
    }

    /**
     * exp(-t/tau): what is left of facilitation, or of depression, after a time; 0 after the infinite time before the
     * first spike.
     */
    static double decay(double elapsedMs, double tauMs) {
        return tauMs == 0 ? 0 : StrictMath.exp(-elapsedMs / tauMs);
    }
}
