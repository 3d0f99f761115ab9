package org.quantal.rate.density;

import java.util.ArrayList;
import java.util.List;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;

/**
 * Stationary rates from the master equation with jumps of their true sizes, where the diffusion approximation sees two
 * moments only. See the package's description for the method. Rates of at most 1e-9/ms count as 0.
 *
 * <p>Input must be Poisson; delayed or correlated input, and synapses with several time constants, are not covered.
 * Solutions are deterministic, and the solver holds no state.
 */
public final class DensitySolver implements TransferFunction {

    /** Rates below the reciprocal, 1e-9/ms, are finer than the density's own error and count as 0. */
    private static final double LONGEST_MS = 1e9;

    /** Large against the tolerance of the iteration over spikes, small against the curvature of the rate. */
    private static final double RELATIVE_STEP = 1e-3;

    @Override
    public String name() {
        return "finite-jump";
    }

    @Override
    public boolean holdsForAnyJump() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ArithmeticException if the equation could not be solved, which does not happen at rates above 1e-7/ms
     */
    @Override
    public double ratePerMs(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        final Jumps drive = checked(inputs, currentPa);
        if (isSilent(neuron, drive, currentPa)) {
            return 0;
        }
        return drive.isEmpty() ? noiselessRate(neuron, currentPa)
                : rate(neuron, passage(neuron, drive, currentPa, Resolution.of(neuron)));
    }

    /**
     * Solves twice, with different meshes, and tells the density, moments and the numerical error.
     *
     * @param inputs    at least one that delivers something: without noise there is no density
     * @param currentPa constant current in pA
     * @throws IllegalArgumentException if there is no noise, the noise is too weak to be resolved, or the neuron can
     *                                  never fire
     * @throws ArithmeticException      if the rate is too low for double precision
     */
    public StationaryState solve(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        final Jumps drive = checked(inputs, currentPa);
        requireNoisySpikes(neuron, drive, currentPa);
        final double coarse = rate(neuron, passage(neuron, drive, currentPa, Resolution.of(neuron)));
        final Passage passage = passage(neuron, drive, currentPa, Resolution.of(neuron).finer());
        final double rate = rate(neuron, passage);
        if (rate == 0) {
            throw new ArithmeticException("the rate is below " + 1 / LONGEST_MS
                    + "/ms, which double precision cannot resolve");
        }
        final double time = passage.meanMs();
        final double share = rate * time;
        final double mean = share * passage.moment(0, 1) + (1 - share) * neuron.resetMv();
        final double variance = share * passage.moment(mean, 2)
                + (1 - share) * (neuron.resetMv() - mean) * (neuron.resetMv() - mean);
        final double[] density = new double[passage.mesh().size()];
        for (int i = 0; i < density.length; i++) {
            density[i] = rate * passage.occupancyMs()[i] / passage.mesh().weight[i];
        }
        return new StationaryState(rate, Math.abs(rate - coarse),
                rate * Math.sqrt(passage.secondMs2() - time * time), mean,
                Math.sqrt(variance), passage.mesh().x.clone(), density, passage.states());
    }

    /**
     * How the rate follows slow changes of each input and of the current, by central differences on one mesh, so that
     * the mesh does not change with them. It takes two solutions for each input and two more.
     *
     * @param inputs    each with a positive rate
     * @param currentPa constant current in pA
     * @throws IllegalArgumentException as {@link #solve}, or if an input has no rate
     */
    public RateGains gains(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        final Jumps drive = checked(inputs, currentPa);
        requireNoisySpikes(neuron, drive, currentPa);
        final Discretised equation = onMeshOf(neuron, drive, currentPa, Resolution.of(neuron));
        final double[] perInput = new double[inputs.size()];
        for (int i = 0; i < perInput.length; i++) {
            final double change = step(neuron, inputs.get(i));
            if (!(change > 0)) {
                throw new IllegalArgumentException("gains need inputs of positive rate: input " + i + " has "
                        + inputs.get(i).ratePerMs() + "/ms");
            }
            perInput[i] = (rate(neuron, equation.solve(Jumps.of(changed(inputs, i, change)), currentPa))
                    - rate(neuron, equation.solve(Jumps.of(changed(inputs, i, -change)), currentPa))) / (2 * change);
        }
        final double step = RELATIVE_STEP * neuron.capacitancePf() * (neuron.thresholdMv() - neuron.resetMv())
                / neuron.tauMs();
        final double perPa = (rate(neuron, equation.solve(drive, currentPa + step))
                - rate(neuron, equation.solve(drive, currentPa - step))) / (2 * step);
        return new RateGains(perInput, perPa);
    }

    /**
     * A small share of the input's rate that also moves the mean potential by a small share of its way from reset to
     * threshold.
     */
    private static double step(LifNeuron neuron, PoissonInput input) {
        final double shift = neuron.tauMs() * Math.abs(neuron.jumpMv(input.amplitude().mean()));
        return RELATIVE_STEP * Math.min(input.ratePerMs(), (neuron.thresholdMv() - neuron.resetMv()) / shift);
    }

    private static List<PoissonInput> changed(List<PoissonInput> inputs, int which, double change) {
        final List<PoissonInput> changed = new ArrayList<>(inputs);
        final PoissonInput old = inputs.get(which);
        changed.set(which, new PoissonInput(old.ratePerMs() + change, old.amplitude()));
        return changed;
    }

    private static Jumps checked(List<PoissonInput> inputs, double currentPa) {
        if (!Double.isFinite(currentPa)) {
            throw new IllegalArgumentException("current must be finite: " + currentPa + " pA");
        }
        return Jumps.of(inputs);
    }

    private static void requireNoisySpikes(LifNeuron neuron, Jumps drive, double currentPa) {
        if (drive.isEmpty()) {
            throw new IllegalArgumentException("no density without noise: no input delivers anything");
        }
        if (isSilent(neuron, drive, currentPa)) {
            throw new IllegalArgumentException("no stationary intervals: neither an input nor the current of "
                    + currentPa + " pA can fire the neuron");
        }
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
        return onMeshOf(neuron, drive, currentPa, resolution).solve(drive, currentPa);
    }

    /** The master equation, discretised as suits a drive; also for drives that are a little different. */
    private static Discretised onMeshOf(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        if (neuron.hasDeltaSynapses()) {
            final Mesh mesh = DeltaMasterEquation.mesh(neuron, drive, currentPa, resolution);
            return (jumps, current) -> DeltaMasterEquation.solve(neuron, jumps, current, mesh);
        }
        final Mesh[] meshes = ExponentialMasterEquation.meshes(neuron, drive, currentPa, resolution);
        return (jumps, current) -> ExponentialMasterEquation.solve(neuron, jumps, current, meshes[0], meshes[1]);
    }

    @FunctionalInterface
    private interface Discretised {

        Passage solve(Jumps drive, double currentPa);
    }

    private static double rate(LifNeuron neuron, Passage passage) {
        final double time = passage.meanMs();
        if (Math.abs(time) >= LONGEST_MS) {
            return 0;
        }
        // A slip in the far tail of the density is hidden by the limit above; anything else is a failure that must be
        // seen.
        if (!(time > 0)) {
            throw new ArithmeticException("the density is not resolved: mean passage time=" + time + " ms");
        }
        return 1 / (neuron.refractoryMs() + time);
    }
}
