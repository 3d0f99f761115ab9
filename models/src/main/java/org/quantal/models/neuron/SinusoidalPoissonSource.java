package org.quantal.models.neuron;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.RATE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.network.Distribution;

/**
 * Source of independent Poisson spike trains whose rate is max(0, rate + amplitude sin(2 pi frequency t + phase)),
 * with t = 0 at the end of the warm-up. The rate is averaged over each step exactly (before it is cut at 0); at most
 * one spike a step, with probability 1 - exp(-rate h). In continuous time the rate is that of each instant.
 *
 * @param rateHz       mean rate in Hz, not negative
 * @param amplitudeHz  amplitude of the modulation in Hz; beyond the mean rate it is cut
 * @param frequencyHz  frequency of the modulation in Hz, not negative
 * @param phaseDegrees phase of the modulation in degrees
 */
public record SinusoidalPoissonSource(double rateHz, double amplitudeHz, double frequencyHz, double phaseDegrees)
        implements SpikeSource {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("sinusoidal_poisson_source",
            "source of independent Poisson spike trains with sinusoidally modulated rate",
            "NEST sinusoidal_poisson_generator", List.of(
                    ParameterSpec.of("rate", RATE, 0, "mean rate"),
                    ParameterSpec.of("amplitude", RATE, 0, "amplitude of the modulation; the rate is cut at 0"),
                    ParameterSpec.of("frequency", RATE, 0, "frequency of the modulation"),
                    ParameterSpec.of("phase", NUMBER, 0, "phase of the modulation in degrees")),
            p -> new SinusoidalPoissonSource(p.get("rate"), p.get("amplitude"), p.get("frequency"), p.get("phase")));

    /** Times at which the rate is looked at for its mean. */
    private static final int SAMPLES = 100_000;

    public SinusoidalPoissonSource {
        Check.notNegative("rate", rateHz, "Hz");
        Check.finite("amplitude", amplitudeHz, "Hz");
        Check.notNegative("frequency", frequencyHz, "Hz");
        Check.finite("phase", phaseDegrees, "degrees");
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("rate", "Hz", rate(1, 0), false));
    }

    @Override
    public Optional<SourceRate> sourceRate(Map<String, Distribution> initialValues, double fromMs, double toMs) {
        if (amplitudeHz == 0 || frequencyHz == 0) {
            return Optional.of(new SourceRate(rate(1, 0), true));
        }
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += rate(1, fromMs + (i + 0.5) / SAMPLES * (toMs - fromMs));
        }
        return Optional.of(new SourceRate(sum / SAMPLES, false));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        final double h = context.stepMs();
        final double half = StrictMath.PI * 1e-3 * frequencyHz * h;
        final double flattened = half == 0 ? 1 : StrictMath.sin(half) / half;
        return new ModulatedPoissonGroup(step -> rate(flattened, (step + 0.5) * h), rate(1, 0), context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return PoissonEvents.common(timeMs -> rate(1, timeMs), rateHz + Math.abs(amplitudeHz), context);
    }

    /** The rate at a time, or averaged over an interval around it: then the modulation is flattened by sin(x)/x. */
    private double rate(double flattened, double timeMs) {
        final double cycles = 1e-3 * frequencyHz * timeMs + phaseDegrees / 360;
        final double angle = 2 * StrictMath.PI * (cycles - Math.floor(cycles));
        return Math.max(0, rateHz + amplitudeHz * flattened * StrictMath.sin(angle));
    }
}
