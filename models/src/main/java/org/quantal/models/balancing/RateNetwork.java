package org.quantal.models.balancing;

import java.util.function.DoubleSupplier;

/**
 * A network of rate neurons, (1):
 *
 * <pre>
 * tau dx_i/dt = -x_i + sum_j J_ij phi(x_j) + sum_m Win_im u_m + b_i,    z_l = sum_i Wout_li phi(x_i)
 * </pre>
 *
 * <p>It is run by explicit Euler steps, because each of them commutes with a {@link Gauge}: the map from u to z is then
 * kept to rounding, not only to the order of the method.
 *
 * <p>Thread-safe; immutable.
 */
public final class RateNetwork {
    private final RectifiedPower transfer;
    private final double tau;
    private final double[][] weights;
    private final double[][] input;
    private final double[] bias;
    private final double[][] output;

    /**
     * @param transfer phi
     * @param tau      time constant, positive, in the unit of time of the runs (ms)
     * @param weights  J[i][j] from neuron j to neuron i
     * @param input    Win[i][m] from input m to neuron i
     * @param bias     b[i]
     * @param output   Wout[l][i] from neuron i to output l
     */
    public RateNetwork(RectifiedPower transfer, double tau, double[][] weights, double[][] input, double[] bias,
            double[][] output) {
        if (!(tau > 0) || Double.isInfinite(tau)) {
            throw new IllegalArgumentException("tau must be positive: tau=" + tau);
        }
        this.transfer = transfer;
        this.tau = tau;
        this.weights = Shape.square("weights", weights);
        final int n = weights.length;
        this.input = Shape.matrix("input", input, n, n == 0 ? 0 : input[0].length);
        this.bias = Shape.vector("bias", bias, n);
        this.output = Shape.matrix("output", output, output.length, n);
    }

    /** phi. */
    public RectifiedPower transfer() {
        return transfer;
    }

    /** Time constant. */
    public double tau() {
        return tau;
    }

    /** Number of neurons. */
    public int neurons() {
        return bias.length;
    }

    /** J[i][j] from neuron j to neuron i. */
    public double[][] weights() {
        return Shape.copy(weights);
    }

    /** Win[i][m] from input m to neuron i. */
    public double[][] input() {
        return Shape.copy(input);
    }

    /** b[i]. */
    public double[] bias() {
        return bias.clone();
    }

    /** Wout[l][i] from neuron i to output l. */
    public double[][] output() {
        return Shape.copy(output);
    }

    /** The same network with other weights between its neurons. */
    public RateNetwork withWeights(double[][] other) {
        return new RateNetwork(transfer, tau, other, input, bias, output);
    }

    /** dx/dt at state x under input u. */
    public double[] velocity(double[] x, double[] u) {
        final double[] rate = rates(x);
        final double[] velocity = new double[neurons()];
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = (bias[i] - x[i] + dot(weights[i], rate) + dot(input[i], u)) / tau;
        }
        return velocity;
    }

    /** z at state x. */
    public double[] readOut(double[] x) {
        final double[] rate = rates(x);
        final double[] z = new double[output.length];
        for (int l = 0; l < z.length; l++) {
            z[l] = dot(output[l], rate);
        }
        return z;
    }

    /** What a run went through: after each step, the state and the output. */
    public record Trajectory(double[][] state, double[][] output) {
    }

    /**
     * Runs from x(0) = start, one step for each row of u.
     *
     * @param start state at the start
     * @param u     u[t][m], input m during step t
     * @param dt    length of a step, in the unit of tau
     */
    public Trajectory run(double[] start, double[][] u, double dt) {
        return run(start, u, dt, new double[neurons()], () -> 0);
    }

    /**
     * Runs with independent noise on the state of each neuron.
     *
     * @param start    state at the start
     * @param u        u[t][m], input m during step t
     * @param dt       length of a step, in the unit of tau
     * @param noise    standard deviation of the noise of each neuron per square root of time
     * @param gaussian source of normal deviates, drawn for each neuron in each step
     */
    public Trajectory run(double[] start, double[][] u, double dt, double[] noise, DoubleSupplier gaussian) {
        if (!(dt > 0)) {
            throw new IllegalArgumentException("dt must be positive: dt=" + dt);
        }
        final double[] x = Shape.vector("start", start, neurons());
        final double root = Math.sqrt(dt);
        final double[][] states = new double[u.length][];
        final double[][] outputs = new double[u.length][];
        for (int t = 0; t < u.length; t++) {
            final double[] velocity = velocity(x, u[t]);
            for (int i = 0; i < x.length; i++) {
                x[i] += dt * velocity[i] + noise[i] * root * gaussian.getAsDouble();
            }
            states[t] = x.clone();
            outputs[t] = readOut(x);
        }
        return new Trajectory(states, outputs);
    }

    private double[] rates(double[] x) {
        final double[] rate = new double[x.length];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = transfer.value(x[i]);
        }
        return rate;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
