package org.quantal.io.scenario;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.parser.ParseException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arithmetic of {@code ${...}} in a scenario, with its parameters as variables. It computes in decimals, knows no
 * chance and no time of day, and so gives the same numbers everywhere.
 */
final class Expressions {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");
    private static final int MAX_LENGTH = 500;
    /** An exponent of more than three digits would let a short text stand for a number that fills the memory. */
    private static final Pattern HUGE = Pattern.compile("[0-9.][eE][-+]?[0-9]{4}");

    private final Map<String, BigDecimal> variables = new LinkedHashMap<>();

    /**
     * Adds a variable.
     *
     * @throws IllegalArgumentException if the name cannot be used
     */
    void define(String name, BigDecimal value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("the name of a parameter has letters, digits and '_' only");
        }
        if (Arithmetic.FUNCTIONS.contains(name.toLowerCase(Locale.ROOT)) || name.equalsIgnoreCase(Arithmetic.PI)) {
            throw new IllegalArgumentException("'" + name + "' is a function or constant of expressions; take another"
                    + " name");
        }
        for (String other : variables.keySet()) {
            if (other.equalsIgnoreCase(name)) {
                throw new IllegalArgumentException("differs from '" + other + "' by upper and lower case only");
            }
        }
        variables.put(name, value);
    }

    /** Names and values of the variables. */
    Map<String, BigDecimal> variables() {
        return variables;
    }

    /**
     * Replaces each {@code ${...}} in a text by its value.
     *
     * @throws IllegalArgumentException if an expression has no value; the message quotes it
     */
    String substitute(String text) {
        if (!text.contains("${")) {
            return text;
        }
        final Matcher matcher = PLACEHOLDER.matcher(text);
        final String result = matcher.replaceAll(match -> Matcher.quoteReplacement(write(evaluate(match.group(1)))));
        if (result.contains("${")) {
            throw new IllegalArgumentException("'" + text + "' has '${' without its own '}'");
        }
        return result;
    }

    private static String write(BigDecimal value) {
        return Math.abs((long) value.scale()) < 50 ? value.toPlainString() : value.toString();
    }

    /** The value of the text between the braces. */
    BigDecimal evaluate(String text) {
        final String quoted = "'${" + text + "}'";
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an expression has more than " + MAX_LENGTH + " characters");
        }
        if (HUGE.matcher(text).find()) {
            throw new IllegalArgumentException(quoted + " has a number that is too large or too small");
        }
        final EvaluationValue value;
        try {
            final Expression expression = new Expression(text, Arithmetic.CONFIGURATION);
            checkNames(quoted, expression);
            value = expression.withValues(variables).evaluate();
        } catch (EvaluationException e) {
            throw new IllegalArgumentException(quoted + " has no value: " + lowerFirst(e.getMessage()), e);
        } catch (ParseException e) {
            throw new IllegalArgumentException(quoted + " is not an expression: " + lowerFirst(e.getMessage())
                    + " (allowed: " + Arithmetic.OPERATORS + ", parameters, " + Arithmetic.PI + ", "
                    + String.join(", ", Arithmetic.FUNCTIONS) + ")", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(quoted + " has no value: " + lowerFirst(String.valueOf(e.getMessage())),
                    e);
        }
        if (!value.isNumberValue()) {
            throw new IllegalArgumentException(quoted + " is not a number");
        }
        return value.getNumberValue();
    }

    private void checkNames(String quoted, Expression expression) throws ParseException {
        final Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(variables.keySet());
        for (String name : expression.getUsedVariables()) {
            if (!known.contains(name) && !name.equalsIgnoreCase(Arithmetic.PI)) {
                throw new IllegalArgumentException(quoted + ": there is no parameter '" + name + "'"
                        + Names.didYouMean(name, variables.keySet()) + Cursor.allowed(variables.keySet()));
            }
        }
    }

    private static String lowerFirst(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
