package org.quantal.rate.siegert;

import java.util.function.DoubleUnaryOperator;

/** Gauss-Legendre quadrature: exact for polynomials up to twice the number of nodes. */
final class GaussLegendre {
    private final double[] nodes;
    private final double[] weights;

    /** Finds the nodes, which are the roots of a Legendre polynomial, by Newton's method. */
    GaussLegendre(int count) {
        nodes = new double[count];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            double x = -StrictMath.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double change;
            do {
                change = value(count, x) / slope(count, x);
                x -= change;
            } while (Math.abs(change) > 1e-15);
            final double slope = slope(count, x);
            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    /** The polynomial of a degree, by Bonnet's recursion. */
    private static double value(int degree, double x) {
        double before = 1;
        double last = x;
        for (int n = 2; n <= degree; n++) {
            final double next = ((2 * n - 1) * x * last - (n - 1) * before) / n;
            before = last;
            last = next;
        }
        return degree == 0 ? 1 : last;
    }

    private static double slope(int degree, double x) {
        return degree * (x * value(degree, x) - value(degree - 1, x)) / (x * x - 1);
    }

    /** The integral of a function from one bound to another, which may be below. */
    double integral(DoubleUnaryOperator function, double from, double to) {
        final double half = 0.5 * (to - from);
        final double middle = 0.5 * (to + from);
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * function.applyAsDouble(middle + half * nodes[i]);
        }
        return half * sum;
    }
}
