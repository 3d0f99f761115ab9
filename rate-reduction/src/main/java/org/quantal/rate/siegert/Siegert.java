package org.quantal.rate.siegert;

import java.util.List;
import org.quantal.rate.Drive;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;

/**
 * The rate of a leaky integrate-and-fire neuron under white noise (Siegert 1951; Brunel 2000), equation (10).
 * Exponential synaptic currents shift threshold and reset by the first order in sqrt(tau_s/tau_m) (Fourcaud &amp;
 * Brunel 2002), equation (11).
 */
public final class Siegert implements TransferFunction {
    /** sqrt(2) |zeta(1/2)| of equation (11). */
    private static final double ALPHA = 2.0652531522312172;
    static final double SQRT_PI = StrictMath.sqrt(Math.PI);

    @Override
    public String name() {
        return "siegert";
    }

    @Override
    public double ratePerMs(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        final Drive drive = Drive.of(neuron, inputs, currentPa);
        return ratePerMs(neuron, drive.muMv(), drive.sigmaMv());
    }

    /**
     * The rate in 1/ms.
     *
     * @param muMv    mean of the free membrane potential relative to rest in mV
     * @param sigmaMv amplitude of the noise in mV, not negative
     */
    public static double ratePerMs(LifNeuron neuron, double muMv, double sigmaMv) {
        check(muMv, sigmaMv);
        if (sigmaMv == 0) {
            return withoutNoise(neuron, muMv);
        }
        final ScaledIntegral integral = integral(neuron, muMv, sigmaMv);
        return rate(neuron, integral);
    }

    private static double rate(LifNeuron neuron, ScaledIntegral integral) {
        final double scale = integral.scale();
        return scale == 0 ? 0 : scale / (scale * neuron.refractoryMs() + neuron.tauMs() * SQRT_PI * integral.value());
    }

    /** Shift of threshold and reset by synaptic filtering, in units of sigma: k of equation (11). */
    public static double shift(LifNeuron neuron) {
        return ALPHA / 2 * Math.sqrt(neuron.synapticMs() / neuron.tauMs());
    }

    /** A potential in units of sigma, shifted. */
    static double bound(LifNeuron neuron, double potentialMv, double muMv, double sigmaMv) {
        return (potentialMv - muMv) / sigmaMv + shift(neuron);
    }

    private static ScaledIntegral integral(LifNeuron neuron, double muMv, double sigmaMv) {
        return new ScaledIntegral(bound(neuron, neuron.resetMv(), muMv, sigmaMv),
                bound(neuron, neuron.thresholdMv(), muMv, sigmaMv));
    }

    static double withoutNoise(LifNeuron neuron, double muMv) {
        return muMv <= neuron.thresholdMv() ? 0 : 1 / (neuron.refractoryMs()
                + neuron.tauMs()
                * StrictMath.log1p((neuron.thresholdMv() - neuron.resetMv()) / (muMv - neuron.thresholdMv())));
    }

    private static void check(double muMv, double sigmaMv) {
        if (!(sigmaMv >= 0) || !Double.isFinite(muMv) || !Double.isFinite(sigmaMv)) {
            throw new IllegalArgumentException("mu must be finite and sigma not negative: mu=" + muMv + " mV sigma="
                    + sigmaMv + " mV");
        }
    }

    /**
     * Slopes of the rate.
     *
     * @param ofMu    change of the rate by mu, in 1/(ms mV)
     * @param ofSigma change of the rate by sigma, in 1/(ms mV)
     */
    public record Gain(double ofMu, double ofSigma) {
    }

    /** The slopes of the rate: equation (12). Without noise, that of sigma is 0 by symmetry. */
    public static Gain gain(LifNeuron neuron, double muMv, double sigmaMv) {
        check(muMv, sigmaMv);
        if (sigmaMv == 0) {
            return gainWithoutNoise(neuron, muMv);
        }
        final ScaledIntegral integral = integral(neuron, muMv, sigmaMv);
        final double scale = integral.scale();
        if (scale == 0) {
            return new Gain(0, 0);
        }
        final double rate = rate(neuron, integral);
        // nu² f = nu (nu/E) (E f): none of the factors overflows.
        final double factor = SQRT_PI * neuron.tauMs() * rate * (rate / scale) / sigmaMv;
        final double atThreshold = integral.f(bound(neuron, neuron.thresholdMv(), muMv, sigmaMv));
        final double atReset = integral.f(bound(neuron, neuron.resetMv(), muMv, sigmaMv));
        return new Gain(factor * (atThreshold - atReset),
                factor * ((neuron.thresholdMv() - muMv) / sigmaMv * atThreshold
                - (neuron.resetMv() - muMv) / sigmaMv * atReset));
    }

    private static Gain gainWithoutNoise(LifNeuron neuron, double muMv) {
        final double rate = withoutNoise(neuron, muMv);
        return new Gain(rate == 0 ? 0 : rate * rate * neuron.tauMs() * (neuron.thresholdMv() - neuron.resetMv())
                / ((muMv - neuron.thresholdMv()) * (muMv - neuron.resetMv())), 0);
    }
}
