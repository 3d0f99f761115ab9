package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.RATE;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.network.Distribution;

/**
 * Source of independent Poisson spike trains whose rate is piecewise constant: {@code ratesHz[k]} from {@code
 * startsMs[k]} until the next start, for ever after the last one, and 0 before the first. Time 0 is the end of the
 * warm-up. On a grid there is at most one spike a step, with probability 1 - exp(-rate h).
 */
public final class StepPoissonSource implements SpikeSource {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("step_poisson_source",
            "source of independent Poisson spike trains whose rate changes in steps",
            "NEST inhomogeneous_poisson_generator", List.of(
                    ParameterSpec.list("times", TIME,
                    "when each rate begins, ascending; the rate is 0 before the first"),
                    ParameterSpec.list("rates", RATE, "rate of each neuron from each time on, as many as times")),
            p -> new StepPoissonSource(p.list("times"), p.list("rates")));

    private final double[] startsMs;
    private final double[] ratesHz;

    /**
     * @param startsMs when each rate begins in ms, ascending; on the grid, if there is one
     * @param ratesHz  rates in Hz, as many, not negative
     */
    public StepPoissonSource(double[] startsMs, double[] ratesHz) {
        if (startsMs.length != ratesHz.length || startsMs.length == 0) {
            throw new IllegalArgumentException("rates must be as many as times, at least one: times="
                    + startsMs.length + " rates=" + ratesHz.length);
        }
        for (int k = 0; k < startsMs.length; k++) {
            Check.finite("times", startsMs[k], "ms");
            Check.notNegative("rates", ratesHz[k], "Hz");
            if (k > 0 && startsMs[k] <= startsMs[k - 1]) {
                throw new IllegalArgumentException("times must ascend: times[" + k + "]=" + startsMs[k] + " ms after "
                        + startsMs[k - 1] + " ms");
            }
        }
        this.startsMs = startsMs.clone();
        this.ratesHz = ratesHz.clone();
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("rate", "Hz", 0, false));
    }

    @Override
    public Optional<SourceRate> sourceRate(Map<String, Distribution> initialValues, double fromMs, double toMs) {
        double spikes = 0;
        for (int k = 0; k < startsMs.length; k++) {
            final double end = k + 1 < startsMs.length ? Math.min(startsMs[k + 1], toMs) : toMs;
            spikes += ratesHz[k] * Math.max(0, end - Math.max(startsMs[k], fromMs));
        }
        return Optional.of(new SourceRate(spikes / (toMs - fromMs), false));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        final TimeGrid grid = new TimeGrid(context.stepMs());
        final long[] starts = Arrays.stream(startsMs).mapToLong(start -> grid.steps("times", start)).toArray();
        return new ModulatedPoissonGroup(step -> rate(starts, step), rate(starts, context.firstStep() - 1), context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return PoissonEvents.common(this::rate, Arrays.stream(ratesHz).max().orElseThrow(), context);
    }

    private double rate(double timeMs) {
        final int found = Arrays.binarySearch(startsMs, timeMs);
        final int k = found >= 0 ? found : -found - 2;
        return k < 0 ? 0 : ratesHz[k];
    }

    private double rate(long[] starts, long step) {
        final int found = Arrays.binarySearch(starts, step);
        final int k = found >= 0 ? found : -found - 2;
        return k < 0 ? 0 : ratesHz[k];
    }
}
