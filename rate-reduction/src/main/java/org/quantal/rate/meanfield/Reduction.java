package org.quantal.rate.meanfield;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.rate.TransferFunction;
import org.quantal.simulator.Scenario;

/**
 * The rates of a scenario's network.
 *
 * @param model  its mean-field model
 * @param method how rates followed from input
 * @param points fixed points; the first is the one that rates go to from silence
 */
public record Reduction(MeanField model, TransferFunction method, List<FixedPoint> points) {

    public Reduction {
        points = List.copyOf(points);
    }

    /** Reduces a network and finds its rates; throws {@link ReductionException} if it cannot. */
    public static Reduction of(Scenario scenario, TransferFunction method) {
        final MeanField model = NetworkReduction.of(scenario);
        return new Reduction(model, method, FixedPointSearch.of(model, method));
    }

    /** The fixed point that rates go to from silence. */
    public FixedPoint point() {
        return points.get(0);
    }

    /** Rates in Hz by population, at the fixed point that they go to from silence. */
    public Map<String, Double> ratesHz() {
        final Map<String, Double> rates = new LinkedHashMap<>();
        for (int a = 0; a < model.size(); a++) {
            rates.put(model.populations().get(a).name(), point().rateHz(a));
        }
        return rates;
    }

    /** Doubts about a population's rate at a fixed point. */
    public Set<Caution> cautions(int population, FixedPoint point) {
        final Set<Caution> cautions = model.cautions(population, point.ratesPerMs());
        if (method.holdsForAnyJump()) {
            cautions.removeIf(Caution::isOfDiffusion);
        }
        if (!point.isStable()) {
            cautions.add(Caution.UNSTABLE);
        }
        return cautions;
    }
}
