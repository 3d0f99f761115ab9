package org.quantal.io.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A kind of object in a scenario, with all the keys that it may have.
 *
 * @param name        for messages and references; for variants the value of their discriminator
 * @param description one sentence
 * @param keys        in the order in which they are shown
 */
record Kind(String name, String description, List<Key> keys) {

    Kind {
        keys = List.copyOf(keys);
    }

    static Kind of(String name, String description, Key... keys) {
        return new Kind(name, description, List.of(keys));
    }

    Optional<Key> key(String wanted) {
        return keys.stream().filter(k -> k.name().equals(wanted)).findFirst();
    }

    List<String> keyNames() {
        return keys.stream().map(Key::name).toList();
    }
}
