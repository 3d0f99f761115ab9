package org.quantal.io.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.simulator.model.Dimension;

/**
 * Numbers with units, such as {@code 87.8 pA}. The conversion to the internal unit is made in decimals, so that
 * {@code 0.1 ms} is the number that {@code 0.1} is in Java.
 */
final class Units {
    static final String NUMBER = "[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
    private static final Pattern QUANTITY = Pattern.compile("(" + NUMBER + ")\\s*(.*)");
    private static final Map<Dimension, Map<String, BigDecimal>> FACTORS = new EnumMap<>(Dimension.class);

    static {
        define(Dimension.TIME, "ms", "1", "s", "1e3", "us", "1e-3", "µs", "1e-3", "μs", "1e-3", "min", "6e4",
                "h", "36e5");
        define(Dimension.POTENTIAL, "mV", "1", "V", "1e3", "uV", "1e-3", "µV", "1e-3", "μV", "1e-3");
        define(Dimension.CURRENT, "pA", "1", "nA", "1e3", "uA", "1e6", "µA", "1e6", "μA", "1e6");
        define(Dimension.CAPACITANCE, "pF", "1", "nF", "1e3", "uF", "1e6", "µF", "1e6", "μF", "1e6");
        define(Dimension.CONDUCTANCE, "nS", "1", "pS", "1e-3", "uS", "1e3", "µS", "1e3", "μS", "1e3");
        define(Dimension.RATE, "Hz", "1", "kHz", "1e3");
        define(Dimension.PROBABILITY, "", "1", "%", "1e-2");
        define(Dimension.NUMBER, "", "1", "%", "1e-2");
    }

    private Units() {
    }

    private static void define(Dimension dimension, String... unitsAndFactors) {
        final Map<String, BigDecimal> factors = new LinkedHashMap<>();
        for (int i = 0; i < unitsAndFactors.length; i += 2) {
            factors.put(unitsAndFactors[i], new BigDecimal(unitsAndFactors[i + 1]));
        }
        FACTORS.put(dimension, factors);
    }

    /** The units in which a quantity can be written, the internal one first; empty if a plain number is one of them. */
    static Collection<String> of(Dimension dimension) {
        return FACTORS.getOrDefault(dimension, Map.of("", BigDecimal.ONE)).keySet();
    }

    /** The dimension of an internal unit such as {@code pA}. */
    static Dimension dimension(String internalUnit) {
        for (Dimension dimension : FACTORS.keySet()) {
            if (!internalUnit.isEmpty() && dimension.unit().equals(internalUnit)) {
                return dimension;
            }
        }
        return Dimension.NUMBER;
    }

    /** Whether a text is a number without a unit. */
    static boolean isBareNumber(String text) {
        return text.strip().matches(NUMBER);
    }

    /**
     * Reads a quantity.
     *
     * @param dimensions what it may be; more than one only where the unit alone tells
     * @return the number in the internal unit of its dimension
     * @throws IllegalArgumentException if the text is something else; the message says what is allowed
     */
    static double parse(String text, List<Dimension> dimensions) {
        final Matcher matcher = QUANTITY.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(quoted(text) + " is not a number" + allowed(dimensions));
        }
        final String unit = matcher.group(2);
        final BigDecimal number = number(matcher.group(1));
        for (Dimension dimension : dimensions) {
            final BigDecimal factor = FACTORS.get(dimension).get(unit);
            if (factor != null) {
                return finite(text, number.multiply(factor));
            }
        }
        if (unit.isEmpty()) {
            if (number.signum() == 0) {
                return 0;
            }
            throw new IllegalArgumentException(quoted(text) + " has no unit; did you mean '"
                    + Cursor.shorten(text.strip()) + " " + dimensions.get(0).unit() + "'?" + allowed(dimensions));
        }
        throw new IllegalArgumentException(quoted(text) + " has the wrong unit '" + unit + "'"
                + Names.didYouMean(unit, written(dimensions)) + allowed(dimensions));
    }

    /** A number as exact as written. */
    static BigDecimal number(String digits) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(quoted(digits) + " is too large or too small a number", e);
        }
    }

    private static double finite(String text, BigDecimal number) {
        final double value = number.doubleValue();
        if (Double.isInfinite(value) || value == 0 && number.signum() != 0) {
            throw new IllegalArgumentException(quoted(text) + " is too large or too small a number");
        }
        return value;
    }

    private static String quoted(String text) {
        return "'" + Cursor.shorten(text) + "'";
    }

    private static String allowed(List<Dimension> dimensions) {
        final List<String> units = written(dimensions);
        return units.isEmpty() ? "" : " (allowed units: " + String.join(", ", units)
                + (dimensions.stream().anyMatch(d -> of(d).contains("")) ? ", or none" : "") + ")";
    }

    private static List<String> written(List<Dimension> dimensions) {
        final List<String> units = new ArrayList<>();
        dimensions.forEach(d -> of(d).stream().filter(u -> !u.isEmpty() && u.charAt(0) < 128).forEach(units::add));
        return units;
    }
}
