package org.quantal.models.plasticity;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.List;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Parameters;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.Projection;

/**
 * Triplet spike-timing dependent plasticity with all-to-all interaction (Pfister &amp; Gerstner 2006, equations 3 and
 * 4), with traces r1 (tau_plus) and r2 (tau_x) of presynaptic spikes, o1 (tau_minus) and o2 (tau_y) of postsynaptic
 * ones:
 *
 * <pre>
 * postsynaptic spike:  |w| += w_ref r1 (A2_plus + A3_plus o2)
 * presynaptic spike:   |w| -= w_ref o1 (A2_minus + A3_minus r2)
 * </pre>
 *
 * <p>o2 and r2 are taken before the spike's own contribution. Amplitudes are changes relative to a reference weight;
 * with w_ref = 1 they are in the unit of the weights, as in NEST's {@code stdp_triplet_synapse}. |w| stays in [0,
 * Wmax].
 *
 * @param amplitudes    A2 and A3
 * @param tauPlusMs     tau_plus in ms, positive
 * @param tauMinusMs    tau_minus in ms, positive
 * @param tauXMs        tau_x in ms, positive; without effect if A3_minus is 0
 * @param tauYMs        tau_y in ms, positive; without effect if A3_plus is 0
 * @param reference     w_ref in the unit of the weights; 0 for the projection's mean |weight| at the start
 * @param wMax          Wmax, largest |weight| in the unit of the weights, positive
 */
