package org.quantal.rate.density;

import java.util.List;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;

/**
 * Stationary rates from the master equation with jumps of their true sizes, where the diffusion approximation sees two moments only.
 * See the package's description for the method.
 *
 * <p>Input must be Poisson; delayed or correlated input, and synapses with several time constants, are not covered. Solutions are
 * deterministic, and the solver holds no state.
 */
public final class DensitySolver implements RateFunction {

    /** Below 1e-12/ms rounding decides the mean interval. */
    private static final double LONGEST_MS = 1e12;

    @Override
    public double ratePerMs(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        final Jumps drive = checked(inputs, currentPa);
        if (isSilent(neuron, drive, currentPa)) {
            return 0;
        }
        return drive.isEmpty() ? noiselessRate(neuron, currentPa)
                : rate(neuron, passage(neuron, drive, currentPa, Resolution.STANDARD));
    }

    /**
     * Solves twice, with different meshes, and tells the density, moments and the numerical error.
     *
     * @param inputs    at least one that delivers something: without noise there is no density
     * @param currentPa constant current in pA
     * @throws IllegalArgumentException if there is no noise, the noise is too weak to be resolved, or the neuron can never fire
     * @throws ArithmeticException      if the rate is too low for double precision
     */
    public StationaryState solve(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        final Jumps drive = checked(inputs, currentPa);
        if (drive.isEmpty() || isSilent(neuron, drive, currentPa)) {
            throw new IllegalArgumentException("no stationary interval density: inputs of " + drive.sizes().length
                    + " different amplitudes, none of which can fire the neuron");
        }
        final double coarse = rate(neuron, passage(neuron, drive, currentPa, Resolution.STANDARD));
        final Passage passage = passage(neuron, drive, currentPa, Resolution.STANDARD.finer());
        final double rate = rate(neuron, passage);
        final double time = passage.meanMs();
        final double share = rate * time;
        final double mean = share * passage.moment(0, 1) + (1 - share) * neuron.resetMv();
        final double variance = share * passage.moment(mean, 2)
                + (1 - share) * (neuron.resetMv() - mean) * (neuron.resetMv() - mean);
        final double[] density = new double[passage.mesh().size()];
        for (int i = 0; i < density.length; i++) {
            density[i] = rate * passage.occupancyMs()[i] / passage.mesh().weight[i];
        }
        return new StationaryState(rate, Math.abs(rate - coarse), rate * Math.sqrt(passage.secondMs2() - time * time), mean,
                Math.sqrt(variance), passage.mesh().x.clone(), density, passage.states());
    }

    private static Jumps checked(List<PoissonInput> inputs, double currentPa) {
        if (!Double.isFinite(currentPa)) {
            throw new IllegalArgumentException("current must be finite: " + currentPa + " pA");
        }
        return Jumps.of(inputs);
    }

    /** Without an upward jump the potential cannot rise above what the constant current holds. */
    private static boolean isSilent(LifNeuron neuron, Jumps drive, double currentPa) {
        return drive.greatest() == 0 && neuron.tauMs() * currentPa / neuron.capacitancePf() <= neuron.thresholdMv();
    }

    private static double noiselessRate(LifNeuron neuron, double currentPa) {
        final double rest = neuron.tauMs() * currentPa / neuron.capacitancePf();
        return 1 / (neuron.refractoryMs()
                + neuron.tauMs() * StrictMath.log((rest - neuron.resetMv()) / (rest - neuron.thresholdMv())));
    }

    private static Passage passage(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        return neuron.hasDeltaSynapses() ? DeltaMasterEquation.solve(neuron, drive, currentPa, resolution)
                : ExponentialMasterEquation.solve(neuron, drive, currentPa, resolution);
    }

    private static double rate(LifNeuron neuron, Passage passage) {
        if (!passage.isResolved()) {
            throw new ArithmeticException("the rate is too low to be resolved: mean interval=" + passage.meanMs()
                    + " ms, probability of arrival=" + passage.arrived());
        }
        return 1 / (neuron.refractoryMs() + passage.meanMs());
    }
}
