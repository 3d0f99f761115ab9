package org.quantal.rate.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An interval cut into elements, each with the nodes of a Gauss-Legendre rule. A function on it is a polynomial in each
 * element, held by its values at the nodes, and may jump between elements.
 *
 * <p>With as many nodes as coefficients the rule integrates products of two such polynomials exactly, so that the mass
 * matrix is the diagonal of {@link #weight}.
 */
final class Mesh {

    private static final int MOST_ELEMENTS = 1000;

    /** Nodes in an element. */
    final int nodes;
    final int elements;
    /** Ends of elements, rising. */
    final double[] edges;
    /** Nodes, element by element, rising. */
    final double[] x;
    /** Weights of integration at the nodes. */
    final double[] weight;
    /** Values of an element's basis polynomials at its lower end. */
    final double[] atLowerEnd;
    /** Values of an element's basis polynomials at its upper end. */
    final double[] atUpperEnd;
    /** Nodes of the rule in (-1, 1). */
    final double[] rule;
    /** Weights of the rule on (-1, 1). */
    final double[] ruleWeight;

    private final double[] barycentric;

    /**
     * @param edges of elements, rising, at least two
     * @param nodes of each element, at least two
     */
    Mesh(double[] edges, int nodes) {
        this.nodes = nodes;
        this.edges = edges.clone();
        elements = edges.length - 1;
        rule = new double[nodes];
        ruleWeight = new double[nodes];
        gaussLegendre();
        barycentric = new double[nodes];
        for (int i = 0; i < nodes; i++) {
            double product = 1;
            for (int j = 0; j < nodes; j++) {
                product *= i == j ? 1 : rule[i] - rule[j];
            }
            barycentric[i] = 1 / product;
        }
        x = new double[size()];
        weight = new double[size()];
        for (int e = 0; e < elements; e++) {
            final double half = 0.5 * width(e);
            for (int i = 0; i < nodes; i++) {
                x[e * nodes + i] = edges[e] + half * (1 + rule[i]);
                weight[e * nodes + i] = half * ruleWeight[i];
            }
        }
        atLowerEnd = new double[nodes];
        atUpperEnd = new double[nodes];
        basis(0, edges[0], atLowerEnd);
        basis(0, edges[1], atUpperEnd);
    }

    /**
     * A mesh that is finest around a point: elements grow by a factor with each step away from it.
     *
     * @param lower    lower end
     * @param upper    upper end
     * @param centre   an edge; moved into the interval if it lies outside
     * @param first    width of the elements next to the centre
     * @param equal    number of elements of that width on each side of the centre
     * @param growth   from one element to the next, further away
     * @param greatest width of an element
     * @param nodes    of each element
     * @throws IllegalArgumentException if it takes too many elements
     */
    static Mesh graded(double lower, double upper, double centre, double first, int equal, double growth,
            double greatest, int nodes) {
        final double inside = Math.max(lower, Math.min(upper, centre));
        final List<Double> edges = new ArrayList<>();
        climb(inside - lower, first, equal, growth, greatest).forEach(distance -> edges.add(inside - distance));
        Collections.reverse(edges);
        edges.add(inside);
        climb(upper - inside, first, equal, growth, greatest).forEach(distance -> edges.add(inside + distance));
        return new Mesh(edges.stream().mapToDouble(Double::doubleValue).toArray(), nodes);
    }

    /** Distances of edges from the centre; the last is the length, and no last element is a sliver. */
    private static List<Double> climb(double length, double first, int equal, double growth, double greatest) {
        final List<Double> distances = new ArrayList<>();
        double width = Math.min(first, greatest);
        double distance = 0;
        while (length - distance > 1.3 * width) {
            if (distances.size() > MOST_ELEMENTS) {
                throw new IllegalArgumentException("noise is too weak against the distance to threshold: more than "
                        + MOST_ELEMENTS + " elements of at most " + (float) greatest + " over " + (float) length);
            }
            distance += width;
            distances.add(distance);
            width = distances.size() < equal ? width : Math.min(width * growth, greatest);
        }
        if (length > 0) {
            distances.add(length);
        }
        return distances;
    }

    /** Number of nodes of all elements. */
    int size() {
        return elements * nodes;
    }

    double lower() {
        return edges[0];
    }

    double upper() {
        return edges[elements];
    }

    double width(int element) {
        return edges[element + 1] - edges[element];
    }

    /** The element that holds a point of the interval. */
    int elementAt(double point) {
        final int found = Arrays.binarySearch(edges, point);
        return Math.max(0, Math.min(elements - 1, found >= 0 ? found : -found - 2));
    }

    /** Values at a point of the polynomials that are 1 at one node of the element and 0 at the others. */
    void basis(int element, double point, double[] values) {
        final double xi = 2 * (point - edges[element]) / width(element) - 1;
        for (int i = 0; i < nodes; i++) {
            double product = barycentric[i];
            for (int j = 0; j < nodes; j++) {
                product *= i == j ? 1 : xi - rule[j];
            }
            values[i] = product;
        }
    }

    /** Derivative of basis polynomial j at node i of an element. */
    double slope(int element, int i, int j) {
        double sum = 0;
        if (i != j) {
            sum = barycentric[j] / barycentric[i] / (rule[i] - rule[j]);
        } else {
            for (int k = 0; k < nodes; k++) {
                sum += k == i ? 0 : 1 / (rule[i] - rule[k]);
            }
        }
        return sum * 2 / width(element);
    }

    /** Zeros of the Legendre polynomial by Newton's method. */
    private void gaussLegendre() {
        for (int i = 0; i < nodes; i++) {
            double z = -StrictMath.cos(Math.PI * (i + 0.75) / (nodes + 0.5));
            double derivative = 0;
            for (int step = 0; step < 20; step++) {
                double before = 1;
                double value = z;
                for (int k = 2; k <= nodes; k++) {
                    final double next = ((2 * k - 1) * z * value - (k - 1) * before) / k;
                    before = value;
                    value = next;
                }
                derivative = nodes * (z * value - before) / (z * z - 1);
                z -= value / derivative;
            }
            rule[i] = z;
            ruleWeight[i] = 2 / ((1 - z * z) * derivative * derivative);
        }
    }
}