public record TripletStdp(Amplitudes amplitudes, double tauPlusMs, double tauMinusMs, double tauXMs, double tauYMs,
        double reference, double wMax) implements PlasticityRule {

    private static final String PAPER = "Pfister & Gerstner 2006, J Neurosci 26:9673";
    private static final double TAU_PLUS = 16.8;
    private static final double TAU_MINUS = 33.7;

    /**
     * As users find it in the catalogue: the minimal all-to-all model of visual cortex (Table 3 of the paper), unless
     * told otherwise.
     */
    public static final ModelEntry<PlasticityRule> ENTRY = entry("stdp_triplet",
            "triplet spike-timing dependent plasticity, fitted to visual cortex", Amplitudes.VISUAL_CORTEX, 114);

    /** Fits to other data: the minimal all-to-all model of hippocampal cultures (Table 4 of the paper). */
    public static final List<ModelEntry<PlasticityRule>> PRESETS = List.of(entry("stdp_triplet_hippocampus",
            "stdp_triplet with the values fitted to hippocampal cultures", Amplitudes.HIPPOCAMPUS, 40));

    public TripletStdp {
        Check.positive("tau_plus", tauPlusMs, "ms");
        Check.positive("tau_minus", tauMinusMs, "ms");
        Check.positive("tau_x", tauXMs, "ms");
        Check.positive("tau_y", tauYMs, "ms");
        Check.notNegative("w_ref", reference, "");
        Check.positive("Wmax", wMax, "");
    }

    /**
     * Changes relative to the reference weight.
     *
     * @param pairPlus     A2_plus, not negative
     * @param pairMinus    A2_minus, not negative
     * @param tripletPlus  A3_plus, not negative
     * @param tripletMinus A3_minus, not negative
     */
    public record Amplitudes(double pairPlus, double pairMinus, double tripletPlus, double tripletMinus) {
        /** Table 3, minimal, all-to-all. */
        public static final Amplitudes VISUAL_CORTEX = new Amplitudes(0, 7.1e-3, 6.5e-3, 0);
        /** Table 4, minimal, all-to-all. */
        public static final Amplitudes HIPPOCAMPUS = new Amplitudes(5.3e-3, 3.5e-3, 8e-3, 0);

        public Amplitudes {
            Check.notNegative("A2_plus", pairPlus, "");
            Check.notNegative("A2_minus", pairMinus, "");
            Check.notNegative("A3_plus", tripletPlus, "");
            Check.notNegative("A3_minus", tripletMinus, "");
        }
    }

    private static ModelEntry<PlasticityRule> entry(String name, String summary, Amplitudes amplitudes, double tauY) {
        return new ModelEntry<>(name, summary, PAPER, List.of(
                ParameterSpec.of("A2_plus", NUMBER, amplitudes.pairPlus, "potentiation by pairs, relative to w_ref"),
                ParameterSpec.of("A2_minus", NUMBER, amplitudes.pairMinus, "depression by pairs, relative to w_ref"),
                ParameterSpec.of("A3_plus", NUMBER, amplitudes.tripletPlus, "potentiation by post-pre-post triplets"),
                ParameterSpec.of("A3_minus", NUMBER, amplitudes.tripletMinus, "depression by pre-post-pre triplets"),
                ParameterSpec.of("tau_plus", TIME, TAU_PLUS, "time constant of potentiation by pairs"),
                ParameterSpec.of("tau_minus", TIME, TAU_MINUS, "time constant of depression by pairs"),
                ParameterSpec.of("tau_x", TIME, 101, "time constant of the slow presynaptic trace"),
                ParameterSpec.of("tau_y", TIME, tauY, "time constant of the slow postsynaptic trace"),
                ParameterSpec.of("w_ref", NUMBER, 0, "reference weight; 0 for the mean |weight| at the start"),
                ParameterSpec.of("Wmax", NUMBER, 100, "largest |weight|, in the unit of the weights")),
                TripletStdp::of);
    }

    private static TripletStdp of(Parameters p) {
        return new TripletStdp(new Amplitudes(p.get("A2_plus"), p.get("A2_minus"), p.get("A3_plus"), p.get("A3_minus")),
                p.get("tau_plus"), p.get("tau_minus"), p.get("tau_x"), p.get("tau_y"), p.get("w_ref"), p.get("Wmax"));
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double[] postsynapticTausMs() {
        return new double[] {tauMinusMs, tauYMs};
    }

    @Override
    public void check(Projection projection) {
        Strength.checkLargest(wMax, projection);
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
        private final PresynapticTrace r1;
        private final PresynapticTrace r2;
        private final int o1;
        private final int o2;
        private final double sign;
        private final double wMax;
        private final double pairPlus;
        private final double pairMinus;
        private final double tripletPlus;
        private final double tripletMinus;

        Running(TripletStdp rule, Context context) {
            r1 = trace(context, rule.tauPlusMs);
            r2 = trace(context, rule.tauXMs);
            o1 = context.history().trace(rule.tauMinusMs);
            o2 = context.history().trace(rule.tauYMs);
            sign = Strength.sign(context.projection());
            wMax = rule.wMax;
            final double reference = rule.referenceFor(context.projection());
            pairPlus = reference * rule.amplitudes.pairPlus;
            pairMinus = reference * rule.amplitudes.pairMinus;
            tripletPlus = reference * rule.amplitudes.tripletPlus;
            tripletMinus = reference * rule.amplitudes.tripletMinus;
        }

        @Override
        public void onSpike(SynapseRun run) {
            final SpikeHistory history = run.history;
            final float[] weight = run.weight;
            final int[] neuron = run.neuron;
            final long until = run.until;
            final boolean isPresynaptic = run.presynaptic != SynapseRun.NEVER;
            final double down = isPresynaptic ? pairMinus + tripletMinus * r2.at(run.source, run.presynaptic) : 0;
            for (int s = run.from; s < run.to; s++) {
                final int post = neuron[s];
                double w = sign * weight[s];
                final int count = history.count(post);
                for (int k = history.firstAfter(post, run.after); k < count && history.tick(post, k) <= until; k++) {
                    final double up = pairPlus + tripletPlus * history.traceBefore(o2, post, k);
                    w = (float) Math.min(wMax, w + up * r1.at(run.source, history.tick(post, k) + run.delay));
                }
                if (isPresynaptic) {
                    w = (float) Math.max(0, w - down * history.trace(o1, post, until));
                }
                weight[s] = (float) (sign * w);
            }
        }
    }
}
