package org.quantal.rate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantal.rate.Drive;
import org.quantal.rate.meanfield.Caution;

class VerdictTest {
    private static final Drive LARGE_JUMPS = new Drive(15, 5, -0.02, 0.25);

    private static SpikeMeasurement measured(double rateHz, double errorHz, long spikes, double modulation) {
        return new SpikeMeasurement(spikes, new Estimate(rateHz, errorHz), errorHz, errorHz, 10, Estimate.NONE, 0,
                Estimate.NONE, 100, Estimate.NONE, 0, 20, modulation);
    }

    private static Prediction siegert(double rateHz, Caution... cautions) {
        return new Prediction("siegert", rateHz, Optional.of(LARGE_JUMPS),
                cautions.length == 0 ? Set.of() : Set.copyOf(Arrays.asList(cautions)));
    }

    private static Prediction finiteJump(double rateHz) {
        return new Prediction("finite-jump", rateHz, Optional.of(LARGE_JUMPS), Set.of(Caution.JUMPS));
    }

    private static String verdict(SpikeMeasurement measured, Prediction... predictions) {
        return Verdict.of("E", measured, List.of(predictions));
    }

    @Test
    void agreementIsSaidPlainly() {
        assertEquals("E: 0.931 \u00b1 0.012 Hz; Siegert 0.933 (+0.2 %), finite-jump 0.93 (-0.1 %): agrees",
                verdict(measured(0.931, 0.012, 10_000, 0), siegert(0.933), finiteJump(0.93)));
    }

    @Test
    void finiteJumpsAreTrustedWhereTheyHold() {
        assertEquals("E: 8.549 \u00b1 0.037 Hz; Siegert 9.46 (+10.7 %), finite-jump 8.5 (-0.6 %): Siegert is 11 % too"
                + " high; jumps are large (J/sigma = 0.05, gamma = -0.02); trust finite-jump",
                verdict(measured(8.549, 0.037, 10_000, 0), siegert(9.461, Caution.JUMPS), finiteJump(8.5)));
    }

    @Test
    void reasonsAreNamedWhereNothingHolds() {
        final String verdict = verdict(measured(10, 0.1, 10_000, 2.1), siegert(14, Caution.SLOW), finiteJump(12));
        assertTrue(verdict.endsWith("Siegert is 40 % too high; synaptic currents are slow, neurons fire together (the"
                + " population's rate varies by 210 %); finite-jump is nearer, but trust the simulation"), verdict);
        assertTrue(verdict(measured(10, 0.1, 10_000, 0), siegert(8))
                .endsWith("Siegert is 20 % too low; trust the simulation"));
    }

    @Test
    void agreementWithinAWideErrorIsNoProof() {
        assertTrue(verdict(measured(10, 2, 1000, 0), siegert(12))
                .endsWith(": agrees, but the error is wide; record longer"));
        assertTrue(verdict(measured(0.1, 0.05, 4, 0), siegert(0.12))
                .endsWith(": agrees, but the error is wide; record longer"));
    }

    @Test
    void silenceIsCompared() {
        assertEquals("E: 0.00 \u00b1 0.10 Hz; Siegert 7: Siegert is too high; trust the simulation",
                verdict(measured(0, 0.1, 0, 0), siegert(7)));
    }

    @Test
    void measurementStandsAloneWithoutTheory() {
        assertEquals("E: 10.00 \u00b1 0.10 Hz", verdict(measured(10, 0.1, 1000, 0)));
    }
}
