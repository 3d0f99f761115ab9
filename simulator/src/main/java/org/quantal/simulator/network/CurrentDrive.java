package org.quantal.simulator.network;

/**
 * A constant current into each neuron of a population, added to the model's own {@code I_e}.
 *
 * @param target      name of the population
 * @param amplitudePA current in pA
 */
public record CurrentDrive(String target, double amplitudePA) {

    public CurrentDrive {
        if (!Double.isFinite(amplitudePA)) {
            throw new IllegalArgumentException("current must be finite: target=" + target + " amplitude=" + amplitudePA
                    + " pA");
        }
    }
}
