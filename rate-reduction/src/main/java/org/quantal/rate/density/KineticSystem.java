package org.quantal.rate.density;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The transposed generator of potential and current, factorised: (V, I) moves with the current's own generator and with
 * dV/dt = (gain (I + I_0) - V)/tau, and is absorbed at the upper end of the potentials.
 *
 * <p>Unknowns are ordered by elements of potential; only motion through their edges couples neighbours, at each current
 * in one direction. What a block passes on is therefore a matrix of currents that move one way by currents that move
 * the other, and the block elimination below is as cheap as the factorisation of its diagonal blocks.
 *
 * <pre>
 *    element e            edge           element e + 1
 *   ───────────────┐  v(I) &gt; 0  ────&gt;  ┌───────────────      density leaves e upwards at high currents
 *   ───────────────┘  &lt;────  v(I) &lt; 0  └───────────────      and e + 1 downwards at low ones
 * </pre>
 */
final class KineticSystem {

    private final Mesh potentials;
    private final Mesh currents;
    /** Velocity of the potential by current, for each upper end of an element. */
    private final double[][] edgeVelocity;
    private final LinearSolverDense<DMatrixRMaj>[] blocks;
    /** What density that enters element e from above leaves there; a column for each current at which it enters. */
    private final DMatrixRMaj[] fromAbove;

    /**
     * @param currentGenerator of the current alone
     * @param tauMs            membrane time constant
     * @param gain             mV to which a current of 1 pA drives the potential
     * @param constantPa       current added to the synaptic one
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
    KineticSystem(Mesh potentials, Mesh currents, DMatrixRMaj currentGenerator, double tauMs, double gain,
            double constantPa) {
        this.potentials = potentials;
        this.currents = currents;
        final Relaxation[] motion = new Relaxation[currents.size()];
        edgeVelocity = new double[potentials.elements][currents.size()];
        for (int q = 0; q < motion.length; q++) {
            motion[q] = new Relaxation(potentials, gain * (currents.x[q] + constantPa), tauMs, true);
            for (int e = 0; e < potentials.elements; e++) {
                edgeVelocity[e][q] = motion[q].atEdge(e + 1);
            }
        }
        blocks = new LinearSolverDense[potentials.elements];
        fromAbove = new DMatrixRMaj[potentials.elements];
        for (int e = 0; e < potentials.elements; e++) {
            final DMatrixRMaj block = diagonal(e, motion, currentGenerator);
            if (e > 0) {
                addReturnsFromBelow(block, e);
            }
            blocks[e] = LinearSolverFactory_DDRM.lu(block.numRows);
            if (!blocks[e].setA(block)) {
                throw new ArithmeticException("the master equation is singular: element " + e + " of potentials");
            }
            if (e + 1 < potentials.elements) {
                fromAbove[e] = spreadFromAbove(e);
            }
        }
    }

    private DMatrixRMaj diagonal(int e, Relaxation[] motion, DMatrixRMaj currentGenerator) {
        final int n = potentials.nodes;
        final int width = currents.size();
        final DMatrixRMaj block = new DMatrixRMaj(n * width, n * width);
        for (int k = 0; k < n; k++) {
            for (int q = 0; q < width; q++) {
                for (int to = 0; to < width; to++) {
                    block.set(k * width + to, k * width + q, currentGenerator.get(q, to));
                }
                for (int to = 0; to < n; to++) {
                    block.add(to * width + q, k * width + q, motion[q].inside(e, k, to));
                }
            }
        }
        return block;
    }

    /** Density that falls from e to e - 1 and rises again. */
    private void addReturnsFromBelow(DMatrixRMaj block, int e) {
        final int width = currents.size();
        final double[] velocity = edgeVelocity[e - 1];
        final DMatrixRMaj spread = fromAbove[e - 1];
        for (int q = 0; q < spread.numCols; q++) {
            for (int p = spread.numCols; p < width; p++) {
                double rising = 0;
                for (int k = 0; k < potentials.nodes; k++) {
                    rising += flux(e - 1, k, potentials.atUpperEnd) * spread.get(k * width + p, q);
                }
                rising *= velocity[p] * velocity[q];
                for (int j = 0; j < potentials.nodes; j++) {
                    for (int k = 0; k < potentials.nodes; k++) {
                        block.add(j * width + p, k * width + q,
                                rising * potentials.atLowerEnd[j] * flux(e, k, potentials.atLowerEnd));
                    }
                }
            }
        }
    }

    /**
     * Solutions in element e for density that enters at its upper end, one column for each current that lets it fall.
     */
    private DMatrixRMaj spreadFromAbove(int e) {
        final int width = currents.size();
        final DMatrixRMaj entering = new DMatrixRMaj(potentials.nodes * width, falling(e));
        for (int q = 0; q < entering.numCols; q++) {
            for (int k = 0; k < potentials.nodes; k++) {
                entering.set(k * width + q, q, potentials.atUpperEnd[k]);
            }
        }
        final DMatrixRMaj spread = new DMatrixRMaj(entering.numRows, entering.numCols);
        solve(e, entering, spread);
        return spread;
    }

