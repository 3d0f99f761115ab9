package org.quantal.rate.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.siegert.Siegert;
import org.quantal.simulator.random.StreamRandom;

/**
 * Finds the stationary rates of a mean-field model. In the diffusion approximation, which is quick, rates follow dr/ds
 * = -r + response from silence until they settle, and Newton's method ends it; the same from high and from random
 * rates, and Newton's method from in between, look for further fixed points. Each is then carried over to another
 * method, if that is asked for, by Broyden's method, which needs few responses.
 */
public final class FixedPointSearch {
    private static final int RANDOM_STARTS = 8;
    private static final double LOWEST_START_PER_MS = 1e-5;

    private final MeanField model;
    private final Relaxation relaxation;
    private final Newton newton;

    private FixedPointSearch(MeanField model) {
        this.model = model;
        final TransferFunction siegert = new Siegert();
        relaxation = new Relaxation(rates -> model.respond(rates, siegert), model::couplings);
        newton = new Newton(rates -> model.respond(rates, siegert));
    }

    /**
     * All fixed points that were found: first the one that rates from silence go to, then the others by their mean
     * rate.
     *
     * @throws ReductionException if there is none, or none from silence, or the method does not hold or settle
     */
    public static List<FixedPoint> of(MeanField model, TransferFunction method) {
        final FixedPointSearch search = new FixedPointSearch(model);
        final List<FixedPoint> points = search.all();
        return method instanceof Siegert ? points : search.carryOver(points, method);
    }

    private List<FixedPoint> all() {
        final double[] silence = new double[model.size()];
        final FixedPoint first = settle(silence)
                .orElseThrow(() -> new ReductionException("no fixed point: from silence, rates settle"
                + " nowhere, neither does Newton's method; last rates: " + describe(relaxation.from(silence).rates())
                + "; stronger inhibition or weaker input would bound them"));
        final List<FixedPoint> others = new ArrayList<>();
        for (double[] start : starts()) {
            settle(start).ifPresent(point -> addNew(others, first, point));
            newton(start).ifPresent(point -> addNew(others, first, point));
        }
        for (FixedPoint other : List.copyOf(others)) {
            final double[] between = new double[model.size()];
            Arrays.setAll(between,
                    a -> Math.sqrt(Math.max(first.ratesPerMs()[a], 1e-9) * Math.max(other.ratesPerMs()[a], 1e-9)));
            newton(between).ifPresent(point -> addNew(others, first, point));
        }
        others.sort(Comparator.comparingDouble(point -> Arrays.stream(point.ratesPerMs()).sum()));
        others.add(0, first);
        return others;
    }

    private static void addNew(List<FixedPoint> others, FixedPoint first, FixedPoint point) {
        if (!first.isClose(point) && others.stream().noneMatch(point::isClose)) {
            others.add(point);
        }
    }

    /** High rates, and rates drawn between 0.01 Hz and those, on a logarithmic scale. */
    private List<double[]> starts() {
        final StreamRandom random = new StreamRandom(1);
        final List<double[]> starts = new ArrayList<>();
        final double[] highest = model.populations().stream().mapToDouble(p -> p.neuron().highestPerMs()).toArray();
        starts.add(highest);
        for (int i = 0; i < RANDOM_STARTS; i++) {
            starts.add(Arrays.stream(highest).map(high -> LOWEST_START_PER_MS
                    * StrictMath.pow(Math.max(high, LOWEST_START_PER_MS) / LOWEST_START_PER_MS, random.nextDouble()))
                    .toArray());
        }
        return starts;
    }

    private Optional<FixedPoint> settle(double[] start) {
        final Relaxation.End end = relaxation.from(start);
        // Where rates came to rest, the solution must be near; elsewhere, as on a cycle around a point, anything found
        // is told as it is.
        return newton(end.rates()).filter(point -> !end.atRest() || near(end.rates(), point.ratesPerMs()));
    }

    private static boolean near(double[] rates, double[] solution) {
        for (int a = 0; a < rates.length; a++) {
            if (Math.abs(rates[a] - solution[a]) > 0.05 * solution[a] + 1e-6) {
                return false;
            }
        }
        return true;
    }

    private Optional<FixedPoint> newton(double[] start) {
        return newton.solve(start, model::couplings).map(this::point);
    }

    private FixedPoint point(Newton.Solution solution) {
        return new FixedPoint(solution.rates(), solution.residual(), model.couplings(solution.rates()));
    }

    private List<FixedPoint> carryOver(List<FixedPoint> points, TransferFunction method) {
        final Newton other = new Newton(rates -> model.respond(rates, method));
        final List<FixedPoint> carried = new ArrayList<>();
        for (FixedPoint point : points) {
            final Optional<FixedPoint> found = other.broyden(point.ratesPerMs(), point.couplings()).map(this::point);
            if (carried.isEmpty()) {
                carried.add(found.orElseThrow(() ->
                        new ReductionException("method '" + method.name() + "' settles nowhere near the rates"
                        + " of the diffusion approximation, which are " + describe(point.ratesPerMs()))));
            } else {
                found.ifPresent(one -> addNew(carried, carried.get(0), one));
            }
        }
        return carried;
    }

    private String describe(double[] ratesPerMs) {
        final StringBuilder text = new StringBuilder();
        for (int a = 0; a < ratesPerMs.length; a++) {
            text.append(a == 0 ? "" : ", ").append(model.populations().get(a).name()).append(' ')
                    .append((float) (1000 * ratesPerMs[a]))
                    .append(" Hz");
        }
        return text.toString();
    }
}
