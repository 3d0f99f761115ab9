package org.quantal.simulator.network;

/** Connects each source to the target of the same number; both populations have the same size. */
public record OneToOne() implements ConnectionRule {

    @Override
    public String name() {
        return "one_to_one";
    }

    @Override
    public double expectedSynapses(PairSpace pairs) {
        return pairs.targets();
    }

    @Override
    public Plan plan(PairSpace pairs, long key) {
        if (pairs.sources() != pairs.targets()) {
            throw new IllegalArgumentException("one_to_one needs populations of the same size: sources="
                    + pairs.sources() + " targets=" + pairs.targets());
        }
        return (from, to) -> (source, random, row) -> {
            if (source >= from && source < to) {
                row.add(source);
            }
        };
    }
}
