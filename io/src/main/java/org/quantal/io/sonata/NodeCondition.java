package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.quantal.io.scenario.Names;

/**
 * What a node set asks of an attribute: one of some values, or what the operators {@code $gt}, {@code $gte},
 * {@code $lt}, {@code $lte} (numbers) and {@code $regex} (texts, found anywhere in them) say. Of several operators all
 * must hold.
 */
final class NodeCondition {
    private static final List<String> OPERATORS = List.of("$gt", "$gte", "$lt", "$lte", "$regex");

    private final ConfigValue at;
    private final Set<String> words = new HashSet<>();
    private final Set<Double> numbers = new HashSet<>();
    private final List<DoublePredicate> bounds = new ArrayList<>();
    private final List<Pattern> patterns = new ArrayList<>();

    /** @param at a value, a list of values, or an object of operators */
    NodeCondition(ConfigValue at) {
        this.at = at;
        if (at.node().isObject()) {
            if (at.node().isEmpty()) {
                throw at.fail("has no condition" + ConfigKeys.allowed(OPERATORS));
            }
            at.fields().forEach(this::add);
        } else if (at.node().isArray()) {
            at.node().forEach(this::add);
        } else {
            add(at.node());
        }
    }

    private void add(JsonNode value) {
        if (!value.isValueNode()) {
            throw at.fail("must be a value, a list of values, or an object of operators"
                    + ConfigKeys.allowed(OPERATORS));
        }
        words.add(value.asText());
        number(value.asText()).ifPresent(numbers::add);
    }

    private void add(String operator, ConfigValue operand) {
        switch (operator) {
            case "$gt", "$gte", "$lt", "$lte" -> bounds.add(bound(operator, operand.number()));
            case "$regex" -> {
                try {
                    patterns.add(Pattern.compile(regex(operand)));
                } catch (PatternSyntaxException e) {
                    throw operand.fail("'" + operand.node().asText() + "' is no regular expression: "
                            + e.getDescription());
                }
            }
            default -> throw at.fail("there is no operator '" + operator + "'" + Names.didYouMean(operator, OPERATORS)
                    + ConfigKeys.allowed(OPERATORS) + "; a list of values means any of them");
        }
    }

    /** A text as it stands: {@code $} is no variable here. */
    private static String regex(ConfigValue operand) {
        if (!operand.node().isTextual()) {
            throw operand.fail("must be a text, but is " + operand.node());
        }
        return operand.node().asText();
    }

    private static DoublePredicate bound(String operator, double limit) {
        return switch (operator) {
            case "$gt" -> value -> value > limit;
            case "$gte" -> value -> value >= limit;
            case "$lt" -> value -> value < limit;
            default -> value -> value <= limit;
        };
    }

    private static OptionalDouble number(String word) {
        try {
            return OptionalDouble.of(Double.parseDouble(word));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Whether a text, perhaps of a number, meets the condition. */
    boolean meets(String text) {
        if (words.contains(text)) {
            return true;
        }
        if (bounds.isEmpty() && patterns.isEmpty()) {
            return !numbers.isEmpty() && number(text).stream().anyMatch(numbers::contains);
        }
        if (!bounds.isEmpty()) {
            final double value = number(text)
                    .orElseThrow(() -> at.fail("compares numbers, but a node has '" + text + "'"));
            if (!bounds.stream().allMatch(bound -> bound.test(value))) {
                return false;
            }
        }
        return patterns.stream().allMatch(pattern -> pattern.matcher(text).find());
    }

    /** Whether a number meets the condition. */
    boolean meets(double number) {
        if (!patterns.isEmpty()) {
            throw at.fail("$regex is for texts, but nodes have numbers here");
        }
        return bounds.isEmpty() ? numbers.contains(number) : bounds.stream().allMatch(bound -> bound.test(number));
    }
}
