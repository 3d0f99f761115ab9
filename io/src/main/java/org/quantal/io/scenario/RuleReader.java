package org.quantal.io.scenario;

import java.util.Optional;
import java.util.function.Function;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.FixedOutdegree;
import org.quantal.simulator.network.FixedTotalNumber;
import org.quantal.simulator.network.OneToOne;
import org.quantal.simulator.network.PairwiseBernoulli;

/** Reads who connects to whom. */
final class RuleReader {

    private RuleReader() {
    }

    /**
     * Reads a rule.
     *
     * @param pairs the populations at full size
     * @param files reads the list of an explicit rule
     * @return nothing if the rule says that there are no synapses
     */
    static Optional<ConnectionRule> read(Cursor at, PairSpace pairs, Function<Cursor, ConnectionRule> files) {
        final ObjectReader reader = Kinds.RULE.read(at, "connection rule");
        return at.checked(() -> switch (reader.kind().name()) {
            case "all_to_all" -> Optional.of(new AllToAll(reader.flag("autapses")));
            case "one_to_one" -> Optional.of(new OneToOne());
            case "fixed_indegree" -> Optional.of((int) reader.whole("indegree")).filter(k -> k > 0)
                    .map(k -> new FixedIndegree(k, reader.flag("autapses"), reader.flag("multapses")));
            case "fixed_outdegree" -> Optional.of((int) reader.whole("outdegree")).filter(k -> k > 0)
                    .map(k -> new FixedOutdegree(k, reader.flag("autapses"), reader.flag("multapses")));
            case "fixed_total_number" -> Optional.of(total(reader, pairs)).filter(total -> total > 0)
                    .map(total -> new FixedTotalNumber(total, reader.flag("autapses"), reader.flag("multapses")));
            case "pairwise_bernoulli" -> Optional.of(reader.quantity("p")).filter(p -> p > 0)
                    .map(p -> new PairwiseBernoulli(p, reader.flag("autapses")));
            case "explicit" -> Optional.of(files.apply(reader.get("file")));
            default -> throw new IllegalStateException(reader.kind().name());
        });
    }

    private static long total(ObjectReader reader, PairSpace pairs) {
        if (reader.has("total") == reader.has("probability")) {
            throw reader.place().fail("fixed_total_number needs either 'total' or 'probability'");
        }
        if (reader.has("total")) {
            return reader.whole("total");
        }
        final double probability = reader.quantity("probability");
        return reader.get("probability").checked(() -> FixedTotalNumber.ofProbability(probability, pairs).total());
    }
}
