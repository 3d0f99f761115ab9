package org.quantal.rate.compare;

import java.util.Optional;
import java.util.Set;
import org.quantal.rate.Drive;
import org.quantal.rate.meanfield.Caution;

/**
 * What a method says of a population.
 *
 * @param method   name of the method
 * @param rateHz   rate
 * @param drive    mean and noise of the membrane potential at the rates of this method, if it has one
 * @param cautions doubts about the rate
 */
public record Prediction(String method, double rateHz, Optional<Drive> drive, Set<Caution> cautions) {
    private static final double ERRORS = 3;
    private static final double TOLERANCE = 0.01;

    /** How many standard errors the simulation is above the theory. */
    double z(Estimate simulated) {
        return (simulated.value() - rateHz) / simulated.error();
    }

    /** How far the theory is above the simulation, as a share of the simulated rate; infinite for a silent one. */
    double deviation(Estimate simulated) {
        return rateHz / simulated.value() - 1;
    }

    /** Whether both are the same within three standard errors and one percent. */
    boolean agrees(Estimate simulated) {
        return Math.abs(simulated.value() - rateHz) <= ERRORS * simulated.error() + TOLERANCE * simulated.value();
    }

    /** A name for people. */
    String title() {
        return title(method);
    }

    static String title(String method) {
        return method.equals("siegert") ? "Siegert" : method;
    }
}
