package org.quantal.simulator.network;

import java.util.List;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.ReleaseModel;

/**
 * Synapses from one population to another.
 *
 * @param name    unique in the network, by default {@code source->target}
 * @param source  name of the presynaptic population
 * @param target  name of the postsynaptic population
 * @param rule    who connects to whom
 * @param weight  weights in the unit of the target's model (pA for current-based, mV for delta synapses); negative is
 *                inhibitory
 * @param delayMs delays in ms; on a grid they are rounded to whole steps, at least one (draws below half a step are
 *                repeated)
 * @param release whether a spike releases transmitter
 * @param keepMean whether weights are divided by the release model's {@link ReleaseModel#meanFactor} so that failures
 *                do not change the mean drive
 * @param plasticity how the synapses learn; several rules act one after the other at each spike; empty for static
 *                   synapses
 */
public record Projection(String name, String source, String target, ConnectionRule rule, Distribution weight,
        Distribution delayMs, ReleaseModel release, boolean keepMean, List<PlasticityRule> plasticity) {

    /** Static synapses. */
    public Projection(String name, String source, String target, ConnectionRule rule, Distribution weight,
            Distribution delayMs, ReleaseModel release, boolean keepMean) {
        this(name, source, target, rule, weight, delayMs, release, keepMean, List.of());
    }

    public Projection {
        plasticity = List.copyOf(plasticity);
        if (name == null || source == null || target == null || rule == null || weight == null || delayMs == null
                || release == null) {
            throw new IllegalArgumentException("projection " + name + " lacks a part: source=" + source + " target="
                    + target + " rule=" + rule + " weight=" + weight + " delay=" + delayMs + " release=" + release);
        }
        if (rule.definesProbabilities() && !release.takesListedProbabilities()) {
            throw new IllegalArgumentException("the list of connections gives release probabilities, but the release"
                    + " model '"
                    + release.name() + "' has its own; use 'bernoulli_listed', or remove the column: projection="
                    + name);
        }
        if (release.takesListedProbabilities()) {
            if (!rule.definesProbabilities()) {
                throw new IllegalArgumentException("the release model '" + release.name()
                        + "' needs a list of connections with release probabilities: projection=" + name + " rule="
                        + rule.name());
            }
            if (keepMean) {
                throw new IllegalArgumentException("weights beside listed release probabilities are taken as they are;"
                        + " keep_mean must be false: projection=" + name);
            }
            release = release.withList(rule.meanProbability(), rule.releasedWeights());
        }
    }

    /** Whether the synapses learn. */
    public boolean isPlastic() {
        return !plasticity.isEmpty();
    }

    /** The weight distribution that synapses really have: divided by the mean release if the mean is kept. */
    public Distribution effectiveWeight() {
        return keepMean ? weight.scaled(weightFactor()) : weight;
    }

    /** {@link #effectiveWeight()}, or the same of the weights of the rule if that gives them itself. */
    public Distribution weightOfSynapses() {
        return rule.definesWeights() ? rule.weights().scaled(weightFactor()) : effectiveWeight();
    }

    /** What a spike delivers at a synapse taken at random, at a presynaptic rate in Hz. */
    public Delivery delivery(double rateHz) {
        return rule.definesProbabilities()
                ? Delivery.allOrNone(rule.meanProbability(), rule.releasedWeights(weight).scaled(weightFactor()))
                : release.delivery(weightOfSynapses(), rateHz);
    }

    /** The factor on weights that keeps the mean drive; 1 if the mean is not kept. */
    public double weightFactor() {
        return keepMean ? 1 / release.meanFactor(weight) : 1;
    }
}
