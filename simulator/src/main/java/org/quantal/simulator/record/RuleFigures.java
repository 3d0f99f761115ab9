package org.quantal.simulator.record;

import java.util.Map;

/**
 * What a learning rule that acts on the whole network tells of itself at one time.
 *
 * @param rule      name of the rule
 * @param constants numbers that stay, by name
 * @param totals    numbers that change, by name
 * @param neurons   a number for each neuron, by population and name
 */
public record RuleFigures(String rule, Map<String, Double> constants, Map<String, Double> totals,
        Map<String, Map<String, double[]>> neurons) {
}
