package org.quantal.rate.density;

import org.ejml.data.DMatrixRMaj;

/**
 * The generator of exponential decay to a target, (target - x)/tau dT/dx, on a mesh. Where elements meet, T is taken
 * from the side that the motion leads to, which keeps the scheme stable without damping smooth functions.
 *
 * <p>Motion that would leave the mesh is slowed to a halt in the last element, except through an open upper end, beyond
 * which T is 0.
 */
final class Relaxation {

    private final Mesh mesh;
    private final double target;
    private final double tauMs;
    private final boolean stopsBelow;
    private final boolean stopsAbove;

    Relaxation(Mesh mesh, double target, double tauMs, boolean openAbove) {
        this.mesh = mesh;
        this.target = target;
        this.tauMs = tauMs;
        stopsBelow = target < mesh.lower();
        stopsAbove = target > mesh.upper() && !openAbove;
    }

    /** Velocity at an edge between elements or at the upper end. */
    double atEdge(int edge) {
        return (target - mesh.edges[edge]) / tauMs;
    }

    /** The generator's entry for nodes i and j of one element. */
    double inside(int e, int i, int j) {
        final int row = e * mesh.nodes + i;
        double entry = velocity(e, mesh.x[row]) * mesh.slope(e, i, j);
        final double up = velocity(e, mesh.edges[e + 1]);
        if (up > 0) {
            entry -= up * mesh.atUpperEnd[i] * mesh.atUpperEnd[j] / mesh.weight[row];
        }
        final double down = velocity(e, mesh.edges[e]);
        if (down < 0) {
            entry += down * mesh.atLowerEnd[i] * mesh.atLowerEnd[j] / mesh.weight[row];
        }
        return entry;
    }

    private double velocity(int e, double x) {
        double velocity = (target - x) / tauMs;
        if (stopsBelow && e == 0) {
            velocity *= (x - mesh.lower()) / mesh.width(e);
        }
        if (stopsAbove && e == mesh.elements - 1) {
            velocity *= (mesh.upper() - x) / mesh.width(e);
        }
        return velocity;
    }

    void addTo(DMatrixRMaj generator) {
        final int n = mesh.nodes;
        for (int e = 0; e < mesh.elements; e++) {
            for (int i = 0; i < n; i++) {
                final int row = e * n + i;
                for (int j = 0; j < n; j++) {
                    generator.add(row, e * n + j, inside(e, i, j));
                    if (e + 1 < mesh.elements && atEdge(e + 1) > 0) {
                        generator.add(row, row - i + n + j,
                                atEdge(e + 1) * mesh.atUpperEnd[i] * mesh.atLowerEnd[j] / mesh.weight[row]);
                    }
                    if (e > 0 && atEdge(e) < 0) {
                        generator.add(row, row - i - n + j,
                                -atEdge(e) * mesh.atLowerEnd[i] * mesh.atUpperEnd[j] / mesh.weight[row]);
                    }
                }
            }
        }
    }
}
