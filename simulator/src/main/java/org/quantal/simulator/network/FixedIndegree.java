package org.quantal.simulator.network;

import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * Gives each target the same number of synapses, from uniformly drawn sources.
 *
 * @param indegree  number of synapses of each target, not negative
 * @param autapses  whether a neuron may connect to itself where a population projects onto itself
 * @param multapses whether a target may have several synapses from the same source
 */
public record FixedIndegree(int indegree, boolean autapses, boolean multapses) implements ConnectionRule {

    public FixedIndegree {
        if (indegree < 0) {
            throw new IllegalArgumentException("indegree must not be negative: indegree=" + indegree);
        }
    }

    /** With autapses and multapses, as NEST does by default. */
    public FixedIndegree(int indegree) {
        this(indegree, true, true);
    }

    @Override
    public String name() {
        return "fixed_indegree";
    }

    @Override
    public double expectedSynapses(PairSpace pairs) {
        return (double) indegree * pairs.targets();
    }

    @Override
    public Plan plan(PairSpace pairs, long key) {
        final Partners sources = Partners.sources(pairs, autapses);
        sources.checkDegree("indegree", indegree, "sources", multapses);
        return new IndegreePlan(indegree, sources, multapses, key);
    }

    /** The sources of a target are the draws of its own stream. */
    private record IndegreePlan(int indegree, Partners sources, boolean multapses, long key) implements Plan {

        /**
         * Draws all sources twice, to count the synapses of each source and to put each in its place: half the memory
         * of keeping the draws, and memory is what limits a large network.
         */
        @Override
        public TargetRows rows(int from, int to) {
            final long synapses = (long) indegree * (to - from);
            if (synapses > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("too many synapses onto one range of targets: indegree=" + indegree
                        + " targets=" + (to - from) + "; use more partitions");
            }
            // After the first pass, end[s] is where the row of source s ends; the second pass fills rows from the end.
            final int[] end = new int[sources.neurons() + 1];
            final int[] drawn = new int[indegree];
            final StreamRandom random = new StreamRandom(key);
            final SubsetDraw subset = multapses ? null : new SubsetDraw(sources.count());
            for (int target = from; target < to; target++) {
                drawSources(target, random, subset, drawn);
                for (int source : drawn) {
                    end[source]++;
                }
            }
            for (int source = 1; source < end.length; source++) {
                end[source] += end[source - 1];
            }
            final int[] targetOf = new int[(int) synapses];
            // Backwards, so that targets ascend within each row.
            for (int target = to - 1; target >= from; target--) {
                drawSources(target, random, subset, drawn);
                for (int source : drawn) {
                    targetOf[--end[source]] = target;
                }
            }
            // Filling has moved each end to the start of its row.
            return (source, unused, row) -> {
                for (int i = end[source]; i < end[source + 1]; i++) {
                    row.add(targetOf[i]);
                }
            };
        }

        private void drawSources(int target, StreamRandom random, SubsetDraw subset, int[] drawn) {
            random.reset(StreamKey.with(key, target));
            if (subset == null) {
                final int count = sources.count();
                for (int k = 0; k < indegree; k++) {
                    drawn[k] = sources.neuron(random.nextInt(count), target);
                }
                return;
            }
            subset.draw(random, indegree, drawn);
            for (int k = 0; k < indegree; k++) {
                drawn[k] = sources.neuron(drawn[k], target);
            }
        }
    }
}
