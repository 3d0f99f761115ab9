package org.quantal.rate.meanfield;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantal.rate.Drive;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;

/** How the stationary rate of a population's neurons follows from their input. */
public interface RateNeuron {

    /**
     * The rate in 1/ms.
     *
     * @param currentPa constant current in pA
     * @param method    for integrate-and-fire neurons
     */
    double ratePerMs(List<PoissonInput> inputs, double currentPa, TransferFunction method);

    /** How the rate changes with the first two moments of the input, in the diffusion approximation. */
    Sensitivity sensitivity(List<PoissonInput> inputs, double currentPa);

    /** Mean and noise of the membrane potential, if there is one. */
    default Optional<Drive> drive(List<PoissonInput> inputs, double currentPa) {
        return Optional.empty();
    }

    /** Doubts about the rate at this input. */
    default Set<Caution> cautions(List<PoissonInput> inputs, double currentPa) {
        return Set.of();
    }

    /** A rate in 1/ms above all that are to be expected. */
    double highestPerMs();

    /**
     * Derivatives of the rate.
     *
     * @param ofFirst       by sum(r a), amplitudes a in their own unit
     * @param ofSecond      by sum(r a²) over excitatory inputs
     * @param ofInhibitory2 by sum(r a²) over inhibitory inputs
     */
    record Sensitivity(double ofFirst, double ofSecond, double ofInhibitory2) {

        /** Where excitation and inhibition make the same noise. */
        Sensitivity(double ofFirst, double ofSecond) {
            this(ofFirst, ofSecond, ofSecond);
        }
    }
}
