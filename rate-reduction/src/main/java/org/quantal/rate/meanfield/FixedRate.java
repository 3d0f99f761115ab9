package org.quantal.rate.meanfield;

import java.util.List;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;

/**
 * Sources of spikes, which take no input.
 *
 * @param perMs rate in 1/ms
 */
public record FixedRate(double perMs) implements RateNeuron {

    @Override
    public double ratePerMs(List<PoissonInput> inputs, double currentPa, TransferFunction method) {
        return perMs;
    }

    @Override
    public Sensitivity sensitivity(List<PoissonInput> inputs, double currentPa) {
        return new Sensitivity(0, 0);
    }

    @Override
    public double highestPerMs() {
        return perMs;
    }
}
