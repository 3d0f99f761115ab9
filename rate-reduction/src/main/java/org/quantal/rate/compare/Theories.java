package org.quantal.rate.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.meanfield.FixedPoint;
import org.quantal.rate.meanfield.Reduction;
import org.quantal.rate.meanfield.ReductionException;

/**
 * What methods say of a scenario.
 *
 * @param reductions those that apply, in the order of the methods
 * @param refusals   why the others do not, by their names; that of the whole theory is under the empty name
 */
public record Theories(List<Reduction> reductions, Map<String, String> refusals) {

    public Theories {
        reductions = List.copyOf(reductions);
    }

    /** Methods applied to a scenario. */
    static Theories of(LoadedScenario loaded, List<TransferFunction> methods) {
        final List<Reduction> reductions = new ArrayList<>();
        final Map<String, String> refusals = new LinkedHashMap<>();
        for (TransferFunction method : methods) {
            try {
                reductions.add(Reduction.of(loaded.scenario(), method));
            } catch (ReductionException e) {
                refusals.put(method.name(), e.getMessage());
            }
        }
        return new Theories(reductions, refusals);
    }

    /** No theory, for one reason. */
    static Theories none(String reason) {
        return new Theories(List.of(), Map.of("", reason));
    }

    /** The fixed point that is nearest to simulated rates in Hz, by the sum of relative distances. */
    static FixedPoint nearest(Reduction reduction, double[] simulatedHz) {
        FixedPoint nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (FixedPoint point : reduction.points()) {
            double distance = 0;
            for (int a = 0; a < simulatedHz.length; a++) {
                final double sum = point.rateHz(a) + simulatedHz[a];
                distance += sum > 0 ? Math.abs(point.rateHz(a) - simulatedHz[a]) / sum : 0;
            }
            if (distance < least) {
                least = distance;
                nearest = point;
            }
        }
        return nearest;
    }
}
