package org.quantal.rate.siegert;

import java.util.List;
import org.quantal.rate.Drive;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;

/**
 * {@link Siegert} with the first correction for jumps of finite size, equation (14): the last jump overshoots the
 * threshold, by half an upward jump on average, and the noise is skewed. For delta synapses only.
 *
 * <p>The integral of k_3 has a closed form: k_3 is the derivative of [f(u)(1 + 2u²) + 2u/sqrt(pi)]/3, because f' = 2u f
 * + 2/sqrt(pi).
 */
public final class FiniteJumpFormula implements TransferFunction {

    @Override
    public String name() {
        return "finite-jump-formula";
    }

    @Override
    public double ratePerMs(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        if (!neuron.hasDeltaSynapses()) {
            throw new IllegalArgumentException("the finite-jump formula holds for delta synapses only, but tau_syn="
                    + neuron.synapticMs() + " ms");
        }
        final Drive drive = Drive.of(neuron, inputs, currentPa);
        return ratePerMs(neuron, drive.muMv(), drive.sigmaMv(), drive.gamma(), drive.jumpMv());
    }

    /**
     * The rate in 1/ms.
     *
     * @param gamma  skewness of the noise, see {@link Drive#gamma()}
     * @param jumpMv size of upward jumps in mV, see {@link Drive#jumpMv()}
     * @throws IllegalArgumentException if the correction takes away the whole time between spikes, far outside of where
     *                                  it holds
     */
    static double ratePerMs(LifNeuron neuron, double muMv, double sigmaMv, double gamma, double jumpMv) {
        if (sigmaMv == 0) {
            return Siegert.withoutNoise(neuron, muMv);
        }
        final double lower = Siegert.bound(neuron, neuron.resetMv(), muMv, sigmaMv);
        final double upper = Siegert.bound(neuron, neuron.thresholdMv() + jumpMv / 2, muMv, sigmaMv);
        final ScaledIntegral integral = new ScaledIntegral(lower, upper);
        final double scale = integral.scale();
        if (scale == 0) {
            return 0;
        }
        final double corrected = integral.value() - 2 * gamma * (skew(integral, upper) - skew(integral, lower));
        if (!(corrected > 0)) {
            throw new IllegalArgumentException("jumps are too large for their first-order correction: gamma="
                    + (float) gamma
                    + " J/sigma=" + (float) (jumpMv / sigmaMv) + " mu=" + (float) muMv + " mV sigma=" + (float) sigmaMv
                    + " mV");
        }
        return scale / (scale * neuron.refractoryMs() + neuron.tauMs() * Siegert.SQRT_PI * corrected);
    }

    /** E times the antiderivative of k_3. */
    private static double skew(ScaledIntegral integral, double u) {
        return (integral.f(u) * (1 + 2 * u * u) + integral.scale() * 2 * u / Siegert.SQRT_PI) / 3;
    }
}