    /**
     * Solves for one element, and scales each solution so that what leaves upwards is what was put in. When escape is
     * rare the block is all but singular; rounding then misses the size of a solution, though not its shape.
     */
    private void solve(int e, DMatrixRMaj right, DMatrixRMaj solution) {
        blocks[e].solve(right, solution);
        for (int column = 0; column < right.numCols; column++) {
            double put = 0;
            for (int i = 0; i < right.numRows; i++) {
                put -= right.get(i, column);
            }
            double leaving = 0;
            for (int q = falling(e); q < currents.size(); q++) {
                for (int k = 0; k < potentials.nodes; k++) {
                    leaving += edgeVelocity[e][q] * flux(e, k, potentials.atUpperEnd)
                            * solution.get(k * currents.size() + q, column);
                }
            }
            if (put != 0) {
                CommonOps_DDRM.scaleCol(put / leaving, solution, column);
            }
        }
    }

    /** Number of currents, the lowest ones, at which the potential falls through the upper end of element e. */
    private int falling(int e) {
        int count = 0;
        while (count < currents.size() && edgeVelocity[e][count] < 0) {
            count++;
        }
        return count;
    }

    /** Weight of the mass at node k in the density at an end of element e. */
    private double flux(int e, int k, double[] atEnd) {
        return atEnd[k] / potentials.weight[e * potentials.nodes + k];
    }

    /**
     * Expected time in each state until the threshold, for a neuron released at a potential.
     *
     * @param released distribution of its current, by node
     */
    double[] occupancy(double potential, double[] released) {
        final double[] source = new double[potentials.size() * currents.size()];
        final int element = potentials.elementAt(potential);
        final double[] basis = new double[potentials.nodes];
        potentials.basis(element, potential, basis);
        for (int k = 0; k < potentials.nodes; k++) {
            for (int q = 0; q < currents.size(); q++) {
                source[(element * potentials.nodes + k) * currents.size() + q] = basis[k] * released[q];
            }
        }
        return timeFrom(source);
    }

    /** Expected time in each state until the threshold, from a density over states. */
    double[] timeFrom(double[] source) {
        final int width = currents.size();
        final int n = potentials.nodes;
        final int size = n * width;
        final DMatrixRMaj[] parts = new DMatrixRMaj[potentials.elements];
        for (int e = 0; e < parts.length; e++) {
            final DMatrixRMaj right = new DMatrixRMaj(size, 1);
            for (int i = 0; i < size; i++) {
                right.set(i, 0, -source[e * size + i]);
            }
            for (int q = 0; q < width && e > 0; q++) {
                final double rising = Math.max(0, edgeVelocity[e - 1][q])
                        * atEnd(e - 1, parts[e - 1], q, potentials.atUpperEnd);
                for (int j = 0; j < n; j++) {
                    right.add(j * width + q, 0, -rising * potentials.atLowerEnd[j]);
                }
            }
            parts[e] = new DMatrixRMaj(size, 1);
            solve(e, right, parts[e]);
        }
        for (int e = parts.length - 2; e >= 0; e--) {
            for (int q = 0; q < fromAbove[e].numCols; q++) {
                final double falling = edgeVelocity[e][q] * atEnd(e + 1, parts[e + 1], q, potentials.atLowerEnd);
                for (int i = 0; i < size; i++) {
                    parts[e].add(i, 0, falling * fromAbove[e].get(i, q));
                }
            }
        }
        final double[] times = new double[source.length];
        for (int e = 0; e < parts.length; e++) {
            System.arraycopy(parts[e].getData(), 0, times, e * size, size);
        }
        return times;
    }

    private double atEnd(int e, DMatrixRMaj part, int q, double[] end) {
        double density = 0;
        for (int k = 0; k < potentials.nodes; k++) {
            density += flux(e, k, end) * part.get(k * currents.size() + q, 0);
        }
        return density;
    }

    /** Distribution of the current when the potential reaches the upper end. */
    double[] exit(double[] occupancy) {
        final int last = potentials.elements - 1;
        final double[] leaving = new double[currents.size()];
        for (int q = 0; q < leaving.length; q++) {
            for (int k = 0; k < potentials.nodes && edgeVelocity[last][q] > 0; k++) {
                leaving[q] += edgeVelocity[last][q] * flux(last, k, potentials.atUpperEnd)
                        * occupancy[(last * potentials.nodes + k) * leaving.length + q];
            }
        }
        return leaving;
    }

    /** Sum over currents, by node of potential. */
    double[] marginal(double[] occupancy) {
        final double[] sums = new double[potentials.size()];
        for (int i = 0; i < occupancy.length; i++) {
            sums[i / currents.size()] += occupancy[i];
        }
        return sums;
    }
}
