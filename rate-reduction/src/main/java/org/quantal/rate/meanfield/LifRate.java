package org.quantal.rate.meanfield;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantal.rate.Amplitude;
import org.quantal.rate.Drive;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.siegert.Siegert;

/**
 * Integrate-and-fire neurons. Where excitatory and inhibitory currents decay at different speeds, all amplitudes are
 * those of currents of the same charge that decay like the excitatory ones ({@link #unified}), so that mean and noise
 * are kept. The theory, which knows one tau_s, gets that whose shift k, equation (11), is the mean of both shifts
 * weighted by their shares of sigma². There is no exact form; in the diffusion limit this is within 3 % of simulations
 * with 0.5 and 2 ms, or 0.2 and 1 ms, at tau_m = 10 ms and 4 to 5 Hz.
 *
 * @param excitatory the neuron with the time constant of its excitatory currents
 * @param tauInMs    time constant of inhibitory currents in ms; that of the neuron where there is one only
 */
public record LifRate(LifNeuron excitatory, double tauInMs) implements RateNeuron {
    private static final double SLOW = 0.1;
    private static final double LARGEST_GAMMA = 0.01;
    private static final double LARGEST_JUMP = 0.02;

    /** Neurons with one synaptic time constant. */
    public LifRate(LifNeuron neuron) {
        this(neuron, neuron.synapticMs());
    }

    boolean hasTwoTaus() {
        return tauInMs != excitatory.synapticMs();
    }

    private double tau(PoissonInput input) {
        return input.amplitude().mean() < 0 ? tauInMs : excitatory.synapticMs();
    }

    /** The neuron with the one time constant that the theory gets. */
    LifNeuron effective(List<PoissonInput> inputs) {
        if (!hasTwoTaus()) {
            return excitatory;
        }
        double weighted = 0;
        double noise = 0;
        for (PoissonInput input : inputs) {
            final double share = input.ratePerMs() * input.amplitude().moment(2);
            weighted += share * Math.sqrt(tau(input));
            noise += share;
        }
        final double root = weighted / noise;
        return excitatory.withSynapticMs(noise > 0 ? root * root : excitatory.synapticMs());
    }

    /** The inputs with amplitudes that bring the same charge at the effective time constant. */
    private List<PoissonInput> equivalent(List<PoissonInput> inputs, LifNeuron effective) {
        final double factor = excitatory.synapticMs() / effective.synapticMs();
        return hasTwoTaus() ? inputs.stream()
                .map(input -> new PoissonInput(input.ratePerMs(), input.amplitude().scaled(factor)))
                .toList() : inputs;
    }

    @Override
    public double ratePerMs(List<PoissonInput> inputs, double currentPa, TransferFunction method) {
        final LifNeuron neuron = effective(inputs);
        return method.ratePerMs(neuron, equivalent(inputs, neuron), currentPa);
    }

    @Override
    public Optional<Drive> drive(List<PoissonInput> inputs, double currentPa) {
        final LifNeuron neuron = effective(inputs);
        return Optional.of(Drive.of(neuron, equivalent(inputs, neuron), currentPa));
    }

    /** Equation (12), in the unit of the excitatory currents. */
    @Override
    public Sensitivity sensitivity(List<PoissonInput> inputs, double currentPa) {
        final LifNeuron neuron = effective(inputs);
        final Drive drive = Drive.of(neuron, equivalent(inputs, neuron), currentPa);
        final Siegert.Gain gain = Siegert.gain(neuron, drive.muMv(), drive.sigmaMv());
        final double unit = excitatory.jumpMv(1);
        final double ofFirst = neuron.tauMs() * unit * gain.ofMu();
        if (drive.sigmaMv() == 0) {
            return new Sensitivity(ofFirst, 0);
        }
        final double ofSecond = neuron.tauMs() * unit * unit / (2 * drive.sigmaMv()) * gain.ofSigma();
        if (!hasTwoTaus()) {
            return new Sensitivity(ofFirst, ofSecond);
        }
        // k follows the shares of the noise, and the rate follows k: d nu/d k = -sigma d nu/d mu.
        final double ofShift = -drive.sigmaMv() * gain.ofMu() * Siegert.shift(neuron);
        final double noise = inputs.stream().mapToDouble(input -> input.ratePerMs() * input.amplitude().moment(2))
                .sum();
        return new Sensitivity(ofFirst,
                ofSecond + ofShift * (Math.sqrt(excitatory.synapticMs() / neuron.synapticMs()) - 1) / noise,
                ofSecond + ofShift * (Math.sqrt(tauInMs / neuron.synapticMs()) - 1) / noise);
    }

    @Override
    public Set<Caution> cautions(List<PoissonInput> inputs, double currentPa) {
        final Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        final LifNeuron neuron = effective(inputs);
        final Drive drive = Drive.of(neuron, equivalent(inputs, neuron), currentPa);
        if (Math.abs(drive.gamma()) > 5 * LARGEST_GAMMA || drive.jumpRatio() > 5 * LARGEST_JUMP) {
            cautions.add(Caution.LARGE_JUMPS);
        } else if (Math.abs(drive.gamma()) > LARGEST_GAMMA || drive.jumpRatio() > LARGEST_JUMP) {
            cautions.add(Caution.JUMPS);
        }
        if (neuron.synapticMs() > SLOW * neuron.tauMs()) {
            cautions.add(Caution.SLOW);
        }
        if (hasTwoTaus()) {
            cautions.add(Caution.TWO_TAUS);
        }
        return cautions;
    }

    /** 0.9 of what the refractory time allows, or of 1/tau_m without one. */
    @Override
    public double highestPerMs() {
        return 0.9 / (excitatory.refractoryMs() > 0 ? excitatory.refractoryMs() : excitatory.tauMs());
    }

    /** An amplitude of the same charge for currents that decay like the excitatory ones. */
    public Amplitude unified(Amplitude amplitude) {
        return hasTwoTaus() && amplitude.mean() < 0 ? amplitude.scaled(tauInMs / excitatory.synapticMs()) : amplitude;
    }
}
