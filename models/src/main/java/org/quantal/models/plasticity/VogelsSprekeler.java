package org.quantal.models.plasticity;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.RATE;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.List;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.Projection;

/**
 * Inhibitory plasticity that leads postsynaptic neurons to a target rate (Vogels et al. 2011), as NEST's {@code
 * vogels_sprekeler_synapse}, with traces x of presynaptic and y of postsynaptic spikes:
 *
 * <pre>
 * postsynaptic spike:  |w| += eta x          presynaptic spike:  |w| += eta (y - alpha),    alpha = 2 rho0 tau
 * </pre>
 *
 * <p>|w| stays in [0, Wmax]. Meant for inhibitory projections; on an excitatory one it drives rates away from the
 * target.
 *
 * @param tauMs   tau, time constant of both traces in ms, positive
 * @param eta     step size in the unit of the weights, not negative
 * @param rho0Hz  rho0, target rate in Hz, not negative
 * @param wMax    Wmax, largest |weight| in the unit of the weights, positive
 */
public record VogelsSprekeler(double tauMs, double eta, double rho0Hz, double wMax) implements PlasticityRule {

    /** As users find it in the catalogue; alpha has NEST's default of 0.12. */
    public static final ModelEntry<PlasticityRule> ENTRY = new ModelEntry<>("vogels_sprekeler",
            "symmetric plasticity of inhibitory synapses that leads neurons to a target rate",
            "Vogels et al. 2011, Science 334:1569; NEST vogels_sprekeler_synapse", List.of(
                    ParameterSpec.of("tau", TIME, 20, "time constant of both traces"),
                    ParameterSpec.of("eta", NUMBER, 0.001, "step size, in the unit of the weights"),
                    ParameterSpec.of("rho0", RATE, 3, "target rate; NEST's alpha is 2 rho0 tau"),
                    ParameterSpec.of("Wmax", NUMBER, 100, "largest |weight|, in the unit of the weights")),
            p -> new VogelsSprekeler(p.get("tau"), p.get("eta"), p.get("rho0"), p.get("Wmax")));

    public VogelsSprekeler {
        Check.positive("tau", tauMs, "ms");
        Check.notNegative("eta", eta, "");
        Check.notNegative("rho0", rho0Hz, "Hz");
        Check.positive("Wmax", wMax, "");
    }

    /**
     * Depression at each presynaptic spike in units of eta. At the target rate the mean of y is half of it, and so is
     * what postsynaptic spikes add for each presynaptic one.
     */
    public double alpha() {
        return 2 * rho0Hz * tauMs * 1e-3;
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double[] postsynapticTausMs() {
        return new double[] {tauMs};
    }

    @Override
    public void check(Projection projection) {
        Strength.checkLargest(wMax, projection);
        Strength.checkSigned(projection);
    }

    @Override
    public Plasticity create(Context context) {
        return new Running(this, context);
    }

    private static final class Running extends TracingRule {
        private final PresynapticTrace x;
        private final int y;
        private final double sign;
        private final double wMax;
        private final double eta;
        private final double down;

        Running(VogelsSprekeler rule, Context context) {
            x = trace(context, rule.tauMs);
            y = context.history().trace(rule.tauMs);
            sign = Strength.sign(context.projection());
            wMax = rule.wMax;
            eta = rule.eta;
            down = rule.eta * rule.alpha();
        }

        @Override
        public void onSpike(SynapseRun run) {
            final SpikeHistory history = run.history;
            final float[] weight = run.weight;
            final int[] neuron = run.neuron;
            final long until = run.until;
            final boolean isPresynaptic = run.presynaptic != SynapseRun.NEVER;
            for (int s = run.from; s < run.to; s++) {
                final int post = neuron[s];
                double w = sign * weight[s];
                final int count = history.count(post);
                for (int k = history.firstAfter(post, run.after); k < count && history.tick(post, k) <= until; k++) {
                    w = (float) Math.min(wMax, w + eta * x.at(run.source, history.tick(post, k) + run.delay));
                }
                if (isPresynaptic) {
                    // As in NEST the upper bound acts before the depression, so that a weight at Wmax can fall.
                    w = (float) Math.max(0, Math.min(wMax, w + eta * history.trace(y, post, until)) - down);
                }
                weight[s] = (float) (sign * w);
            }
        }
    }
}
