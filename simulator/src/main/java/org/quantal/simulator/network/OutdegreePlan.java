package org.quantal.simulator.network;

import java.util.Arrays;
import org.quantal.simulator.network.ConnectionRule.Plan;
import org.quantal.simulator.network.ConnectionRule.TargetRows;
import org.quantal.simulator.random.StreamKey;

/**
 * A given number of synapses of each source neuron, with uniformly drawn targets.
 *
 * <p>The targets of a source are the draws of its own stream. Each range of targets repeats all of them and keeps those
 * that fall into it: so nothing is stored, and the ranges agree without talking to each other.
 *
 * @param outdegree number of synapses by source; not copied
 * @param targets   possible targets
 * @param multapses whether a source may meet the same target more than once
 * @param key       key of the projection's streams
 */
record OutdegreePlan(int[] outdegree, Partners targets, boolean multapses, long key) implements Plan {

    @Override
    public TargetRows rows(int from, int to) {
        final int count = targets.count();
        final int[] drawn = new int[Arrays.stream(outdegree).max().orElse(0)];
        final SubsetDraw subset = multapses ? null : new SubsetDraw(count);
        return (source, random, row) -> {
            random.reset(StreamKey.with(key, source));
            final int synapses = outdegree[source];
            if (multapses) {
                for (int k = 0; k < synapses; k++) {
                    drawn[k] = random.nextInt(count);
                }
            } else {
                subset.draw(random, synapses, drawn);
            }
            final int kept = keepRange(drawn, synapses, source, from, to);
            for (int k = 0; k < kept; k++) {
                row.add(drawn[k]);
            }
        };
    }

    /** Moves the targets of a range to the front, in their order, and tells how many they are. */
    private int keepRange(int[] drawn, int synapses, int source, int from, int to) {
        int kept = 0;
        for (int k = 0; k < synapses; k++) {
            final int target = targets.neuron(drawn[k], source);
            drawn[kept] = target;
            // Adds 1 within the range and 0 outside, where one of the differences is negative: a branch on a random
            // number would cost more than the draw.
            kept += 1 + ((target - from | to - 1 - target) >> 31);
        }
        return kept;
    }
}
