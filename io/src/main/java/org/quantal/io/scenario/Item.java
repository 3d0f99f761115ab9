package org.quantal.io.scenario;

import java.util.List;
import java.util.Map;

/**
 * A value of a document, with the place where it was written. Collections may be edited while the document is prepared
 * (merge keys, overrides), and are only read afterwards.
 */
sealed interface Item {

    /** Where the value was written, such as {@code brunel.yaml:12} or {@code brunel.yaml: --set g=5}. */
    String origin();

    /**
     * A number, word or text, not yet interpreted: the expected type decides, so that no value turns into something
     * else by its looks.
     *
     * @param plain whether it was written without quotes
     */
    record Scalar(String origin, String text, boolean plain) implements Item {

        /** Whether nothing was written. */
        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }
    }

    /** A list. */
    record Sequence(String origin, List<Item> items) implements Item {
    }

    /** Keys and values in the order of the document. */
    record Mapping(String origin, Map<String, Entry> entries) implements Item {
    }

    /** A value in a mapping, with the place of its key. */
    record Entry(String keyOrigin, Item value) {
    }
}
