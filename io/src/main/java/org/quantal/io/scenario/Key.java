package org.quantal.io.scenario;

/**
 * A key that an object of a scenario may have: reading, messages, the schema and its documentation are made from it.
 *
 * @param name        as written
 * @param type        what its value may be
 * @param required    whether it must be given
 * @param byDefault   what holds if it is not given, as one would write it; {@code null} if nothing does
 * @param description one sentence
 */
record Key(String name, Type type, boolean required, String byDefault, String description) {

    /** A key that must be given. */
    static Key required(String name, Type type, String description) {
        return new Key(name, type, true, null, description);
    }

    /** A key that may be left out, for which nothing stands in. */
    static Key optional(String name, Type type, String description) {
        return new Key(name, type, false, null, description);
    }

    /** A key that may be left out. */
    static Key of(String name, Type type, String byDefault, String description) {
        return new Key(name, type, false, byDefault, description);
    }
}
