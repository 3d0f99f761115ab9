package org.quantal.io.scenario;

import java.util.Map;
import org.quantal.io.scenario.Item.Entry;
import org.quantal.io.scenario.Item.Scalar;
import org.quantal.io.scenario.Type.Choice;
import org.quantal.io.scenario.Type.Quantity;
import org.quantal.io.scenario.Type.Whole;

/** Reads the keys of an object of a known kind. Unknown and missing keys are refused before anything is read. */
final class ObjectReader {
    private final Cursor at;
    private final Kind kind;
    private final Map<String, Entry> entries;

    ObjectReader(Cursor at, Kind kind) {
        this.at = at;
        this.kind = kind;
        entries = at.mapping("an object").entries();
        entries.forEach((name, entry) -> {
            if (kind.key(name).isEmpty()) {
                throw new Cursor(new Scalar(entry.keyOrigin(), "", true), at.child(entry.value(), name).path(),
                        at.scope())
                        .fail("unknown key" + Names.didYouMean(name, kind.keyNames())
                        + Cursor.allowed(kind.keyNames()));
            }
        });
        for (Key key : kind.keys()) {
            if (key.required() && !entries.containsKey(key.name())) {
                throw at.fail("lacks the key '" + key.name() + "' (" + key.description() + ")");
            }
        }
    }

    /** The place of the object. */
    Cursor place() {
        return at;
    }

    Kind kind() {
        return kind;
    }

    /** Whether the document gives the key. */
    boolean has(String name) {
        key(name);
        return entries.containsKey(name);
    }

    /** The value of a key, or its default. */
    Cursor get(String name) {
        final Key key = key(name);
        final Entry entry = entries.get(name);
        if (entry == null && key.byDefault() == null) {
            throw at.fail("lacks the key '" + name + "' (" + key.description() + ")");
        }
        return at.child(entry == null ? new Scalar(at.item().origin(), key.byDefault(), true) : entry.value(), name);
    }

    String text(String name) {
        return get(name).text();
    }

    boolean flag(String name) {
        return get(name).flag();
    }

    long whole(String name) {
        final Whole whole = (Whole) key(name).type();
        return get(name).whole(whole.min(), whole.max());
    }

    String choice(String name, String what) {
        return get(name).choice(what, ((Choice) key(name).type()).words());
    }

    double quantity(String name) {
        return get(name).quantity(((Quantity) key(name).type()).dimensions());
    }

    private Key key(String name) {
        return kind.key(name).orElseThrow(() -> new IllegalStateException(kind.name() + " has no key " + name));
    }
}
