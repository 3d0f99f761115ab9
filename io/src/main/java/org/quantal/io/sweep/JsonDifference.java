package org.quantal.io.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeSet;

/** The first place at which two JSON documents differ. */
final class JsonDifference {
    private static final int LONGEST = 60;

    private JsonDifference() {
    }

    /**
     * A place and what stands there, {@code "populations.E.size is 160 there and 200 here"}; empty if there is no
     * difference.
     */
    static Optional<String> between(JsonNode there, JsonNode here) {
        return between("", there, here);
    }

    private static Optional<String> between(String path, JsonNode there, JsonNode here) {
        if (there.equals(here)) {
            return Optional.empty();
        }
        if (there.isObject() && here.isObject()) {
            final TreeSet<String> keys = new TreeSet<>();
            there.fieldNames().forEachRemaining(keys::add);
            here.fieldNames().forEachRemaining(keys::add);
            for (Iterator<String> i = keys.iterator(); i.hasNext();) {
                final String key = i.next();
                final Optional<String> found = between(path.isEmpty() ? key : path + "." + key, there.path(key),
                        here.path(key));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (there.isArray() && here.isArray()) {
            for (int i = 0; i < Math.max(there.size(), here.size()); i++) {
                final Optional<String> found = between(path + "[" + i + "]", there.path(i), here.path(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.of(path + " is " + text(there) + " there and " + text(here) + " here");
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "absent";
        }
        final String text = node.isValueNode() ? node.asText() : node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
