package org.quantal.rate.density;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.quantal.rate.LifNeuron;

/** The master equation of potential and synaptic current of a neuron with exponential synapses. */
final class ExponentialMasterEquation {

    private static final int MOST_STATES = 30_000;
    private static final int MOST_ROUNDS = 500;
    private static final double ROUND_TOLERANCE = 1e-10;

    private ExponentialMasterEquation() {
    }

    /**
     * @param drive      jumps of the synaptic current in pA
     * @param currentPa  constant current
     * @param resolution of the meshes
     */
    static Passage solve(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final Mesh currents = currentMesh(neuron, drive, currentPa, resolution);
        final Mesh potentials = potentialMesh(neuron, drive, currentPa, resolution);
        resolution.check((long) potentials.size() * currents.size(), MOST_STATES);

        final DMatrixRMaj currentGenerator = new DMatrixRMaj(currents.size(), currents.size());
        new Relaxation(currents, 0, neuron.synapticMs(), false).addTo(currentGenerator);
        drive.addTo(currentGenerator, currents, false);
        final KineticSystem system = new KineticSystem(potentials, currents, currentGenerator, neuron.tauMs(),
                neuron.tauMs() / neuron.capacitancePf(), currentPa);
        CommonOps_DDRM.transpose(currentGenerator);
        final DMatrixRMaj refractory = MatrixExponential.of(currentGenerator, neuron.refractoryMs());

        // Any distribution of the current will do for a start: after one interval it is nearly the stationary one.
        double[] atRelease = new double[currents.size()];
        final int element = currents.elementAt(neuron.synapticMs() * drive.moment(1));
        final double[] basis = new double[currents.nodes];
        currents.basis(element, neuron.synapticMs() * drive.moment(1), basis);
        System.arraycopy(basis, 0, atRelease, element * currents.nodes, currents.nodes);
        double[] occupancy = null;
        double arrived = 0;
        double before = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            occupancy = system.occupancy(neuron.resetMv(), atRelease);
            final double[] atThreshold = system.exit(occupancy);
            arrived = Arrays.stream(atThreshold).sum();
            final double time = Arrays.stream(occupancy).sum();
            if (Math.abs(time - before) <= ROUND_TOLERANCE * Math.abs(time) || !Double.isFinite(time)) {
                break;
            }
            before = time;
            final DMatrixRMaj next = new DMatrixRMaj(currents.size(), 1);
            CommonOps_DDRM.mult(refractory, DMatrixRMaj.wrap(currents.size(), 1, atThreshold), next);
            atRelease = next.getData();
        }
        final double second = 2 * Arrays.stream(system.timeFrom(occupancy)).sum();
        return new Passage(potentials, system.marginal(occupancy), second, arrived, potentials.size() * currents.size());
    }

    /** Finest at the current that holds the potential at the threshold: only currents above it can fire the neuron. */
    private static Mesh currentMesh(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final double mean = neuron.synapticMs() * drive.moment(1);
        final double sd = Math.sqrt(0.5 * neuron.synapticMs() * drive.moment(2));
        final double rheobase = neuron.capacitancePf() * neuron.thresholdMv() / neuron.tauMs() - currentPa;
        final double lower = mean - resolution.reach() * sd + drive.lowest();
        final double upper = Math.max(mean + resolution.reach() * sd, rheobase + 2 * sd) + drive.greatest();
        return Mesh.graded(lower, upper, rheobase, 0.8 * sd, 1.5, 1.5 * sd, resolution.nodes());
    }

    /** Finest at the threshold, where the density bends within the way that the current pushes the potential before it decays. */
    private static Mesh potentialMesh(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final double tau = neuron.tauMs();
        final double synaptic = neuron.synapticMs();
        final double currentSd = Math.sqrt(0.5 * synaptic * drive.moment(2));
        final double sd = currentSd / neuron.capacitancePf() * tau * Math.sqrt(synaptic / (tau + synaptic));
        final double mean = tau / neuron.capacitancePf() * (synaptic * drive.moment(1) + currentPa);
        final double lower = Math.min(neuron.resetMv(), Math.min(mean, neuron.thresholdMv())) - resolution.reach() * sd;
        final double boundaryLayer = currentSd / neuron.capacitancePf() * Math.min(tau, synaptic);
        return Mesh.graded(lower, neuron.thresholdMv(), neuron.thresholdMv(), 0.4 * boundaryLayer, 1.8, 1.5 * sd,
                resolution.nodes());
    }
}
