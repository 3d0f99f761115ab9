package org.quantal.io.scenario;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.LogFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.RoundFunction;
import com.ezylang.evalex.functions.basic.SqrtFunction;
import com.ezylang.evalex.operators.AbstractOperator;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operators, functions and constants of expressions: what one would write in any language, with no chance, no
 * clock, and no way to ask for more digits than memory holds.
 */
final class Arithmetic {
    /** Functions that an expression may call. */
    static final List<String> FUNCTIONS = List.of("abs", "ceil", "exp", "floor", "log", "max", "min", "round", "sqrt");
    /** What else an expression may use. */
    static final String OPERATORS = "+ - * / ^ ( )";
    static final String PI = "pi";
    static final ExpressionConfiguration CONFIGURATION = configuration();

    private static final int MAX_DIGITS = 1000;

    private Arithmetic() {
    }

    private static ExpressionConfiguration configuration() {
        final MapBasedOperatorDictionary operators = new MapBasedOperatorDictionary();
        operators.addOperator("+", new PrefixPlusOperator());
        operators.addOperator("-", new PrefixMinusOperator());
        operators.addOperator("+", new InfixPlusOperator());
        operators.addOperator("-", new InfixMinusOperator());
        operators.addOperator("*", new InfixMultiplicationOperator());
        operators.addOperator("/", new InfixDivisionOperator());
        operators.addOperator("^", new Power());
        final Map<String, EvaluationValue> constants = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        constants.put(PI, EvaluationValue.numberValue(BigDecimal.valueOf(Math.PI)));
        return ExpressionConfiguration.builder().operatorDictionary(operators).functionDictionary(functions())
                .defaultConstants(constants).implicitMultiplicationAllowed(false).arraysAllowed(false)
                .structuresAllowed(false)
                .binaryAllowed(false).locale(Locale.ROOT).build();
    }

    private static FunctionDictionaryIfc functions() {
        final MapBasedFunctionDictionary functions = new MapBasedFunctionDictionary();
        functions.addFunction("abs", new AbsFunction());
        functions.addFunction("ceil", new CeilingFunction());
        functions.addFunction("exp", new Exponential());
        functions.addFunction("floor", new FloorFunction());
        functions.addFunction("log", new LogFunction());
        functions.addFunction("max", new MaxFunction());
        functions.addFunction("min", new MinFunction());
        functions.addFunction("round", new Round());
        functions.addFunction("sqrt", new SqrtFunction());
        return functions;
    }

    /** Powers bind closer than a sign before them, as in mathematics: -2^2 is -4. */
    @InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER, leftAssociative = false)
    private static final class Power extends AbstractOperator {
        private final OperatorIfc power = new InfixPowerOfOperator();

        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
                throws EvaluationException {
            final BigDecimal base = operands[0].getNumberValue();
            final BigDecimal exponent = operands[1].getNumberValue();
            if (base != null && exponent != null) {
                final double digits = Math.abs((double) base.precision() - base.scale()) + 1;
                if (Math.abs(exponent.doubleValue()) * digits > MAX_DIGITS) {
                    throw new EvaluationException(token, "the power is too large or too small");
                }
                if (base.signum() == 0 && exponent.signum() < 0) {
                    throw new EvaluationException(token, "division by zero");
                }
            }
            return power.evaluate(expression, token, operands);
        }
    }

    /** The exponential function, which EvalEx lacks. */
    @FunctionParameter(name = "value")
    private static final class Exponential extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values)
                throws EvaluationException {
            final double result = StrictMath.exp(values[0].getNumberValue().doubleValue());
            if (Double.isInfinite(result)) {
                throw new EvaluationException(token, "exp of a number that is too large");
            }
            return EvaluationValue.numberValue(BigDecimal.valueOf(result));
        }
    }

    /** Rounds to a whole number, or with a second argument to that many decimals. */
    @FunctionParameter(name = "value")
    @FunctionParameter(name = "decimals", isVarArg = true)
    private static final class Round extends AbstractFunction {
        private final RoundFunction round = new RoundFunction();

        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values)
                throws EvaluationException {
            final EvaluationValue decimals = values.length > 1 ? values[1]
                    : EvaluationValue.numberValue(BigDecimal.ZERO);
            if (values.length > 2 || decimals.getNumberValue().abs().doubleValue() > MAX_DIGITS) {
                throw new EvaluationException(token, "round takes a number and, if wanted, a number of decimals");
            }
            return round.evaluate(expression, token, values[0], decimals);
        }
    }
}
