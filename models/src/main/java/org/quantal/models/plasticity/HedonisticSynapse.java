package org.quantal.models.plasticity;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.PROBABILITY;
import static org.quantal.simulator.model.Dimension.RATE;
import static org.quantal.simulator.model.Dimension.TIME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.quantal.models.reliability.HedonisticRule;
import org.quantal.simulator.model.Decay;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.Projection;

/**
 * Reward teaches release (Seung 2003): a synapse whose releases, or whose failures, went before a reward does it again.
 * With p = sigma(q):
 *
 * <pre>
 * presynaptic spike:  e += 1 - p if it releases, e -= p if it fails;    de/dt = -e/tau_e;
 * end of an interval:  q += eta R e
 * </pre>
 *
 * <p>Reward comes at the end of each interval and is the same for all synapses. Here it is for a population that comes
 * closer to a target rate than it did before: R = s - b, s = -|rate - target|/target in the interval, and b is a
 * running mean of s over {@code baseline_intervals} (1: the interval before). The rate is that of the whole population,
 * spikes of all its neurons per second.
 *
 * <p>The facilitation of the paper is left out (c = 0). p stays in [p_min, p_max]. Weights stay as they are.
 *
 * @param rule              eta, per unit of reward, and tau_e in ms
 * @param intervalMs        time between rewards in ms, a whole number of steps
 * @param rewardPopulation  name of the population that earns the reward; empty for the projection's target
 * @param targetRateHz      spikes per second of the whole population, positive
 * @param baselineIntervals intervals over which the baseline is averaged, at least 1
 * @param bounds            p_min and p_max, below 1
 */
public record HedonisticSynapse(HedonisticRule rule, double intervalMs, String rewardPopulation, double targetRateHz,
        double baselineIntervals, ProbabilityBounds bounds) implements PlasticityRule {

    /** As users find it in the catalogue. */
    public static final ModelEntry<PlasticityRule> ENTRY = new ModelEntry<>("hedonistic",
            "release probabilities learn from a reward for the rate of a population",
            "Seung 2003, Neuron 40:1063", List.of(
                    ParameterSpec.of("eta", NUMBER, 1, "learning rate of the log-odds of release, per unit of reward"),
                    ParameterSpec.of("tau_e", TIME, 20, "time constant of eligibility"),
                    ParameterSpec.of("interval", TIME, 100, "time between rewards"),
                    ParameterSpec.required("target_rate", RATE,
                    "rewarded rate: spikes per second of the whole population"),
                    ParameterSpec.population("reward_population", "population that earns the reward by its rate"),
                    ParameterSpec.of("baseline_intervals", NUMBER, 10,
                    "intervals over which the expected reward is averaged"),
                    ParameterSpec.of("p_min", PROBABILITY, 0.01, "smallest release probability"),
                    ParameterSpec.of("p_max", PROBABILITY, 0.99, "largest release probability, below 1")),
            p -> new HedonisticSynapse(new HedonisticRule(p.get("eta"), p.get("tau_e")), p.get("interval"),
                    p.text("reward_population"), p.get("target_rate"),
                    p.get("baseline_intervals"), new ProbabilityBounds(p.get("p_min"), p.get("p_max"))));

    public HedonisticSynapse {
        Check.positive("interval", intervalMs, "ms");
        Check.positive("target_rate", targetRateHz, "Hz");
        if (!(baselineIntervals >= 1) || Double.isInfinite(baselineIntervals)) {
            throw new IllegalArgumentException("baseline_intervals must be at least 1: baseline_intervals="
                    + baselineIntervals);
        }
        bounds.requireBelow1();
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    /** The eligibility. */
    @Override
    public int bytesPerSynapse() {
        return Float.BYTES;
    }

    @Override
    public boolean learnsProbability() {
        return true;
    }

    @Override
    public void check(Projection projection) {
        bounds.check(name(), projection);
    }

    @Override
    public Plasticity create(Context context) {
        return new Running(this, context);
    }

    private static final class Running implements Plasticity {
        private final double eta;
        private final ProbabilityBounds bounds;
        private final Decay decay;
        private final double intervalMs;
        private final RateReward reward;
        /** Eligibility of each synapse just after the last presynaptic spike. */
        private float[] eligibility = new float[0];
        private final long[] lastSpike;
        private double change;
        private long now;

        Running(HedonisticSynapse synapse, Context context) {
            eta = synapse.rule.eta();
            bounds = synapse.bounds;
            decay = context.clock().decay(synapse.rule.tauEligibility());
            intervalMs = synapse.intervalMs;
            final String population = synapse.rewardPopulation.isEmpty() ? context.projection().target()
                    : synapse.rewardPopulation;
            reward = new RateReward(context.activity(), context.activity().indexOf(population), synapse.targetRateHz,
                    synapse.baselineIntervals, context.clock());
            lastSpike = new long[context.sources()];
            Arrays.fill(lastSpike, SynapseRun.NEVER);
        }

        private double decayed(int source, long tick) {
            return decay.after(tick - lastSpike[source]);
        }

        @Override
        public void onSpike(SynapseRun run) {
            // Only outcomes of release matter.
        }

        @Override
        public void onRelease(SynapseRun run) {
            if (run.to > eligibility.length) {
                eligibility = Arrays.copyOf(eligibility, run.weight.length);
            }
            final float[] e = eligibility;
            final float[] probability = run.probability;
            final double kept = decayed(run.source, run.presynaptic);
            for (int s = run.from; s < run.to; s++) {
                e[s] = (float) (kept * e[s] + HedonisticRule.eligibilityChange(probability[s], run.hasReleased(s)));
            }
        }

        @Override
        public void spiked(int source, long tick) {
            lastSpike[source] = tick;
        }

        @Override
        public double intervalMs() {
            return intervalMs;
        }

        @Override
        public void beginInterval(long tick) {
            change = eta * reward.at(tick);
            now = tick;
        }

        @Override
        public void onInterval(SynapseRun run) {
            final double factor = change * decayed(run.source, now);
            // A source that never spiked, or long ago: no eligibility is left.
            if (factor == 0) {
                return;
            }
            for (int s = run.from; s < run.to; s++) {
                run.probability[s] = bounds.clip(LogOdds.shifted(run.probability[s], factor * eligibility[s]));
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            reward.save(out);
            for (long tick : lastSpike) {
                out.writeLong(tick);
            }
            out.writeInt(eligibility.length);
            for (float e : eligibility) {
                out.writeFloat(e);
            }
        }

        @Override
        public void load(DataInput in) throws IOException {
            reward.load(in);
            for (int j = 0; j < lastSpike.length; j++) {
                lastSpike[j] = in.readLong();
            }
            eligibility = new float[in.readInt()];
            for (int s = 0; s < eligibility.length; s++) {
                eligibility[s] = in.readFloat();
            }
        }
    }
}
