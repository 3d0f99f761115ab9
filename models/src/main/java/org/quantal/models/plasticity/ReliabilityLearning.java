package org.quantal.models.plasticity;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.PROBABILITY;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.List;
import org.quantal.models.reliability.SpikingContrastiveRule;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.Projection;

/**
 * Event-driven contrastive learning of weights and release probabilities, with p+ = sigma(alpha + W), p = sigma(alpha):
 *
 * <pre>
 * W += eps g e p+,     alpha += eps kappa g e (p+ - p)
 * </pre>
 *
 * <p>At a postsynaptic spike e is the presynaptic trace, at a presynaptic spike the postsynaptic one. g is +1 while
 * data drive the network and -1 while it runs free. W is the weight in log-odds: w/weight_scale, where the scale is the
 * width of the escape noise of the target neurons (mV for delta synapses; otherwise the weight whose effect is as large
 * as that width).
 *
 * <p>W grows and shrinks in either phase, but a synapse keeps the sign of its projection: an update beyond 0 ends at 0,
 * so that excitatory synapses stay excitatory (Dale). p stays in [p_min, p_max].
 *
 * @param rule        eps and kappa
 * @param tauCMs      tau_c, time constant of both traces in ms, positive; 10 to 20 ms
 * @param weightScale weight of one log-odds unit, in the unit of the weights, positive
 * @param dataPhaseMs duration of a data phase (g = +1) in ms, positive
 * @param freePhaseMs duration of a free phase (g = -1) in ms, not negative; 0 for g = +1 always
 * @param bounds      p_min and p_max, below 1
 */
public record ReliabilityLearning(SpikingContrastiveRule rule, double tauCMs, double weightScale, double dataPhaseMs,
        double freePhaseMs, ProbabilityBounds bounds) implements PlasticityRule {

    /** As users find it in the catalogue. */
    public static final ModelEntry<PlasticityRule> ENTRY = new ModelEntry<>("reliability",
            "contrastive learning of weights and release probabilities: strong synapses become reliable",
            "Al-Shedivat, Neftci & Cauwenberghs 2014, arXiv:1412.7272; Neftci et al. 2016, Front Neurosci 10:241",
            List.of(
                    ParameterSpec.of("eps", NUMBER, 0.01, "learning rate of the weight, log-odds per coincidence"),
                    ParameterSpec.of("kappa", NUMBER, 5, "learning rate of the log-odds of release over eps"),
                    ParameterSpec.of("tau_c", TIME, 15, "time constant of both traces"),
                    ParameterSpec.required("weight_scale", NUMBER,
                    "weight of one log-odds unit: the width of the escape noise"),
                    ParameterSpec.of("data_phase", TIME, 100, "duration of a data phase; one begins at time 0"),
                    ParameterSpec.of("free_phase", TIME, 0, "duration of a free phase, which unlearns; 0 for none"),
                    ParameterSpec.of("p_min", PROBABILITY, 0.01, "smallest release probability"),
                    ParameterSpec.of("p_max", PROBABILITY, 0.99, "largest release probability, below 1")),
            p -> new ReliabilityLearning(new SpikingContrastiveRule(p.get("eps"), p.get("kappa")), p.get("tau_c"),
                    p.get("weight_scale"), p.get("data_phase"), p.get("free_phase"),
                    new ProbabilityBounds(p.get("p_min"), p.get("p_max"))));

    public ReliabilityLearning {
        Check.positive("tau_c", tauCMs, "ms");
        Check.positive("weight_scale", weightScale, "");
        Check.positive("data_phase", dataPhaseMs, "ms");
        Check.notNegative("free_phase", freePhaseMs, "ms");
        bounds.requireBelow1();
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double[] postsynapticTausMs() {
        return new double[] {tauCMs};
    }

    @Override
    public boolean learnsProbability() {
        return true;
    }

    @Override
    public void check(Projection projection) {
        bounds.check(name(), projection);
        Strength.checkSigned(projection);
    }

    @Override
    public Plasticity create(Context context) {
        return new Running(this, context);
    }

    private static final class Running extends TracingRule {
        private final PresynapticTrace x;
        private final int y;
        private final double eps;
        private final double kappa;
        private final ProbabilityBounds bounds;
        private final PhaseSchedule phase;
        /** The weight of one log-odds unit of |W|, with the sign of the projection. */
        private final double unit;
        private final double sign;

        Running(ReliabilityLearning learning, Context context) {
            x = trace(context, learning.tauCMs);
            y = context.history().trace(learning.tauCMs);
            eps = learning.rule.eps();
            kappa = learning.rule.kappa();
            bounds = learning.bounds;
            phase = new PhaseSchedule(learning.dataPhaseMs, learning.freePhaseMs, context.clock());
            sign = Strength.sign(context.projection());
            unit = sign * learning.weightScale;
        }

        @Override
        public void onSpike(SynapseRun run) {
            final SpikeHistory history = run.history;
            final int[] neuron = run.neuron;
            final long until = run.until;
            final boolean isPresynaptic = run.presynaptic != SynapseRun.NEVER;
            final double atSpike = isPresynaptic ? eps * phase.at(run.presynaptic) : 0;
            for (int s = run.from; s < run.to; s++) {
                final int post = neuron[s];
                final int count = history.count(post);
                for (int k = history.firstAfter(post, run.after); k < count && history.tick(post, k) <= until; k++) {
                    final long meets = history.tick(post, k) + run.delay;
                    learn(run.weight, run.probability, s, eps * phase.at(meets) * x.at(run.source, meets));
                }
                if (isPresynaptic) {
                    learn(run.weight, run.probability, s, atSpike * history.trace(y, post, until));
                }
            }
        }

        /** One coincidence; rate is eps g e. */
        private void learn(float[] weight, float[] probability, int s, double rate) {
            if (rate == 0) {
                return;
            }
            final double strength = weight[s] / unit;
            final double p = probability[s];
            final double effective = LogOdds.shifted(p, sign * strength);
            weight[s] = (float) (unit * Math.max(0, strength + sign * rate * effective));
            probability[s] = bounds.clip(LogOdds.shifted(p, kappa * rate * (effective - p)));
        }
    }
}
