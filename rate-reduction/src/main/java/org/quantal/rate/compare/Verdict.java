package org.quantal.rate.compare;

import static org.quantal.io.run.Numbers.significant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantal.rate.Drive;
import org.quantal.rate.meanfield.Caution;

/** One line that says whether theory holds for a population, and if not, why not and what to trust. */
final class Verdict {
    /** Doubts that have words of their own here. */
    private static final Set<Caution> SAID = Set.of(Caution.JUMPS, Caution.LARGE_JUMPS, Caution.SLOW);
    private static final int FEW_SPIKES = 25;
    private static final double WIDE = 0.1;
    private static final double TOGETHER = 1;

    private Verdict() {
    }

    static String of(String population, SpikeMeasurement measured, List<Prediction> predictions) {
        final Estimate rate = measured.rateHz();
        final String head = population + ": " + text(rate) + " Hz";
        if (predictions.isEmpty()) {
            return head;
        }
        final String said = predictions.stream()
                .map(prediction -> prediction.title() + " " + significant(prediction.rateHz(), 3)
                + (measured.spikes() == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)",
                100 * prediction.deviation(rate))))
                .collect(Collectors.joining(", "));
        return head + "; " + said + ": " + judgement(measured, predictions);
    }

    /** A value with its error, rounded to the error's second digit. */
    static String text(Estimate estimate) {
        if (!estimate.exists()) {
            return "-";
        }
        if (!(estimate.error() > 0)) {
            return significant(estimate.value(), 3);
        }
        final int digits = (int) Math.max(0, Math.min(9, 1 - Math.floor(Math.log10(estimate.error()))));
        return String.format(Locale.ROOT, "%." + digits + "f \u00b1 %." + digits + "f", estimate.value(),
                estimate.error());
    }

    private static String judgement(SpikeMeasurement measured, List<Prediction> predictions) {
        final Estimate rate = measured.rateHz();
        final Prediction first = predictions.get(0);
        if (first.agrees(rate)) {
            return measured.spikes() < FEW_SPIKES || rate.error() > WIDE * rate.value()
                    ? "agrees, but the error is wide; record longer" : "agrees";
        }
        final List<Prediction> others = predictions.subList(1, predictions.size());
        final List<Prediction> right = others.stream().filter(other -> other.agrees(rate)).toList();
        // Where a theory of independent neurons holds, it is not their dependence that another one misses.
        final List<String> reasons = reasons(first, right.isEmpty() ? measured.modulation() : 0);
        final String off = first.title() + " is " + distance(first, rate)
                + (reasons.isEmpty() ? "" : "; " + String.join(", ", reasons));
        if (!right.isEmpty()) {
            return off + "; trust " + right.get(right.size() - 1).title();
        }
        final boolean nearer = !others.isEmpty() && others.stream().allMatch(
                other -> Math.abs(other.deviation(rate)) < Math.abs(first.deviation(rate)));
        return off + (others.isEmpty() ? "; trust the simulation" : nearer
                ? "; " + others.get(others.size() - 1).title()
                + " is nearer, but trust the simulation" : "; trust the simulation");
    }

    private static String distance(Prediction prediction, Estimate rate) {
        final double deviation = prediction.deviation(rate);
        if (Double.isInfinite(deviation)) {
            return "too high";
        }
        final double percent = 100 * Math.abs(deviation);
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %% too %s" : "%.0f %% too %s", percent,
                deviation > 0 ? "high" : "low");
    }

    private static List<String> reasons(Prediction prediction, double modulation) {
        final List<String> reasons = new ArrayList<>();
        final Set<Caution> cautions = prediction.cautions();
        if (cautions.contains(Caution.JUMPS) || cautions.contains(Caution.LARGE_JUMPS)) {
            reasons.add(String.format(Locale.ROOT, "jumps are large (J/sigma = %s, gamma = %s)",
                    significant(prediction.drive().map(Drive::jumpRatio).orElse(Double.NaN), 2),
                    significant(prediction.drive().map(Drive::gamma).orElse(Double.NaN), 2)));
        }
        if (cautions.contains(Caution.SLOW)) {
            reasons.add("synaptic currents are slow");
        }
        if (modulation > TOGETHER) {
            reasons.add(String.format(Locale.ROOT, "neurons fire together (the population's rate varies by %.0f %%)",
                    100 * modulation));
        }
        cautions.stream().filter(caution -> !SAID.contains(caution)).map(Caution::sentence)
                .map(sentence -> sentence.replaceFirst("[;:,].*", "")).forEach(reasons::add);
        return reasons;
    }
}
