package org.quantal.rate.density;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.quantal.rate.LifNeuron;

/** The master equation of potential and synaptic current of a neuron with exponential synapses. */
final class ExponentialMasterEquation {

    private static final int MOST_STATES = 30_000;
    private static final int MOST_ROUNDS = 200;
    private static final double ROUND_TOLERANCE = 1e-7;

    private ExponentialMasterEquation() {
    }

    /** @return the mesh of potentials and that of synaptic currents */
    static Mesh[] meshes(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final Mesh potentials = potentialMesh(neuron, drive, currentPa, resolution);
        final Mesh currents = currentMesh(neuron, drive, currentPa, resolution);
        resolution.check((long) potentials.size() * currents.size(), MOST_STATES);
        return new Mesh[] {potentials, currents};
    }

    /**
     * @param drive     jumps of the synaptic current in pA
     * @param currentPa constant current
     */
    static Passage solve(LifNeuron neuron, Jumps drive, double currentPa, Mesh potentials, Mesh currents) {
        final DMatrixRMaj currentGenerator = new DMatrixRMaj(currents.size(), currents.size());
        new Relaxation(currents, 0, neuron.synapticMs(), false).addTo(currentGenerator);
        drive.addTo(currentGenerator, currents, false);
        final KineticSystem system = new KineticSystem(potentials, currents, currentGenerator, neuron.tauMs(),
                neuron.tauMs() / neuron.capacitancePf(), currentPa);
        CommonOps_DDRM.transpose(currentGenerator);
        final DMatrixRMaj refractory = MatrixExponential.of(currentGenerator, neuron.refractoryMs());

        final double[] occupancy = stationary(system, neuron.resetMv(),
                nodeWeights(currents, neuron.synapticMs() * drive.moment(1)), refractory);
        final double second = 2 * Arrays.stream(system.timeFrom(occupancy)).sum();
        return new Passage(potentials, system.marginal(occupancy), second, potentials.size() * currents.size());
    }

    /**
     * Follows the current from spike to spike until its distribution at the end of the refractory time no longer
     * changes. Any distribution will do for a start; with synapses faster than the intervals the second is nearly the
     * last.
     */
    private static double[] stationary(KineticSystem system, double resetMv, double[] released,
            DMatrixRMaj refractory) {
        double[] atRelease = released;
        double before = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            final double[] occupancy = system.occupancy(resetMv, atRelease);
            final double time = Arrays.stream(occupancy).sum();
            if (Math.abs(time - before) <= ROUND_TOLERANCE * Math.abs(time)) {
                return occupancy;
            }
            before = time;
            final DMatrixRMaj next = new DMatrixRMaj(refractory.numRows, 1);
            CommonOps_DDRM.mult(refractory, DMatrixRMaj.wrap(refractory.numRows, 1, system.exit(occupancy)), next);
            atRelease = next.getData();
        }
        throw new ArithmeticException("the current at the spike did not become stationary in " + MOST_ROUNDS
                + " intervals: synapses are too slow against intervals of " + before + " ms");
    }

    /** The distribution that is concentrated at one current. */
    private static double[] nodeWeights(Mesh currents, double currentPa) {
        final double[] weights = new double[currents.size()];
        final double[] basis = new double[currents.nodes];
        final int element = currents.elementAt(currentPa);
        currents.basis(element, currentPa, basis);
        System.arraycopy(basis, 0, weights, element * currents.nodes, currents.nodes);
        return weights;
    }

    /** Finest at the current that holds the potential at the threshold: only currents above it can fire the neuron. */
    private static Mesh currentMesh(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final double mean = neuron.synapticMs() * drive.moment(1);
        final double sd = Math.sqrt(0.5 * neuron.synapticMs() * drive.moment(2));
        final double rheobase = neuron.capacitancePf() * neuron.thresholdMv() / neuron.tauMs() - currentPa;
        final double lower = mean - resolution.reach() * sd + drive.lowest();
        final double upper = Math.max(mean + resolution.reach() * sd, rheobase + 2 * sd) + drive.greatest();
        return Mesh.graded(lower, upper, rheobase, 0.8 * sd, 1, 1.5, 2.5 * sd, resolution.nodes());
    }

    /**
     * Finest at the threshold, where the density bends within the way that the current pushes the potential before it
     * decays.
     */
    private static Mesh potentialMesh(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final double tau = neuron.tauMs();
        final double synaptic = neuron.synapticMs();
        final double currentSd = Math.sqrt(0.5 * synaptic * drive.moment(2));
        final double sd = currentSd / neuron.capacitancePf() * tau * Math.sqrt(synaptic / (tau + synaptic));
        final double mean = tau / neuron.capacitancePf() * (synaptic * drive.moment(1) + currentPa);
        final double lower = Math.min(neuron.resetMv(), Math.min(mean, neuron.thresholdMv())) - resolution.reach() * sd;
        final double boundaryLayer = currentSd / neuron.capacitancePf() * Math.min(tau, synaptic);
        return Mesh.graded(lower, neuron.thresholdMv(), neuron.thresholdMv(), 0.4 * boundaryLayer, 1, 1.8, 2.5 * sd,
                resolution.nodes());
    }
}
