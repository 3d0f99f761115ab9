package org.quantal.models.reliability;

/**
 * Unified pre- and postsynaptic plasticity (Costa, Froemke, Sjöström &amp; van Rossum 2015, eLife 4:e09457, equations
 * 9-13), (15). The release probability P changes at presynaptic spikes, the quantal amplitude q at postsynaptic ones:
 *
 * <pre>
 * presynaptic spike:  P += -d- y- y+ + d+ x+ y+        postsynaptic spike:  q += c+ x+ y-
 * </pre>
 *
 * <p>x+ is a trace of presynaptic spikes, y- and y+ are traces of postsynaptic ones; each grows by 1 at a spike, and
 * rules use the values <b>before</b> it. P stays in [0, 1], and q does not fall below 0.
 *
 * @param depression       d-, per spike
 * @param potentiation     d+, per spike
 * @param amplitude        c+, per spike
 * @param tauYDepression   tau_y-, ms, positive
 * @param tauYPotentiation tau_y+, ms, positive
 * @param tauX             tau_x+, ms, positive
 */
public record CostaRule(double depression, double potentiation, double amplitude, double tauYDepression,
        double tauYPotentiation, double tauX) {

    /** Table 1 of the paper. */
    public static final CostaRule DEFAULT = new CostaRule(0.1771, 0.1548, 0.0618, 32.7, 230.2, 66.6);
    /** P at the start in the paper. */
    public static final double START_PROBABILITY = 0.5;
    /** q at the start in the paper. */
    public static final double START_AMPLITUDE = 1;

    public CostaRule {
        checkRate("depression", depression);
        checkRate("potentiation", potentiation);
        checkRate("amplitude", amplitude);
        checkTime("tauYDepression", tauYDepression);
        checkTime("tauYPotentiation", tauYPotentiation);
        checkTime("tauX", tauX);
    }

    /** The same rule, slower or faster: for long runs multiply by a small number. */
    public CostaRule withLearningRate(double factor) {
        return new CostaRule(factor * depression, factor * potentiation, factor * amplitude, tauYDepression,
                tauYPotentiation, tauX);
    }

    /** P after a presynaptic spike; traces as they were just before it. */
    public double probabilityAfterPre(double probability, double x, double yDepression, double yPotentiation) {
        final double changed = probability + (potentiation * x - depression * yDepression) * yPotentiation;
        return Math.min(1, Math.max(0, changed));
    }

    /** q after a postsynaptic spike; traces as they were just before it. */
    public double amplitudeAfterPost(double quantum, double x, double yDepression) {
        return Math.max(0, quantum + amplitude * x * yDepression);
    }

    /** A trace after a time without spikes, ms. */
    public static double decayed(double trace, double time, double tau) {
        return trace * StrictMath.exp(-time / tau);
    }

    private static void checkRate(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must not be negative: " + name + "=" + value);
        }
    }

    private static void checkTime(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive: " + name + "=" + value + " ms");
        }
    }
}
