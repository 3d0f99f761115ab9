package org.quantal.rate.density;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.quantal.rate.LifNeuron;

/** The master equation of the potential of a neuron with delta synapses. */
final class DeltaMasterEquation {

    private static final int MOST_STATES = 2000;

    private DeltaMasterEquation() {
    }

    /**
     * @param drive      jumps in mV
     * @param currentPa  constant current
     * @param resolution of the mesh
     */
    static Passage solve(LifNeuron neuron, Jumps drive, double currentPa, Resolution resolution) {
        final double rest = neuron.tauMs() * currentPa / neuron.capacitancePf();
        final double mean = rest + neuron.tauMs() * drive.moment(1);
        final double sd = Math.sqrt(0.5 * neuron.tauMs() * drive.moment(2));
        final double lower = Math.min(neuron.resetMv(), Math.min(mean, neuron.thresholdMv())) - resolution.reach() * sd
                + drive.lowest();
        // The passage time has a jump at the threshold, and kinks one and more upward jumps below it.
        final double boundaryLayer = drive.greatest() > 0 ? drive.upwardMoment(2) / drive.upwardMoment(1) : sd;
        final Mesh mesh = Mesh.graded(lower, neuron.thresholdMv(), neuron.thresholdMv(), boundaryLayer, 1.5, sd, resolution.nodes());
        resolution.check(mesh.size(), MOST_STATES);

        final DMatrixRMaj generator = new DMatrixRMaj(mesh.size(), mesh.size());
        new Relaxation(mesh, rest, neuron.tauMs(), true).addTo(generator);
        drive.addTo(generator, mesh, true);
        final double[] absorption = absorption(generator);
        CommonOps_DDRM.transpose(generator);
        final LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(mesh.size());
        if (!solver.setA(generator)) {
            return new Passage(mesh, new double[mesh.size()], 0, 0, mesh.size());
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
        double arrived = 0;
        for (int i = 0; i < absorption.length; i++) {
            arrived += absorption[i] * occupancy.get(i);
        }
        return new Passage(mesh, occupancy.getData(), -2 * CommonOps_DDRM.elementSum(remaining), arrived, mesh.size());
    }

    /** Rate of leaving through the threshold from each node: what the generator's rows lack to a sum of 0. */
    private static double[] absorption(DMatrixRMaj generator) {
        final double[] rates = new double[generator.numRows];
        for (int i = 0; i < generator.numRows; i++) {
            for (int j = 0; j < generator.numCols; j++) {
                rates[i] -= generator.get(i, j);
            }
        }
        return rates;
    }
}
