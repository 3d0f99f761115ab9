package org.quantal.rate.meanfield;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ejml.data.SingularMatrixException;
import org.ejml.simple.SimpleMatrix;

/**
 * Rates that follow their response, dr/ds = -r + response(r), by a Rosenbrock method of second order with an embedded
 * one of first (ROS2 of Verwer et al. 1999, SIAM J Sci Comput 20:1456). It takes inhibition, which makes the equation
 * stiff, in long steps.
 */
final class Relaxation {
    private static final double GAMMA = 1 - 1 / Math.sqrt(2);
    private static final double AT_REST = 1e-4;
    private static final double TOLERANCE = 1e-2;
    /** Rates below this in 1/ms (0.0001 Hz) need no relative accuracy. */
    private static final double FLOOR = 1e-7;
    private static final int MOST_STEPS = 500;
    /** A rate in 1/ms that no neuron has. */
    private static final double RUN_AWAY = 1e3;

    private final UnaryOperator<double[]> response;
    private final Function<double[], SimpleMatrix> couplings;

    Relaxation(UnaryOperator<double[]> response, Function<double[], SimpleMatrix> couplings) {
        this.response = response;
        this.couplings = couplings;
    }

    /**
     * Where rates went to.
     *
     * @param atRest whether they had come to rest there
     */
    record End(double[] rates, boolean atRest) {
    }

    End from(double[] start) {
        final SimpleMatrix one = SimpleMatrix.identity(start.length);
        double[] rates = start.clone();
        SimpleMatrix slope = slope(rates);
        SimpleMatrix jacobian = couplings.apply(rates).minus(one);
        double step = 0.1;
        for (int i = 0; i < MOST_STEPS; i++) {
            if (isAtRest(rates, slope)) {
                return new End(rates, true);
            }
            if (Arrays.stream(rates).anyMatch(rate -> rate > RUN_AWAY)) {
                return new End(rates, false);
            }
            final SimpleMatrix implicit = one.minus(jacobian.scale(GAMMA * step));
            final SimpleMatrix first;
            final SimpleMatrix second;
            try {
                first = implicit.solve(slope);
                second = implicit.solve(slope(moved(rates, first, step)).minus(first.scale(2)));
            } catch (SingularMatrixException e) {
                step /= 2;
                continue;
            }
            final double[] next = moved(rates, first.scale(1.5).plus(second.scale(0.5)), step);
            double error = 0;
            for (int a = 0; a < rates.length; a++) {
                error = Math.max(error, step / 2 * Math.abs(first.get(a) + second.get(a))
                        / (FLOOR + TOLERANCE * Math.max(rates[a], next[a])));
            }
            if (error <= 1) {
                rates = next;
                slope = slope(rates);
                jacobian = couplings.apply(rates).minus(one);
            }
            step *= Math.min(4, Math.max(0.2, 0.9 / Math.sqrt(Math.max(error, 1e-9))));
        }
        return new End(rates, false);
    }

    private SimpleMatrix slope(double[] rates) {
        final double[] response = this.response.apply(rates);
        final SimpleMatrix slope = new SimpleMatrix(rates.length, 1);
        for (int a = 0; a < rates.length; a++) {
            slope.set(a, response[a] - rates[a]);
        }
        return slope;
    }

    private static double[] moved(double[] rates, SimpleMatrix slope, double step) {
        final double[] moved = new double[rates.length];
        for (int a = 0; a < moved.length; a++) {
            moved[a] = Math.max(0, rates[a] + step * slope.get(a));
        }
        return moved;
    }

    private static boolean isAtRest(double[] rates, SimpleMatrix slope) {
        for (int a = 0; a < rates.length; a++) {
            if (Math.abs(slope.get(a)) > FLOOR * AT_REST + AT_REST * rates[a]) {
                return false;
            }
        }
        return true;
    }
}
