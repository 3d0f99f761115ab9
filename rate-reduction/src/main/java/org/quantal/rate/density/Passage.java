package org.quantal.rate.density;

/**
 * How a neuron travels from reset to threshold, averaged over its stationary intervals.
 *
 * @param mesh         of potentials
 * @param occupancyMs  expected time of an interval spent in the cell of each node, in ms
 * @param secondMs2    second moment of the passage time in ms^2
 * @param states       unknowns of the linear system
 */
record Passage(Mesh mesh, double[] occupancyMs, double secondMs2, int states) {

    /** Mean passage time in ms, without the refractory time. */
    double meanMs() {
        double sum = 0;
        for (double time : occupancyMs) {
            sum += time;
        }
        return sum;
    }

    /** Mean over the time between reset and threshold of a power of the distance from a potential. */
    double moment(double origin, int power) {
        double sum = 0;
        for (int i = 0; i < occupancyMs.length; i++) {
            double term = occupancyMs[i];
            for (int k = 0; k < power; k++) {
                term *= mesh.x[i] - origin;
            }
            sum += term;
        }
        return sum / meanMs();
    }
}
