package org.quantal.simulator.network;

import org.quantal.simulator.network.ConnectionRule.PairSpace;

/**
 * The neurons that one neuron may be connected to, numbered from 0 without gaps: a whole population, or all of it but
 * the neuron itself. Drawing such a number leaves no draw to repeat.
 *
 * @param neurons     size of the population
 * @param withoutSelf whether the neuron itself is left out
 */
record Partners(int neurons, boolean withoutSelf) {

    /** The possible targets of a source neuron. */
    static Partners targets(PairSpace pairs, boolean autapses) {
        return of(pairs, pairs.targets(), autapses);
    }

    /** The possible sources of a target neuron. */
    static Partners sources(PairSpace pairs, boolean autapses) {
        return of(pairs, pairs.sources(), autapses);
    }

    private static Partners of(PairSpace pairs, int neurons, boolean autapses) {
        if (pairs.recurrent() && pairs.sources() != pairs.targets()) {
            throw new IllegalArgumentException("a recurrent projection has as many sources as targets: sources="
                    + pairs.sources() + " targets=" + pairs.targets());
        }
        return new Partners(neurons, pairs.recurrent() && !autapses);
    }

    /** How many there are. */
    int count() {
        return withoutSelf ? neurons - 1 : neurons;
    }

    /** The partner of a number, as neuron of the population; ascending. */
    int neuron(int number, int self) {
        return withoutSelf && number >= self ? number + 1 : number;
    }

    /** Refuses a degree that cannot be reached. */
    void checkDegree(String name, long degree, String side, boolean multapses) {
        if (degree > 0 && (multapses ? count() == 0 : degree > count())) {
            throw new IllegalArgumentException(name + "=" + degree + " but there are only " + count() + " possible "
                    + side + (withoutSelf ? " (autapses=false)" : "") + (multapses ? "" : " and multapses=false")
                    + "; lower the " + name + " or allow " + (withoutSelf ? "autapses" : "") + (withoutSelf
                    && !multapses ? " or " : "")
                    + (multapses ? "" : "multapses"));
        }
    }
}
