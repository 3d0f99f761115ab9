package org.quantal.models.plasticity;

/**
 * A rule by its definition, for one synapse: traces are sums over all earlier spikes of the other side, written out at
 * each event. An independent and slow opposite of the running rules.
 */
abstract class PairSums {
    private final long[] pre;
    private final long[] post;
    private final int delay;
    /** Magnitude of the weight, and release probability. */
    float w;
    float p;

    PairSums(Trains trains, int neuron, int delay, double w, double p) {
        this.pre = trains.pre();
        this.post = trains.post(neuron);
        this.delay = delay;
        this.w = (float) w;
        this.p = (float) p;
    }

    /** Sum over presynaptic spikes strictly before a time. */
    final double pre(double tauMs, long time) {
        return sum(pre, 0, tauMs, time);
    }

    /** Sum over postsynaptic spikes that met the synapse strictly before a time. */
    final double post(double tauMs, long time) {
        return sum(post, delay, tauMs, time);
    }

    private static double sum(long[] spikes, int delay, double tauMs, long time) {
        double sum = 0;
        for (long spike : spikes) {
            if (spike + delay < time) {
                sum += Math.exp(-(time - spike - delay) * LearningRow.STEP / tauMs);
            }
        }
        return sum;
    }

    abstract void onPre(long time);

    abstract void onPost(long time);

    /** All events in order of time, and the postsynaptic first if two meet. */
    final PairSums run() {
        int a = 0;
        int b = 0;
        while (a < pre.length || b < post.length) {
            if (b < post.length && (a == pre.length || post[b] + delay <= pre[a])) {
                onPost(post[b++] + delay);
            } else {
                onPre(pre[a++]);
            }
        }
        return this;
    }
}
