package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.RATE;
import static org.quantal.simulator.model.Dimension.TIME;

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
 * Source of independent Poisson spike trains with pulses of another rate, once or again and again. Time 0 is the end
 * of the warm-up; there are no pulses before {@code startMs}. On a grid, which the times must then lie on, there is at
 * most one spike a step, with probability 1 - exp(-rate h).
 *
 * @param rateHz     rate outside pulses in Hz, not negative
 * @param pulseHz    rate within pulses in Hz, not negative
 * @param startMs    start of the first pulse in ms, on the grid
 * @param durationMs length of a pulse in ms, on the grid
 * @param intervalMs time from a pulse's start to the next one's in ms, on the grid, longer than a pulse; 0 for one
 *                   pulse only
 */
public record PulsePoissonSource(double rateHz, double pulseHz, double startMs, double durationMs, double intervalMs)
        implements SpikeSource {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("pulse_poisson_source",
            "source of independent Poisson spike trains with pulses of another rate",
            "NEST inhomogeneous_poisson_generator with a periodic pattern", List.of(
                    ParameterSpec.of("rate", RATE, 0, "rate outside pulses"),
                    ParameterSpec.of("pulse_rate", RATE, 0, "rate within pulses"),
                    ParameterSpec.of("start", TIME, 0, "start of the first pulse"),
                    ParameterSpec.of("duration", TIME, 10, "length of a pulse"),
                    ParameterSpec.of("interval", TIME, 0,
                    "time from one pulse's start to the next one's; 0 for one pulse only")),
            p -> new PulsePoissonSource(p.get("rate"), p.get("pulse_rate"), p.get("start"), p.get("duration"),
            p.get("interval")));

    public PulsePoissonSource {
        Check.notNegative("rate", rateHz, "Hz");
        Check.notNegative("pulse_rate", pulseHz, "Hz");
        Check.finite("start", startMs, "ms");
        Check.notNegative("duration", durationMs, "ms");
        Check.notNegative("interval", intervalMs, "ms");
        if (intervalMs > 0 && intervalMs < durationMs) {
            throw new IllegalArgumentException("interval must not be shorter than a pulse: interval=" + intervalMs
                    + " ms, duration=" + durationMs + " ms");
        }
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("rate", "Hz", rateHz, false));
    }

    @Override
    public Optional<SourceRate> sourceRate(Map<String, Distribution> initialValues, double fromMs, double toMs) {
        final double pulses = pulseTime(toMs) - pulseTime(fromMs);
        final double share = pulses / (toMs - fromMs);
        return Optional.of(new SourceRate(share * pulseHz + (1 - share) * rateHz, pulses == 0 || pulseHz == rateHz));
    }

    /** Time within pulses, from the first pulse's start up to a time, in ms. */
    private double pulseTime(double timeMs) {
        final double since = Math.max(0, timeMs - startMs);
        final double whole = intervalMs > 0 ? Math.floor(since / intervalMs) : 0;
        return whole * durationMs + Math.min(since - whole * intervalMs, durationMs);
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        final TimeGrid grid = new TimeGrid(context.stepMs());
        final long start = grid.steps("start", startMs);
        final long duration = grid.steps("duration", durationMs);
        final long interval = grid.steps("interval", intervalMs);
        return new ModulatedPoissonGroup(step -> {
            final long since = interval > 0 && step >= start ? (step - start) % interval : step - start;
            return since >= 0 && since < duration ? pulseHz : rateHz;
        }, rateHz, context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return PoissonEvents.common(timeMs -> {
            double since = timeMs - startMs;
            if (intervalMs > 0 && since >= intervalMs) {
                final double pulses = Math.floor(since / intervalMs);
                // The quotient may have been rounded up to the next pulse.
                since -= (since < pulses * intervalMs ? pulses - 1 : pulses) * intervalMs;
            }
            return since >= 0 && since < durationMs ? pulseHz : rateHz;
        }, Math.max(rateHz, pulseHz), context);
    }
}
