package org.quantal.simulator;

/**
 * A state variable is not a number any more, or has grown beyond all bounds: nothing that follows would mean anything.
 */
public final class NumericalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param population name of the population
     * @param neuron     number within the population
     * @param timeMs     model time in ms at which it was found
     */
    public NumericalException(String population, int neuron, String variable, double value, double timeMs) {
        super("population " + population + ": " + variable + " of neuron " + neuron + " is " + value + " at " + timeMs
                + " ms; look for parameters out of proportion, or take a smaller step");
    }
}
