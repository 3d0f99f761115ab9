package org.quantal.rate.siegert;

/**
 * Dawson's integral D(x) = exp(-x²) times the integral of exp(t²) from 0 to x, to 14 digits: the sum of Rybicki (1989,
 * Computers in Physics 3:85), whose error falls as exp(-(pi/2h)²) with its spacing h, and the power series near 0,
 * where that sum cancels.
 */
final class Dawson {
    private static final double SERIES_BELOW = 0.2;
    private static final double SPACING = 0.25;
    /** Odd offsets from the middle of the sum, on either side; the next Gaussian is below 1e-19. */
    private static final int REACH = 27;
    private static final double[] GAUSSIAN = new double[REACH + 1];

    static {
        for (int k = 0; k <= REACH; k++) {
            GAUSSIAN[k] = StrictMath.exp(-k * SPACING * k * SPACING);
        }
    }

    private Dawson() {
    }

    static double value(double x) {
        final double size = Math.abs(x);
        return Math.copySign(size < SERIES_BELOW ? series(size) : sum(size), x);
    }

    /** x - (2/3) x³ + (4/15) x⁵ - ..., nested. */
    private static double series(double x) {
        final double square = 2 * x * x;
        double nested = 1;
        for (int n = 19; n >= 3; n -= 2) {
            nested = 1 - square / n * nested;
        }
        return x * nested;
    }

    /**
     * 1/sqrt(pi) sum of exp(-(x - n h)²)/n over odd n, taken about the even n closest to x/h: with n = middle + k the
     * Gaussian is exp(-d²) exp(2 d k h) exp(-(k h)²).
     */
    private static double sum(double x) {
        final double middle = 2 * Math.rint(x / (2 * SPACING));
        final double offset = x - middle * SPACING;
        final double step = StrictMath.exp(2 * offset * SPACING);
        final double twoSteps = step * step;
        double up = step;
        double sum = 0;
        for (int k = 1; k <= REACH; k += 2) {
            sum += GAUSSIAN[k] * (up / (middle + k) + 1 / (up * (middle - k)));
            up *= twoSteps;
        }
        return StrictMath.exp(-offset * offset) * sum / StrictMath.sqrt(Math.PI);
    }
}
