package org.quantal.models.reliability;

/**
 * Synapses that matter become reliable (Schug, Benzing &amp; Steger 2021, eLife 10:e69884; the form is that of a later
 * re-implementation): in each step p rises where the gradient of the loss is steep and falls elsewhere, and the weight
 * is rescaled so that the mean transmitted, p w, is unchanged.
 *
 * @param limit gradient |dLoss/dw| above which a synapse matters, not negative
 * @param up    what a step adds to p of a synapse that matters, not negative
 * @param down  what a step takes from p of another, not negative
 * @param least smallest p, positive; 0.25 in the paper
 * @param most  largest p, at most 1
 */
public record ImportanceRule(double limit, double up, double down, double least, double most) {
    /** The smallest p of the paper. */
    public static final double LEAST = 0.25;

    public ImportanceRule {
        if (!(limit >= 0) || !(up >= 0) || !(down >= 0) || Double.isInfinite(up) || Double.isInfinite(down)) {
            throw new IllegalArgumentException("limit, up and down must not be negative: limit=" + limit + " up=" + up
                    + " down=" + down);
        }
        if (!(least > 0 && least <= most && most <= 1)) {
            throw new IllegalArgumentException("bounds must obey 0 < least <= most <= 1: least=" + least + " most="
                    + most);
        }
    }

    /** With p between 0.25 and 1. */
    public ImportanceRule(double limit, double up, double down) {
        this(limit, up, down, LEAST, 1);
    }

    /** p after a step in which the gradient dLoss/dw was as given. */
    public double probability(double before, double gradient) {
        final double moved = Math.abs(gradient) > limit ? before + up : before - down;
        return Math.min(most, Math.max(least, moved));
    }

    /** The weight that keeps p w when p has changed. */
    public static double weight(double before, double probabilityBefore, double probabilityAfter) {
        return before * (probabilityBefore / probabilityAfter);
    }
}
