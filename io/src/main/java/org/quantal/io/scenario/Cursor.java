package org.quantal.io.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.quantal.io.scenario.Item.Entry;
import org.quantal.io.scenario.Item.Mapping;
import org.quantal.io.scenario.Item.Scalar;
import org.quantal.io.scenario.Item.Sequence;
import org.quantal.simulator.model.Dimension;

/**
 * A value at its place in the document; reads it as what it should be, or says where and why it is not.
 *
 * @param path from the top, such as {@code projections[2].release.p}
 */
record Cursor(Item item, String path, Scope scope) {

    /** An exception that names the place. */
    ScenarioException fail(String what) {
        return failAt(item.origin(), what);
    }

    private ScenarioException failAt(String origin, String what) {
        return new ScenarioException(origin + ": " + (path.isEmpty() ? "" : path + ": ") + what);
    }

    /** Runs something that checks its arguments, and adds the place to what it finds. */
    <T> T checked(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(fail(String.valueOf(e.getMessage())).getMessage(), e);
        }
    }

    /** The same value, seen from other populations. */
    Cursor in(Scope other) {
        return new Cursor(item, path, other);
    }

    /** Another value below this one. */
    Cursor child(Item value, String key) {
        return new Cursor(value, path.isEmpty() ? key : path + "." + key, scope);
    }

    boolean isScalar() {
        return item instanceof Scalar;
    }

    boolean isMapping() {
        return item instanceof Mapping;
    }

    boolean hasKey(String key) {
        return item instanceof Mapping mapping && mapping.entries().containsKey(key);
    }

    ObjectReader object(Kind kind) {
        return new ObjectReader(this, kind);
    }

    /** The mapping that this value must be. */
    Mapping mapping(String what) {
        if (item instanceof Mapping mapping) {
            return mapping;
        }
        throw fail("must be " + what + " with keys and values, but is " + describe());
    }

    /** The values of a mapping by key. */
    Map<String, Cursor> map(String what) {
        final Map<String, Cursor> values = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : mapping(what).entries().entrySet()) {
            values.put(entry.getKey(), child(entry.getValue().value(), entry.getKey()));
        }
        return values;
    }

    /** The values of a list. */
    List<Cursor> list() {
        if (!(item instanceof Sequence sequence)) {
            throw fail("must be a list, but is " + describe());
        }
        final List<Cursor> values = new ArrayList<>();
        for (Item element : sequence.items()) {
            values.add(new Cursor(element, path + "[" + values.size() + "]", scope));
        }
        return values;
    }

    /** A scalar with its expressions evaluated. */
    String text() {
        if (!(item instanceof Scalar scalar)) {
            throw fail("must be a single value, but is " + describe());
        }
        if (scalar.isNull()) {
            throw fail("has no value");
        }
        return checked(() -> scope.expressions().substitute(scalar.text())).strip();
    }

    /** One of some words. */
    String choice(String what, Collection<String> words) {
        final String word = text();
        if (!words.contains(word)) {
            throw fail("there is no " + what + " '" + shorten(word) + "'" + Names.didYouMean(word, words)
                    + allowed(words));
        }
        return word;
    }

    boolean flag() {
        final String word = text();
        if (!word.equals("true") && !word.equals("false")) {
            throw fail("'" + shorten(word) + "' must be true or false");
        }
        return word.equals("true");
    }

    long whole(long min, long max) {
        final Cursor cell = resolve();
        final String text = cell.text();
        final String range = max == Integer.MAX_VALUE || max == Long.MAX_VALUE
                ? min == Long.MIN_VALUE ? "a whole number" : "a whole number of at least " + min
                : "a whole number from " + min + " to " + max;
        final BigDecimal number = Units.isBareNumber(text) ? cell.checked(() -> Units.number(text)) : null;
        final long value;
        try {
            value = number == null ? min - 1 : number.longValueExact();
        } catch (ArithmeticException e) {
            throw new ScenarioException(cell.fail("'" + shorten(text) + "' must be " + range).getMessage(), e);
        }
        if (number == null || value < min) {
            throw cell.fail("'" + shorten(text) + "' must be " + range);
        }
        if (value > max) {
            throw cell.fail("'" + shorten(text) + "' must be a whole number of at most " + max);
        }
        return value;
    }

    /** A plain number, as exact as written. */
    BigDecimal decimal() {
        final String text = text();
        if (!Units.isBareNumber(text)) {
            throw fail("'" + shorten(text) + "' must be a plain number, without a unit");
        }
        checked(() -> Units.parse(text, List.of(Dimension.NUMBER)));
        return checked(() -> Units.number(text));
    }

    /** A number in the internal unit of its dimension. */
    double quantity(List<Dimension> dimensions) {
        final double value = parameter(dimensions);
        if (dimensions.contains(Dimension.RATE) && value < 0) {
            final Cursor cell = resolve();
            throw cell.fail("a rate must not be negative, but is " + shorten(cell.text()));
        }
        return value;
    }

    /** The same for a parameter of a model, which says itself whether it can be negative. */
    double parameter(List<Dimension> dimensions) {
        final Cursor cell = resolve();
        final String text = cell.text();
        final double value = cell.checked(() -> Units.parse(text, dimensions));
        if (dimensions.contains(Dimension.PROBABILITY) && !(value >= 0 && value <= 1)) {
            throw cell.fail("a probability must be in (0, 1], but is " + shorten(text));
        }
        return value;
    }

    /** Whether the value is written as a percentage. */
    boolean isPercentage() {
        return resolve().text().endsWith("%");
    }

    /** The value itself, or the entry of the table that it refers to. */
    private Cursor resolve() {
        return isMapping() ? Table.lookup(this) : this;
    }

    private String describe() {
        if (item instanceof Scalar scalar) {
            return scalar.isNull() ? "empty" : "'" + shorten(scalar.text()) + "'";
        }
        return item instanceof Sequence ? "a list" : "a mapping";
    }

    static String allowed(Collection<String> words) {
        return words.isEmpty() ? " (there are none)" : " (allowed: " + String.join(", ", words) + ")";
    }

    static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
