package org.quantal.rate.density;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.quantal.rate.PoissonInput;

/**
 * Poisson jumps of several sizes: all inputs of a neuron, thinned by their failures and merged by size.
 *
 * @param ratesPerMs of jumps of each size, positive
 * @param sizes      in mV (delta synapses) or pA (exponential ones), rising, none is 0
 */
record Jumps(double[] ratesPerMs, double[] sizes) {

    static Jumps of(List<PoissonInput> inputs) {
        final Map<Double, Double> rates = new TreeMap<>();
        for (PoissonInput input : inputs) {
            for (int i = 0; i < input.amplitude().count(); i++) {
                final double rate = input.ratePerMs() * input.amplitude().probability(i);
                final double size = input.amplitude().size(i);
                if (!Double.isFinite(size)) {
                    throw new IllegalArgumentException("amplitudes must be finite: " + size);
                }
                if (rate > 0 && size != 0) {
                    rates.merge(size, rate, Double::sum);
                }
            }
        }
        return new Jumps(rates.values().stream().mapToDouble(Double::doubleValue).toArray(),
                rates.keySet().stream().mapToDouble(Double::doubleValue).toArray());
    }

    boolean isEmpty() {
        return sizes.length == 0;
    }

    /** Sum of rate times the k-th power of the size. */
    double moment(int k) {
        return moment(k, false);
    }

    /** As {@link #moment(int)}, over upward jumps alone. */
    double upwardMoment(int k) {
        return moment(k, true);
    }

    private double moment(int k, boolean upwardOnly) {
        double sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0 || !upwardOnly) {
                double power = ratesPerMs[i];
                for (int j = 0; j < k; j++) {
                    power *= sizes[i];
                }
                sum += power;
            }
        }
        return sum;
    }

    /** The greatest upward jump, 0 without one. */
    double greatest() {
        return isEmpty() ? 0 : Math.max(0, sizes[sizes.length - 1]);
    }

    /** The greatest downward jump, negative; 0 without one. */
    double lowest() {
        return isEmpty() ? 0 : Math.min(0, sizes[0]);
    }

    /**
     * Adds the generator of the jumps, sum of rate (T(x + size) - T(x)), projected on a mesh without error of
     * integration.
     *
     * @param absorbing whether T is 0 above the mesh; otherwise, as always below it, jumps end at the end of the mesh
     */
    void addTo(DMatrixRMaj generator, Mesh mesh, boolean absorbing) {
        for (int i = 0; i < sizes.length; i++) {
            for (int row = 0; row < mesh.size(); row++) {
                generator.add(row, row, -ratesPerMs[i]);
            }
            for (int e = 0; e < mesh.elements; e++) {
                addArrivals(generator, mesh, absorbing, e, sizes[i], ratesPerMs[i]);
            }
        }
    }

    /**
     * Cuts a starting element where the shifted edges fall, so that each piece lands in one element and is a
     * polynomial.
     */
    private static void addArrivals(DMatrixRMaj generator, Mesh mesh, boolean absorbing, int e, double size,
            double rate) {
        for (int target = -1; target <= (absorbing ? mesh.elements - 1 : mesh.elements); target++) {
            final double from = target < 0 ? mesh.edges[e] : Math.max(mesh.edges[e], mesh.edges[target] - size);
            final double to = target == mesh.elements ? mesh.edges[e + 1]
                    : Math.min(mesh.edges[e + 1], mesh.edges[target + 1] - size);
            if (to > from) {
                addPiece(generator, mesh, e, from, to, target, size, rate);
            }
        }
    }

    private static void addPiece(DMatrixRMaj generator, Mesh mesh, int e, double from, double to,
            int target, double size, double rate) {
        final int n = mesh.nodes;
        final int column = Math.max(0, Math.min(mesh.elements - 1, target)) * n;
        final double[] start = new double[n];
        double[] landing = new double[n];
        for (int q = 0; q < n; q++) {
            final double point = from + 0.5 * (to - from) * (1 + mesh.rule[q]);
            mesh.basis(e, point, start);
            if (target < 0) {
                landing = mesh.atLowerEnd;
            } else if (target == mesh.elements) {
                landing = mesh.atUpperEnd;
            } else {
                mesh.basis(target, point + size, landing);
            }
            final double share = rate * 0.5 * (to - from) * mesh.ruleWeight[q];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    generator.add(e * n + i, column + j, share * start[i] * landing[j] / mesh.weight[e * n + i]);
                }
            }
        }
    }
}
