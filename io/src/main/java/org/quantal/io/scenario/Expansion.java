package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.Item.Entry;
import org.quantal.io.scenario.Item.Mapping;
import org.quantal.io.scenario.Item.Scalar;
import org.quantal.io.scenario.Item.Sequence;

/**
 * Makes a tree of a document in which anchors are shared: every alias becomes a copy, and merge keys ({@code <<:
 * *base}) become the entries that they stand for. A key that is written out wins over a merged one, and an earlier
 * merge over a later one.
 */
final class Expansion {
    static final String MERGE = "<<";
    private static final int MAX_ITEMS = 500_000;

    private int items;

    private Expansion() {
    }

    /** A copy without sharing and without merge keys. */
    static Item expand(Item root) {
        return new Expansion().copy(root);
    }

    private Item copy(Item item) {
        // A few kilobytes of aliases of aliases can stand for billions of values ("billion laughs").
        if (++items > MAX_ITEMS) {
            throw new ScenarioException(item.origin() + ": aliases expand to more than " + MAX_ITEMS + " values");
        }
        if (item instanceof Sequence sequence) {
            final List<Item> copies = new ArrayList<>();
            for (Item element : sequence.items()) {
                copies.add(copy(element));
            }
            return new Sequence(item.origin(), copies);
        }
        if (item instanceof Mapping mapping) {
            final Map<String, Entry> copies = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> {
                if (!key.equals(MERGE)) {
                    copies.put(key, new Entry(entry.keyOrigin(), copy(entry.value())));
                }
            });
            final Entry merge = mapping.entries().get(MERGE);
            if (merge != null) {
                merge(merge.value(), copies, true);
            }
            return new Mapping(item.origin(), copies);
        }
        return item;
    }

    private void merge(Item base, Map<String, Entry> into, boolean listAllowed) {
        if (base instanceof Sequence several && listAllowed) {
            several.items().forEach(one -> merge(one, into, false));
        } else if (base instanceof Mapping && copy(base) instanceof Mapping flat) {
            flat.entries().forEach(into::putIfAbsent);
        } else {
            throw new ScenarioException(base.origin() + ": '<<' merges a mapping or a list of mappings"
                    + (base instanceof Scalar scalar ? ", not '" + scalar.text() + "'; write '<<: *name' with a star"
                    : ""));
        }
    }
}
