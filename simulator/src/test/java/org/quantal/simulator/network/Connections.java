package org.quantal.simulator.network;

import java.util.Arrays;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.network.ConnectionRule.Plan;
import org.quantal.simulator.network.ConnectionRule.TargetRows;
import org.quantal.simulator.random.StreamRandom;

/** Synapses that a plan gives, as one long per synapse: source in the upper, target in the lower half. */
final class Connections {

    private Connections() {
    }

    /** The synapses of all ranges [cuts[i], cuts[i+1]), one range after the other, each in the order of its rows. */
    static long[] list(Plan plan, PairSpace pairs, int... cuts) {
        long[] synapses = new long[1024];
        int size = 0;
        final SynapseRow row = new SynapseRow();
        // What the generator is set to before must not matter.
        final StreamRandom random = new StreamRandom(cuts.length);
        for (int cut = 1; cut < cuts.length; cut++) {
            final TargetRows rows = plan.rows(cuts[cut - 1], cuts[cut]);
            for (int source = 0; source < pairs.sources(); source++) {
                row.clear();
                rows.append(source, random, row);
                if (size + row.size() > synapses.length) {
                    synapses = Arrays.copyOf(synapses, 2 * (size + row.size()));
                }
                for (int i = 0; i < row.size(); i++) {
                    synapses[size++] = (long) source << 32 | row.targets()[i];
                }
            }
        }
        return Arrays.copyOf(synapses, size);
    }

    /** All synapses of a rule, sorted. */
    static long[] sorted(ConnectionRule rule, PairSpace pairs, long key) {
        final long[] synapses = list(rule.plan(pairs, key), pairs, 0, pairs.targets());
        Arrays.sort(synapses);
        return synapses;
    }

    static int source(long synapse) {
        return (int) (synapse >>> 32);
    }

    static int target(long synapse) {
        return (int) synapse;
    }

    static long[] outdegrees(long[] synapses, PairSpace pairs) {
        final long[] count = new long[pairs.sources()];
        for (long synapse : synapses) {
            count[source(synapse)]++;
        }
        return count;
    }

    static long[] indegrees(long[] synapses, PairSpace pairs) {
        final long[] count = new long[pairs.targets()];
        for (long synapse : synapses) {
            count[target(synapse)]++;
        }
        return count;
    }
}
