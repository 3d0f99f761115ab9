package org.quantal.simulator.network;

import java.util.Arrays;

/**
 * Gives each source the same number of synapses, onto uniformly drawn targets.
 *
 * @param outdegree number of synapses of each source, not negative
 * @param autapses  whether a neuron may connect to itself where a population projects onto itself
 * @param multapses whether a source may have several synapses onto the same target
 */
public record FixedOutdegree(int outdegree, boolean autapses, boolean multapses) implements ConnectionRule {

    public FixedOutdegree {
        if (outdegree < 0) {
            throw new IllegalArgumentException("outdegree must not be negative: outdegree=" + outdegree);
        }
    }

    /** With autapses and multapses, as NEST does by default. */
    public FixedOutdegree(int outdegree) {
        this(outdegree, true, true);
    }

    @Override
    public String name() {
        return "fixed_outdegree";
    }

    @Override
    public double expectedSynapses(PairSpace pairs) {
        return (double) outdegree * pairs.sources();
    }

    /**
     * Checks what {@link #plan} checks, without memory for each source.
     *
     * @throws IllegalArgumentException if there are too few targets
     */
    public void check(PairSpace pairs) {
        targets(pairs);
    }

    private Partners targets(PairSpace pairs) {
        final Partners targets = Partners.targets(pairs, autapses);
        targets.checkDegree("outdegree", outdegree, "targets", multapses);
        return targets;
    }

    @Override
    public Plan plan(PairSpace pairs, long key) {
        final Partners targets = targets(pairs);
        final int[] outdegrees = new int[pairs.sources()];
        Arrays.fill(outdegrees, outdegree);
        return new OutdegreePlan(outdegrees, targets, multapses, key);
    }
}
