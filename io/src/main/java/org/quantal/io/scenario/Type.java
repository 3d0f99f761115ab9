package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quantal.simulator.model.Dimension;

/** What the value of a key may be. Reading asks it for units and bounds, the schema for a pattern. */
sealed interface Type {

    /** Any text. */
    record Text() implements Type {
    }

    /** {@code true} or {@code false}. */
    record Flag() implements Type {
    }

    /**
     * A whole number.
     *
     * @param words words that may stand instead, such as {@code auto}
     */
    record Whole(long min, long max, List<String> words) implements Type {
    }

    /**
     * A number with a unit, written out or looked up in a table.
     *
     * @param dimensions more than one where the target's model decides, as for weights
     * @param relative   whether it may be a percentage of the mean
     */
    record Quantity(List<Dimension> dimensions, boolean relative) implements Type {
    }

    /** A number, or a distribution of numbers. */
    record Spread(List<Dimension> dimensions) implements Type {
    }

    /** One of some words. */
    record Choice(List<String> words) implements Type {
    }

    /** Name of a population; with {@code many} also a list of names, or {@code all}. */
    record PopulationNames(boolean many) implements Type {
    }

    /** Indices of neurons: a range {@code 0..9}, a list, or {@code all}. */
    record Neurons() implements Type {
    }

    /** A list of values of one type. */
    record ListOf(Type element) implements Type {
    }

    /** A value of one type, or a list of such values. */
    record OneOrMore(Type element) implements Type {
    }

    /** Projections: one by its name, or with {@code from} and {@code to} all between these populations. */
    record ProjectionNames() implements Type {
    }

    /** Names chosen by the user, each with a value of one type. */
    record MapOf(String keyDescription, Type element) implements Type {
    }

    /** Numbers by population, or by target and source population. */
    record Table() implements Type {
    }

    /** An object of one kind. */
    record ObjectOf(Kind kind) implements Type {
    }

    /**
     * An object whose kind is told by one of its keys.
     *
     * @param name          for references
     * @param discriminator the key
     * @param kinds         one for each value of the key, by which they are named
     * @param words         values that may stand alone instead of the object
     */
    record Variants(String name, String discriminator, List<Kind> kinds, List<String> words) implements Type {

        /**
         * Chooses the kind that a value asks for.
         *
         * @param what what the discriminator names, for messages
         */
        ObjectReader read(Cursor at, String what) {
            final List<String> names = kinds.stream().map(Kind::name).toList();
            final Item.Mapping mapping;
            final String chosen;
            if (at.isScalar() && !words.isEmpty()) {
                chosen = at.choice(what, names);
                mapping = new Item.Mapping(at.item().origin(), Map.of());
            } else {
                mapping = at.mapping("an object");
                final Item.Entry entry = mapping.entries().get(discriminator);
                if (entry == null) {
                    throw at.fail("lacks the key '" + discriminator + "'" + Cursor.allowed(names));
                }
                chosen = at.child(entry.value(), discriminator).choice(what, names);
            }
            final Kind kind = kinds.stream().filter(k -> k.name().equals(chosen)).findFirst().orElseThrow();
            return new ObjectReader(new Cursor(mapping, at.path(), at.scope()), withDiscriminator(kind));
        }

        /** A variant with its discriminator as the first key. */
        Kind withDiscriminator(Kind variant) {
            final List<Key> keys = new ArrayList<>();
            keys.add(Key.optional(discriminator, new Choice(List.of(variant.name())), variant.description()));
            keys.addAll(variant.keys());
            return new Kind(variant.name(), variant.description(), keys);
        }
    }

    /** Anything. */
    record Anything() implements Type {
    }

    static Type quantity(Dimension dimension) {
        return switch (dimension) {
            case FLAG -> new Flag();
            default -> new Quantity(List.of(dimension), false);
        };
    }

    static Type whole(long min) {
        return new Whole(min, Integer.MAX_VALUE, List.of());
    }
}
