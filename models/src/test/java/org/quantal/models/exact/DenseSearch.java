package org.quantal.models.exact;

import java.util.stream.IntStream;
import org.quantal.simulator.random.StreamRandom;

/**
 * First threshold crossings by brute force: V on a dense grid of times, from its textbook formula. Up to 2 10^4 decay
 * times, each point within 1.5 % of the next.
 */
final class DenseSearch {
    private static final int POINTS = 1280;
    private static final double SPACING = 0.015;
    private static final double[] GRID = IntStream.rangeClosed(0, POINTS)
            .mapToDouble(k -> 1e-4 * Math.expm1(SPACING * k))
            .toArray();

    final double v0;
    final double i1;
    final double i2;
    final double vInf;
    final double threshold;
    final double tauM;
    final double tau1;
    final double tau2;
    final double capacitance;

    DenseSearch(double v0, double i1, double i2, double vInf, double threshold, double tauM, double tau1, double tau2,
            double capacitance) {
        this.v0 = v0;
        this.i1 = i1;
        this.i2 = i2;
        this.vInf = vInf;
        this.threshold = threshold;
        this.tauM = tauM;
        this.tau1 = tau1;
        this.tau2 = tau2;
        this.capacitance = capacitance;
    }

    /** The same state with another threshold. */
    DenseSearch withThreshold(double other) {
        return new DenseSearch(v0, i1, i2, vInf, other, tauM, tau1, tau2, capacitance);
    }

    static DenseSearch random(StreamRandom random, double tauM, double tau1, double tau2, boolean two) {
        // Half of the states start close to threshold, where crossings are decided by little.
        final double below = random.nextDouble() < 0.5 ? 2 : 25;
        final double scale = random.nextDouble() < 0.5 ? 500 : 5000;
        return new DenseSearch(15 - below * (1 - random.nextDouble()), scale * (2 * random.nextDouble() - 1),
                two ? scale * (2 * random.nextDouble() - 1) : 0, -5 + 25 * random.nextDouble(), 15, tauM, tau1,
                tau2, 250);
    }

    double distance(double t) {
        return vInf + (v0 - vInf) * Math.exp(-t / tauM) + i1 / capacitance * kernel(t, tau1)
                + (i2 == 0 ? 0 : i2 / capacitance * kernel(t, tau2)) - threshold;
    }

    /** What rounding can make of a distance. */
    double rounding() {
        return 1e-15 * (Math.abs(v0) + 2 * Math.abs(vInf) + threshold
                + 4 * (Math.abs(i1) + Math.abs(i2)) / capacitance * Math.min(tauM, Math.max(tau1, tau2)));
    }

    /** Differences of exponentials, or their Taylor series where they would cancel. */
    private double kernel(double t, double tau) {
        final double d = t * ((tauM - tau) / (tauM * tau));
        if (Math.abs(d) > 0.25) {
            return (Math.exp(-t / tauM) - Math.exp(-t / tau)) * (tauM * tau / (tauM - tau));
        }
        double sum = 0;
        for (int k = 11; k >= 1; k--) {
            sum = d / (k + 1) * (1 + sum);
        }
        return t * Math.exp(-t / tau) * (1 + sum);
    }

    private double time(int point) {
        return tauM * GRID[point];
    }

    /** The first crossing; infinity if none is seen. */
    double firstCrossing() {
        for (int k = 1; k <= POINTS; k++) {
            if (distance(time(k)) >= 0) {
                return bisect(time(k - 1), time(k));
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    double bisect(double from, double to) {
        double low = from;
        double high = to;
        while (true) {
            final double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                return high;
            }
            if (distance(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /**
     * The first local maximum after now, by golden section between neighbours on the grid; NaN if V only falls or only
     * rises.
     */
    double firstMaximum() {
        double before = distance(0);
        double here = distance(time(1));
        for (int k = 1; k < POINTS; k++) {
            final double after = distance(time(k + 1));
            if (here > before && here > after) {
                double low = time(k - 1);
                double high = time(k + 1);
                for (int i = 0; i < 100; i++) {
                    final double a = high - 0.6180339887498949 * (high - low);
                    final double b = low + 0.6180339887498949 * (high - low);
                    if (distance(a) > distance(b)) {
                        high = b;
                    } else {
                        low = a;
                    }
                }
                return 0.5 * (low + high);
            }
            before = here;
            here = after;
        }
        return Double.NaN;
    }

    /**
     * Compares an answer with the search.
     *
     * @return {@code null} if they agree, or what is wrong
     */
    String judge(double answer) {
        final double found = firstCrossing();
        if (Double.isNaN(answer) || answer < 0) {
            return "not a time: " + answer + this;
        }
        if (Double.isInfinite(answer)) {
            if (Double.isInfinite(found)) {
                return null;
            }
            double highest = Double.NEGATIVE_INFINITY;
            for (int k = 1; k <= POINTS; k++) {
                highest = Math.max(highest, distance(time(k)));
            }
            return highest < rounding() ? null : "missed a crossing at " + found + this;
        }
        if (!(Math.abs(distance(answer)) <= rounding() + Math.abs(slope(answer)) * 1e-12 * answer)) {
            return "spurious: V - threshold is " + distance(answer) + " mV at " + answer + this;
        }
        // Where V touches the threshold almost flat, rounding of V moves the crossing by this much.
        final double blur = rounding() / Math.abs(slope(answer)) + Math.sqrt(rounding()) * (flat(answer) ? 1 : 0);
        if (found < answer - 1e-12 * answer - blur) {
            return "not the first: " + found + " before " + answer + this;
        }
        if (found < 1.01 * answer && found > answer + 1e-12 * answer + blur) {
            return "inaccurate: " + answer + " instead of " + found + this;
        }
        return null;
    }

    private boolean flat(double t) {
        return Math.abs(slope(t)) < 1e-5;
    }

    private double slope(double t) {
        final double step = 1e-4 * t;
        return (distance(t + step) - distance(t - step)) / (2 * step);
    }

    @Override
    public String toString() {
        return " at v0=" + v0 + " i1=" + i1 + " i2=" + i2 + " vInf=" + vInf + " threshold=" + threshold
                + " tauM=" + tauM + " tau1=" + tau1 + " tau2=" + tau2;
    }
}
