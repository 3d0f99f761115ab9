package org.quantal.rate.density;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.quantal.rate.LifNeuron;

/** The master equation of the potential of a neuron with delta synapses. */
final class DeltaMasterEquation {

    private static final int MOST_STATES = 2000;
    /** Elements as wide as a jump: further down, leak and other inputs have smoothed the kinks. */
    private static final int ALIGNED = 6;

    private DeltaMasterEquation() {
    }

    /**
     * A mesh up to the threshold, finest there: the passage time has a jump at it, and kinks one and more upward jumps
     * below.
     */
    static Mesh mesh(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final double mean = rest(neuron, currentPa) + neuron.tauMs() * drive.moment(1);
        final double sd = Math.sqrt(0.5 * neuron.tauMs() * drive.moment(2));
        final double lower = Math.min(neuron.resetMv(), Math.min(mean, neuron.thresholdMv())) - resolution.reach() * sd
                + drive.lowest();
        final double boundaryLayer = drive.greatest() > 0 ? drive.upwardMoment(2) / drive.upwardMoment(1) : sd;
        final Mesh mesh = Mesh.graded(lower, neuron.thresholdMv(), neuron.thresholdMv(), boundaryLayer,
                ALIGNED, 1.5, sd, resolution.nodes());
        resolution.check(mesh.size(), MOST_STATES);
        return mesh;
    }

    private static double rest(LifNeuron neuron, double currentPa) {
        return neuron.tauMs() * currentPa / neuron.capacitancePf();
    }

    /**
     * @param drive     jumps in mV
     * @param currentPa constant current
     * @param mesh      of potentials, up to the threshold
     */
    static Passage solve(LifNeuron neuron, Jumps drive, double currentPa, Mesh mesh) {
        final DMatrixRMaj generator = new DMatrixRMaj(mesh.size(), mesh.size());
        new Relaxation(mesh, rest(neuron, currentPa), neuron.tauMs(), true).addTo(generator);
        drive.addTo(generator, mesh, true);
        CommonOps_DDRM.transpose(generator);
        final LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(mesh.size());
        if (!solver.setA(generator)) {
            throw new ArithmeticException("the master equation is singular");
        }
        final DMatrixRMaj source = new DMatrixRMaj(mesh.size(), 1);
        final double[] atReset = new double[mesh.nodes];
        final int element = mesh.elementAt(neuron.resetMv());
        mesh.basis(element, neuron.resetMv(), atReset);
        for (int i = 0; i < mesh.nodes; i++) {
            source.set(element * mesh.nodes + i, 0, -atReset[i]);
        }
        final DMatrixRMaj occupancy = new DMatrixRMaj(mesh.size(), 1);
        solver.solve(source, occupancy);
        final DMatrixRMaj remaining = new DMatrixRMaj(mesh.size(), 1);
        solver.solve(occupancy, remaining);
        return new Passage(mesh, occupancy.getData(), -2 * CommonOps_DDRM.elementSum(remaining), mesh.size());
    }
}
