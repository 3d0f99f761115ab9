package org.quantal.io.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short forms of the parts of a resolved scenario, for tables. */
final class ResolvedText {
    private static final Pattern QUANTITY = Pattern.compile("([-+0-9.eE]+)( \\S+)?");
    private static final int DIGITS = 4;
    private static final int MOST_AMPLITUDES = 4;

    private ResolvedText() {
    }

    /** A number or quantity, rounded for reading. */
    static String value(JsonNode node) {
        if (node.isNumber()) {
            return Numbers.significant(node.asDouble(), DIGITS);
        }
        final Matcher matcher = QUANTITY.matcher(node.asText());
        if (!matcher.matches()) {
            return node.asText();
        }
        final String unit = matcher.group(2) == null ? "" : matcher.group(2);
        return Numbers.significant(Double.parseDouble(matcher.group(1)), DIGITS) + unit;
    }

    /** A value or a distribution of values. */
    static String distribution(JsonNode node) {
        if (!node.isObject()) {
            return value(node);
        }
        if (node.has("low")) {
            return "uniform " + value(node.get("low")) + " to " + value(node.get("high"));
        }
        final String bounds = (node.has("min") ? ", ≥ " + value(node.get("min")) : "")
                + (node.has("max") ? ", ≤ " + value(node.get("max")) : "");
        return node.path("distribution").asText() + " " + value(node.get("mean")) + " ± " + value(node.get("sd"))
                + bounds;
    }

    /** When a current flows. */
    static String current(JsonNode node) {
        final JsonNode times = node.path("times");
        if (!times.isMissingNode()) {
            return "current in " + times.size() + " steps, the first at " + value(times.get(0)) + ", the last at "
                    + value(times.get(times.size() - 1));
        }
        if (!node.has("start") && !node.has("stop")) {
            return "constant current";
        }
        return "current" + (node.has("start") ? " from " + value(node.get("start")) : "")
                + (node.has("stop") ? " to " + value(node.get("stop")) : "");
    }

    /** The amplitude of a current, or the first ones of several. */
    static String amplitude(JsonNode node) {
        final JsonNode several = node.path("amplitudes");
        if (several.isMissingNode()) {
            return value(node.path("amplitude"));
        }
        final StringJoiner first = new StringJoiner(", ");
        for (int k = 0; k < Math.min(several.size(), MOST_AMPLITUDES); k++) {
            first.add(value(several.get(k)));
        }
        return first + (several.size() > MOST_AMPLITUDES ? ", ..." : "");
    }

    /** A connection rule with its parameters; what is allowed by default goes unsaid. */
    static String rule(JsonNode node) {
        return named(node, "rule", true);
    }

    /** A release model with its parameters. */
    static String release(JsonNode node) {
        final String model = named(node, "model", false);
        return node.path("keep_mean").asBoolean() ? model + ", mean kept" : model;
    }

    private static String named(JsonNode node, String nameKey, boolean flags) {
        final StringJoiner parameters = new StringJoiner(", ");
        for (Iterator<Map.Entry<String, JsonNode>> i = node.fields(); i.hasNext();) {
            final Map.Entry<String, JsonNode> field = i.next();
            final JsonNode value = field.getValue();
            if (value.isNumber() || value.isTextual() && !field.getKey().equals(nameKey)) {
                parameters.add(field.getKey() + "=" + (value.isIntegralNumber() ? value.asText() : value(value)));
            } else if (flags && value.isBoolean() && !value.asBoolean()) {
                parameters.add("no " + field.getKey());
            }
        }
        return node.path(nameKey).asText() + (parameters.length() == 0 ? "" : "(" + parameters + ")");
    }
}
