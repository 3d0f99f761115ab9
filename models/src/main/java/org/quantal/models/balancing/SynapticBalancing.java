package org.quantal.models.balancing;

/**
 * The local rule of Stock et al. (2022), (4): tau_b dJ_ij/dt = J_ij (g_j - g_i), that is tau_b dh_i/dt = g_i, for
 * networks whose transfer function is homogeneous of degree one. A neuron with too costly inputs shrinks them and grows
 * its outgoing synapses.
 *
 * <p>Each step moves h and recomputes J from J(0), so the function of the network is kept to rounding however long the
 * step is. The cost falls in every step: a step that would raise it is halved until it does not. Steps below 1/(p Coff)
 * always lower it.
 *
 * <p>If the graph of non-zero weights is strongly connected, the cost has one minimum, the balanced state. The weight
 * of a synapse on no directed cycle falls to zero instead, forever: in a feed-forward network clamp input and output
 * neurons, and each hidden one balances. Other degrees are refused: with k &ne; 1 one scale for all neurons lowers the
 * cost without end.
 *
 * <p>One thread uses an instance.
 */
public final class SynapticBalancing {
    /** Rounding of a sum of costs that must not pass for a rise, relative. */
    private static final double ROUNDING = 1e-14;
    private static final int MAX_HALVINGS = 200;

    private final BalancingCost cost;
    private final double[][] start;
    private final boolean[] clamped;
    private double[] h;
    private CostMatrix costs;

    /** Balances all neurons of a network. */
    public SynapticBalancing(double[][] weights, BalancingCost cost) {
        this(weights, cost, new boolean[weights.length]);
    }

    /**
     * @param weights J(0)
     * @param cost    what synapses cost
     * @param clamped neurons that keep h = 0, of which no balance is asked
     */
    public SynapticBalancing(double[][] weights, BalancingCost cost, boolean[] clamped) {
        this.start = Shape.square("weights", weights);
        if (clamped.length != weights.length) {
            throw new IllegalArgumentException("clamped must have " + weights.length + " values: length="
                    + clamped.length);
        }
        this.cost = cost;
        this.clamped = clamped.clone();
        this.h = new double[weights.length];
        this.costs = cost.of(start);
    }

    /** Balances the recurrent weights of a network with a transfer function of degree one. */
    public static SynapticBalancing of(RateNetwork network, BalancingCost cost) {
        final double degree = network.transfer().degree();
        if (degree != 1) {
            throw new IllegalArgumentException("balancing needs a transfer function of degree 1: degree=" + degree
                    + "; use RectifiedPower.LINEAR, or apply a Gauge of your own");
        }
        return new SynapticBalancing(network.weights(), cost);
    }

    /** The gauge reached; apply it to input, bias and output too. */
    public Gauge gauge() {
        return Gauge.ofLog(h);
    }

    /** The weights reached. */
    public double[][] weights() {
        return gauge().weights(start);
    }

    /** The costs reached. */
    public CostMatrix costs() {
        return costs;
    }

    /** The largest |g_i| of the neurons that are not clamped. */
    public double imbalance() {
        double largest = 0;
        for (double g : freeImbalance()) {
            largest = Math.max(largest, Math.abs(g));
        }
        return largest;
    }

    /** 1/(p Coff) of now, in units of tau_b: shorter steps lower the cost. */
    public double stableStep() {
        return 1 / (cost.power() * costs.offDiagonal());
    }

    /**
     * One step, h += eta g.
     *
     * @param eta length of the step in units of tau_b, positive
     * @return the length of the step taken: eta, or a part of it where the cost would have risen
     */
    public double step(double eta) {
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("eta must be positive: eta=" + eta);
        }
        final double[] g = freeImbalance();
        final double limit = costs.total() * (1 + ROUNDING);
        double length = eta;
        for (int halving = 0; halving < MAX_HALVINGS; halving++) {
            final double[] moved = h.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += length * g[i];
            }
            if (spreadsFinitely(moved)) {
                final CostMatrix trial = cost.of(Gauge.ofLog(moved).weights(start));
                if (trial.total() <= limit) {
                    h = moved;
                    costs = trial;
                    return length;
                }
            }
            length /= 2;
        }
        throw new IllegalStateException("no step lowers the cost: eta=" + eta + " cost=" + costs.total());
    }

    /**
     * Steps of {@link #stableStep()} until the neurons are balanced.
     *
     * @param tolerance largest |g_i| to leave, relative to the cost of all synapses
     * @param maxSteps  after which it fails
     * @return the number of steps
     */
    public int balance(double tolerance, int maxSteps) {
        for (int step = 0; step < maxSteps; step++) {
            if (imbalance() <= tolerance * costs.total()) {
                return step;
            }
            step(stableStep());
        }
        throw new IllegalStateException("not balanced after " + maxSteps + " steps: largest imbalance " + imbalance()
                + " of a cost of " + costs.total()
                + "; a synapse on no directed cycle never is: clamp inputs and outputs");
    }

    private double[] freeImbalance() {
        final double[] g = costs.imbalance();
        for (int i = 0; i < g.length; i++) {
            if (clamped[i]) {
                g[i] = 0;
            }
        }
        return g;
    }

    /** Whether weights and costs stay far from overflow. */
    private boolean spreadsFinitely(double[] exponents) {
        double low = 0;
        double high = 0;
        for (double value : exponents) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return Math.max(1, cost.power()) * (high - low) < 300;
    }
}
