package org.quantal.io.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.io.scenario.ScenarioException;

/**
 * A value of a scenario that a sweep varies.
 *
 * @param path   which value: a parameter's name or a path, as in overrides of a scenario
 * @param values the values in turn, as they would be typed; all different
 */
public record Variation(String path, List<String> values) {
    private static final int MOST_VALUES = 10_000;
    private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?";
    private static final Pattern QUANTITY = Pattern.compile("(" + NUMBER + ")\\s*([^\\d\\s.,+-]\\S*)?");
    private static final Pattern RANGE = Pattern.compile("(.+?)\\s*\\.\\.\\s*(.+?)(?:\\s+step\\s+(.+))?");
    private static final String ELLIPSIS = "...";
    private static final String FORMS = "write values such as 0.2,0.5,1 or 0.2,0.3,...,1 or 1..5 or 0.2..1 step 0.1";

    public Variation {
        values = List.copyOf(values);
    }

    /** A number and its unit, which is empty for a plain number. */
    private record Quantity(BigDecimal number, String unit) {
        static Optional<Quantity> of(String text) {
            final Matcher matcher = QUANTITY.matcher(text.strip());
            return matcher.matches() ? Optional.of(new Quantity(new BigDecimal(matcher.group(1)),
                    matcher.group(2) == null ? "" : matcher.group(2))) : Optional.empty();
        }

        String text() {
            final String digits = number.stripTrailingZeros().toPlainString();
            return unit.isEmpty() ? digits : digits + " " + unit;
        }
    }

    /**
     * Reads {@code path=values}. Values are separated by commas; {@code a..b} is a range of whole numbers,
     * {@code a..b step c} one of any numbers, {@code a,b,...,c} goes on from a and b to c. A value in quotes, brackets
     * or braces is taken as it is.
     *
     * @throws ScenarioException if it cannot be understood; the message quotes the text
     */
    public static Variation parse(String text) {
        final int equals = text.indexOf('=');
        if (equals <= 0) {
            throw wrong(text, "must be path=values; " + FORMS);
        }
        final List<String> parts = split(text.substring(equals + 1));
        final List<String> values = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            final String part = parts.get(i);
            if (part.isEmpty()) {
                throw wrong(text, "has an empty value; " + FORMS);
            }
            if (part.equals(ELLIPSIS)) {
                if (values.size() < 2 || i + 2 != parts.size()) {
                    throw wrong(text,
                            "needs two values before '...' and the last one behind it, such as 0.2,0.3,...,1");
                }
                final String first = values.remove(values.size() - 2);
                final String second = values.remove(values.size() - 1);
                values.addAll(series(text, first, second, parts.get(++i)));
            } else {
                values.addAll(isLiteral(part) ? List.of(part) : range(text, part));
            }
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw wrong(text, "names a value twice");
        }
        return new Variation(text.substring(0, equals).strip(), values);
    }

    private static ScenarioException wrong(String text, String why) {
        return new ScenarioException("--vary " + text + ": " + why);
    }

    private static boolean isLiteral(String part) {
        return "\"'[{".indexOf(part.charAt(0)) >= 0;
    }

    /** Splits at commas outside of quotes, brackets and braces. */
    private static List<String> split(String text) {
        final List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    private static List<String> range(String text, String part) {
        final Matcher matcher = RANGE.matcher(part);
        if (!matcher.matches()) {
            return List.of(part);
        }
        final Quantity last = number(text, matcher.group(2));
        final Quantity first = number(text, matcher.group(1));
        final Quantity step = matcher.group(3) == null ? new Quantity(BigDecimal.ONE, "")
                : number(text, matcher.group(3));
        if (matcher.group(3) == null && (!isWhole(first.number) || !isWhole(last.number))) {
            throw wrong(text, "needs a step, because " + part + " is no range of whole numbers; such as " + part
                    + " step 0.1");
        }
        return progression(text, first.number, step.number, last.number, unit(text, first, step, last));
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static List<String> series(String text, String first, String second, String last) {
        final Quantity a = number(text, first);
        final Quantity b = number(text, second);
        final Quantity c = number(text, last);
        return progression(text, a.number, b.number.subtract(a.number), c.number, unit(text, a, b, c));
    }

    private static Quantity number(String text, String part) {
        return Quantity.of(part).orElseThrow(() -> wrong(text, "'" + part + "' is no number; " + FORMS));
    }

    /** The unit that all have in common; one that is written once counts for all. */
    private static String unit(String text, Quantity... quantities) {
        String unit = "";
        for (Quantity quantity : quantities) {
            if (!quantity.unit.isEmpty() && !unit.isEmpty() && !quantity.unit.equals(unit)) {
                throw wrong(text, "mixes the units " + unit + " and " + quantity.unit);
            }
            unit = quantity.unit.isEmpty() ? unit : quantity.unit;
        }
        return unit;
    }

    private static List<String> progression(String text, BigDecimal first, BigDecimal step, BigDecimal last,
            String unit) {
        final BigDecimal way = last.subtract(first);
        if (step.signum() == 0 || way.signum() * step.signum() < 0) {
            throw wrong(text, "does not get from " + first.toPlainString() + " to " + last.toPlainString()
                    + " in steps of " + step.toPlainString());
        }
        final BigDecimal[] steps = way.divideAndRemainder(step);
        if (steps[1].signum() != 0) {
            throw wrong(text, "steps of " + step.toPlainString() + " from " + first.toPlainString() + " do not meet "
                    + last.toPlainString());
        }
        if (steps[0].compareTo(BigDecimal.valueOf(MOST_VALUES)) >= 0) {
            throw wrong(text, "has more than " + MOST_VALUES + " values");
        }
        final List<String> values = new ArrayList<>();
        for (int k = 0; k <= steps[0].intValueExact(); k++) {
            values.add(new Quantity(first.add(step.multiply(BigDecimal.valueOf(k))), unit).text());
        }
        return values;
    }

    /** The values as numbers, if all of them are numbers with the same unit. */
    public Optional<double[]> numbers() {
        final double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            final Optional<Quantity> quantity = Quantity.of(values.get(i));
            if (quantity.isEmpty() || !quantity.get().unit.equals(unit())) {
                return Optional.empty();
            }
            numbers[i] = quantity.get().number.doubleValue();
        }
        return Optional.of(numbers);
    }

    /** The unit of the first value; empty if it has none. */
    public String unit() {
        return Quantity.of(values.get(0)).map(Quantity::unit).orElse("");
    }
}
