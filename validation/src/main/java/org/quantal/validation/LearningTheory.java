package org.quantal.validation;

/**
 * Learning with a normalised gradient step, task-irrelevant change and noise of synapses (Raman, Perez Rotondo &amp;
 * O'Leary 2019): in each cycle of length T the weights move by T (-gamma1 g + gamma2 n2 + gamma3 sqrt(N/T) n3), with
 * unit vectors g, n2, n3.
 *
 * @param gamma1 task-relevant change, weight per time
 * @param gamma2 task-irrelevant change, weight per time
 * @param gamma3 noise of each synapse, weight per square root of time
 * @param cycle  T, length of a cycle
 */
record LearningTheory(double gamma1, double gamma2, double gamma3, double cycle) {

    /**
     * Mean learning speed k, F(T) = (1 - k T) F(0).
     *
     * @param synapses  N
     * @param gradient  |grad F|
     * @param error     F
     * @param curvature of F along the gradient
     * @param trace     of the Hessian
     */
    double speed(int synapses, double gradient, double error, double curvature, double trace) {
        return gradient / error * (gamma1 - cycle * gamma1 * gamma1 * curvature / (2 * gradient)
                - cycle * trace / (2 * gradient) * (gamma2 * gamma2 / synapses + gamma3 * gamma3 / cycle));
    }

    /** Mean squared speed of the weights. */
    double squaredSpeed(int synapses) {
        return gamma1 * gamma1 + gamma2 * gamma2 + gamma3 * gamma3 * synapses / cycle;
    }

    /** Largest local task difficulty at which the error still falls. */
    double threshold(int synapses) {
        return gamma1 / (cycle * squaredSpeed(synapses));
    }

    /** Variance of the noise in each direction and cycle. */
    double variance(double synapses) {
        return cycle * cycle * (gamma2 * gamma2 / synapses + gamma3 * gamma3 / cycle);
    }

    /** Scale of the Gamma distribution of R in steady state. */
    private double scale(double synapses) {
        return variance(synapses) / (2 * cycle * gamma1);
    }

    /** Mean of R = sqrt(2 F) in steady state, for white inputs and M directions that matter. */
    double distance(double synapses, double directions) {
        return cycle * gamma1 / 2 + directions * scale(synapses);
    }

    /** Mean of F in steady state. */
    double error(double synapses, double directions) {
        final double r = distance(synapses, directions);
        return (r * r + directions * scale(synapses) * scale(synapses)) / 2;
    }

    /** Standard deviation of R in steady state. */
    double distanceSd(double synapses, double directions) {
        return Math.sqrt(directions) * scale(synapses);
    }

    /** Cycles over which R relaxes. */
    double relaxation(double synapses, double directions) {
        return directions * scale(synapses) / (cycle * gamma1);
    }

    /** Number of synapses at which the error is least, if the directions that matter grow as N^beta. */
    double optimum(double beta) {
        return (1 - beta) / beta * cycle * gamma2 * gamma2 / (gamma3 * gamma3);
    }

    /** The paper's formula for the optimum of linear networks. */
    double paperOptimum() {
        return optimum(0.5) * (1 - gamma1 * gamma1 / (gamma2 * gamma2));
    }

    /** The same learner when n2 is correlated from cycle to cycle: n2(t) = normalise(k n2(t-1) + (1 - k) xi). */
    LearningTheory correlated(double k) {
        final double rho = k / Math.sqrt(k * k + (1 - k) * (1 - k));
        return new LearningTheory(gamma1, gamma2 * Math.sqrt((1 + rho) / (1 - rho)), gamma3, cycle);
    }

    /** Noise of a synapse that changes by so much at each release, for spikes at a rate that fail with 1 - p. */
    static double releaseNoise(double change, double rate, double p) {
        return change * Math.sqrt(rate * p * (1 - p));
    }

    /**
     * Mean of sum_ij W'_ij^2 x'_j^2 over random embeddings.
     *
     * @param weights       |W|^2
     * @param input         |x|^2
     * @param output        |W x|^2
     * @param expandedInput number of inputs of the embedded network
     */
    static double embeddedPower(double weights, double input, double output, int expandedInput) {
        return (weights * input + 2 * output) / (expandedInput + 2);
    }
}
