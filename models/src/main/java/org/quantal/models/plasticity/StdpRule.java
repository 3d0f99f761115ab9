package org.quantal.models.plasticity;

import static org.quantal.simulator.model.Dimension.NUMBER;
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
 * Pair-based spike-timing dependent plasticity as NEST's {@code stdp_synapse}, with u = |w|/Wmax, traces x of
 * presynaptic and y of postsynaptic spikes:
 *
 * <pre>
 * postsynaptic spike:  u += lambda (1 - u)^mu_plus x          presynaptic spike:  u -= lambda alpha u^mu_minus y
 * </pre>
 *
 * <p>mu = 0 is the additive rule, mu = 1 the multiplicative one, between them lies the power law. u stays in [0, 1].
 *
 * @param tauPlusMs  tau_plus, time constant of potentiation (of x) in ms, positive
 * @param tauMinusMs tau_minus, time constant of depression (of y) in ms, positive; in NEST a parameter of the neuron
 * @param lambda     step size, not negative
 * @param alpha      depression over potentiation, not negative
 * @param muPlus     exponent of potentiation, not negative
 * @param muMinus    exponent of depression, not negative
 * @param wMax       Wmax, largest |weight| in the unit of the weights, positive
 */
public record StdpRule(double tauPlusMs, double tauMinusMs, double lambda, double alpha, double muPlus,
        double muMinus, double wMax)
        implements PlasticityRule {

    /** As users find it in the catalogue. */
    public static final ModelEntry<PlasticityRule> ENTRY = new ModelEntry<>("stdp",
            "pair-based spike-timing dependent plasticity: additive, multiplicative or between",
            "Guetig et al. 2003, J Neurosci 23:3697; NEST stdp_synapse", List.of(
                    ParameterSpec.of("tau_plus", TIME, 20, "time constant of potentiation"),
                    ParameterSpec.of("tau_minus", TIME, 20, "time constant of depression"),
                    ParameterSpec.of("lambda", NUMBER, 0.01, "step size"),
                    ParameterSpec.of("alpha", NUMBER, 1, "depression over potentiation"),
                    ParameterSpec.of("mu_plus", NUMBER, 1, "exponent of potentiation: 0 additive, 1 multiplicative"),
                    ParameterSpec.of("mu_minus", NUMBER, 1, "exponent of depression: 0 additive, 1 multiplicative"),
                    ParameterSpec.of("Wmax", NUMBER, 100, "largest |weight|, in the unit of the weights")),
            p -> new StdpRule(p.get("tau_plus"), p.get("tau_minus"), p.get("lambda"), p.get("alpha"), p.get("mu_plus"),
                    p.get("mu_minus"), p.get("Wmax")));

    public StdpRule {
        Check.positive("tau_plus", tauPlusMs, "ms");
        Check.positive("tau_minus", tauMinusMs, "ms");
        Check.notNegative("lambda", lambda, "");
        Check.notNegative("alpha", alpha, "");
        Check.notNegative("mu_plus", muPlus, "");
        Check.notNegative("mu_minus", muMinus, "");
        Check.positive("Wmax", wMax, "");
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double[] postsynapticTausMs() {
        return new double[] {tauMinusMs};
    }

    @Override
    public void check(Projection projection) {
        Strength.checkLargest(wMax, projection);
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
        private final double up;
        private final double down;
        private final double muPlus;
        private final double muMinus;

        Running(StdpRule rule, Context context) {
            x = trace(context, rule.tauPlusMs);
            y = context.history().trace(rule.tauMinusMs);
            sign = Strength.sign(context.projection());
            wMax = rule.wMax;
            up = rule.lambda * wMax;
            down = rule.lambda * rule.alpha * wMax;
            muPlus = rule.muPlus;
            muMinus = rule.muMinus;
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
                    w = potentiated(w, x.at(run.source, history.tick(post, k) + run.delay));
                }
                if (isPresynaptic) {
                    w = depressed(w, history.trace(y, post, until));
                }
                weight[s] = (float) (sign * w);
            }
        }

        private float potentiated(double w, double trace) {
            // A weight that was rounded up to just above Wmax must not reach the power.
            return (float) Math.min(wMax, w + up * power(Math.max(0, 1 - w / wMax), muPlus) * trace);
        }

        private float depressed(double w, double trace) {
            return (float) Math.max(0, w - down * power(w / wMax, muMinus) * trace);
        }

        private static double power(double base, double exponent) {
            return exponent == 0 ? 1 : exponent == 1 ? base : StrictMath.pow(base, exponent);
        }
    }
}
