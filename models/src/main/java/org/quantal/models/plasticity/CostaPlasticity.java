package org.quantal.models.plasticity;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.PROBABILITY;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.List;
import org.quantal.models.reliability.CostaRule;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Parameters;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.Projection;

/**
 * Unified pre- and postsynaptic plasticity (Costa et al. 2015): the release probability P changes at presynaptic
 * spikes, the quantal amplitude q at postsynaptic ones; see {@link CostaRule}. |w| is q reference weights. P stays in
 * [p_min, p_max].
 *
 * <p>In the paper P starts at 0.5 and q at 1. Here P starts where the projection's release model has it, and q at
 * |w|/w_ref; by default w_ref is the projection's mean |weight| at the start. q has no upper bound.
 *
 * @param rule      the paper's constants times the learning rate
 * @param bounds    p_min and p_max, at most 1
 * @param reference w_ref in the unit of the weights; 0 for the projection's mean |weight| at the start
 */
public record CostaPlasticity(CostaRule rule, ProbabilityBounds bounds, double reference) implements PlasticityRule {

    /** As users find it in the catalogue. */
    public static final ModelEntry<PlasticityRule> ENTRY = new ModelEntry<>("unified_pre_post",
            "pre- and postsynaptic plasticity: release probability and quantal amplitude learn from spike times",
            "Costa et al. 2015, eLife 4:e09457", List.of(
                    ParameterSpec.of("learning_rate", NUMBER, 1,
                    "factor on d_minus, d_plus and c_plus; small for long runs"),
                    ParameterSpec.of("d_minus", NUMBER, CostaRule.DEFAULT.depression(), "depression of P"),
                    ParameterSpec.of("d_plus", NUMBER, CostaRule.DEFAULT.potentiation(), "potentiation of P"),
                    ParameterSpec.of("c_plus", NUMBER, CostaRule.DEFAULT.amplitude(), "potentiation of q"),
                    ParameterSpec.of("tau_y_minus", TIME, CostaRule.DEFAULT.tauYDepression(),
                    "fast postsynaptic trace"),
                    ParameterSpec.of("tau_y_plus", TIME, CostaRule.DEFAULT.tauYPotentiation(),
                    "slow postsynaptic trace"),
                    ParameterSpec.of("tau_x_plus", TIME, CostaRule.DEFAULT.tauX(), "presynaptic trace"),
                    ParameterSpec.of("p_min", PROBABILITY, 0.01, "smallest release probability"),
                    ParameterSpec.of("p_max", PROBABILITY, 1, "largest release probability"),
                    ParameterSpec.of("w_ref", NUMBER, 0, "weight of q = 1; 0 for the mean |weight| at the start")),
            CostaPlasticity::of);

    public CostaPlasticity {
        Check.notNegative("w_ref", reference, "");
    }

    private static CostaPlasticity of(Parameters p) {
        return new CostaPlasticity(new CostaRule(p.get("d_minus"), p.get("d_plus"), p.get("c_plus"),
                p.get("tau_y_minus"), p.get("tau_y_plus"), p.get("tau_x_plus"))
                .withLearningRate(p.get("learning_rate")), new ProbabilityBounds(p.get("p_min"), p.get("p_max")),
                p.get("w_ref"));
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double[] postsynapticTausMs() {
        return new double[] {rule.tauYDepression(), rule.tauYPotentiation()};
    }

    @Override
    public boolean learnsProbability() {
        return true;
    }

    @Override
    public void check(Projection projection) {
        bounds.check(name(), projection);
        referenceFor(projection);
    }

    private double referenceFor(Projection projection) {
        return reference > 0 ? reference : Strength.mean(projection);
    }

    @Override
    public Plasticity create(Context context) {
        return new Running(this, context);
    }

    private static final class Running extends TracingRule {
        private final CostaRule rule;
        private final PresynapticTrace x;
        private final int yMinus;
        private final int yPlus;
        private final ProbabilityBounds bounds;
        /** The weight of q = 1, with the sign of the projection. */
        private final double unit;

        Running(CostaPlasticity plasticity, Context context) {
            rule = plasticity.rule;
            x = trace(context, rule.tauX());
            yMinus = context.history().trace(rule.tauYDepression());
            yPlus = context.history().trace(rule.tauYPotentiation());
            bounds = plasticity.bounds;
            unit = Strength.sign(context.projection()) * plasticity.referenceFor(context.projection());
        }

        @Override
        public void onSpike(SynapseRun run) {
            final SpikeHistory history = run.history;
            final float[] weight = run.weight;
            final float[] probability = run.probability;
            final int[] neuron = run.neuron;
            final long until = run.until;
            final boolean isPresynaptic = run.presynaptic != SynapseRun.NEVER;
            final double xNow = isPresynaptic ? x.at(run.source, run.presynaptic) : 0;
            for (int s = run.from; s < run.to; s++) {
                final int post = neuron[s];
                final int count = history.count(post);
                for (int k = history.firstAfter(post, run.after); k < count && history.tick(post, k) <= until; k++) {
                    final double q = rule.amplitudeAfterPost(weight[s] / unit,
                            x.at(run.source, history.tick(post, k) + run.delay), history.traceBefore(yMinus, post, k));
                    weight[s] = (float) (unit * q);
                }
                if (isPresynaptic) {
                    probability[s] = bounds.clip(rule.probabilityAfterPre(probability[s], xNow,
                            history.trace(yMinus, post, until), history.trace(yPlus, post, until)));
                }
            }
        }
    }
}
