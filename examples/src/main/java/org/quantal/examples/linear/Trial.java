package org.quantal.examples.linear;

/**
 * How presentations run in the spiking network, and what its parts tell each other beside spikes. In each presentation
 * one input neuron spikes, at most once a step; then hidden units, which have summed what arrived, send one graded
 * spike each; then output units compare their sums with the teacher. Owned by the one thread of a simulation with one
 * partition.
 */
final class Trial {
    /** Graded activity of each hidden unit in this presentation. */
    final double[] activity;
    /** Output minus teacher for each output unit. */
    final double[] error;
    /** What the outputs' errors are for each hidden unit, through the synapses that released. */
    final double[] hiddenError;
    private final Task task;
    private final int window;
    private final int[] shown;
    private final double scale;
    private final double meanSpikes;
    private final double[] rates;
    /** Presentation whose errors have reached the hidden units. */
    private long informed = -1;

    /**
     * @param shown      input neuron of each presentation
     * @param window     steps in which an input neuron may spike
     * @param meanSpikes expected spikes of the input neuron
     * @param rates      learning rate of each presentation
     */
    Trial(Task task, int hidden, int[] shown, int window, double meanSpikes, double[] rates) {
        this.task = task;
        this.window = window;
        this.shown = shown;
        this.meanSpikes = meanSpikes;
        this.rates = rates;
        // One of n inputs at a time, of size root n: their second moment is the identity.
        scale = Math.sqrt(task.inputs());
        activity = new double[hidden];
        error = new double[task.outputs()];
        hiddenError = new double[hidden];
    }

    /** Steps of a presentation: input, hidden units, output units. */
    int steps() {
        return window + 2;
    }

    boolean isRelay(long step) {
        return step % steps() == window;
    }

    boolean isReadout(long step) {
        return step % steps() == window + 1;
    }

    /** Activity of a hidden unit for each arriving unit of weight. */
    double inputGain() {
        return scale / (meanSpikes * task.p1());
    }

    double outputGain() {
        return 1 / task.p2();
    }

    double desired(int output, long step) {
        return scale * task.teacher()[output][shown[(int) (step / steps())]];
    }

    double rate(long step) {
        return rates[(int) (step / steps())];
    }

    boolean isThisPresentation(long earlier, long step) {
        return earlier >= 0 && earlier / steps() == step / steps();
    }

    void informHidden(long step) {
        java.util.Arrays.fill(hiddenError, 0);
        informed = step / steps();
    }

    /**
     * The order of learning matters: the error goes through the second layer's weights as they were in the
     * presentation.
     */
    void requireInformed(long step) {
        if (informed != step / steps()) {
            throw new IllegalStateException("the first layer learns before errors have come through the second: step="
                    + step);
        }
    }
}
