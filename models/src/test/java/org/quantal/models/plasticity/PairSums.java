package org.quantal.models.plasticity;

import java.util.Arrays;

/**
 * A rule by its definition, for one synapse: traces are sums over all earlier spikes of the other side, written out at
 * each event. An independent and slow opposite of the running rules.
 */
abstract class PairSums {
    private final double[] pre;
    private final double[] post;
    private final double delay;
    /** Length in ms of the unit in which all times are. */
    private final double unitMs;
    /** Magnitude of the weight, and release probability. */
    float w;
    float p;

    /** Times in whole steps of a grid. */
    PairSums(Trains trains, int neuron, int delay, double w, double p) {
        this(Arrays.stream(trains.pre()).asDoubleStream().toArray(),
                Arrays.stream(trains.post(neuron)).asDoubleStream().toArray(), delay, LearningRow.STEP, w, p);
    }

    /** Times of any kind, in units of so many ms. */
    PairSums(double[] pre, double[] post, double delay, double unitMs, double w, double p) {
        this.pre = pre;
        this.post = post;
        this.delay = delay;
        this.unitMs = unitMs;
        this.w = (float) w;
        this.p = (float) p;
    }

    /** Sum over presynaptic spikes strictly before a time. */
    final double pre(double tauMs, double time) {
        return sum(pre, 0, tauMs, time);
    }

    /** Sum over postsynaptic spikes that met the synapse strictly before a time. */
    final double post(double tauMs, double time) {
        return sum(post, delay, tauMs, time);
    }

    private double sum(double[] spikes, double after, double tauMs, double time) {
        double sum = 0;
        for (double spike : spikes) {
            if (spike + after < time) {
                sum += Math.exp(-(time - spike - after) * unitMs / tauMs);
            }
        }
        return sum;
    }

    abstract void onPre(double time);

    abstract void onPost(double time);

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
