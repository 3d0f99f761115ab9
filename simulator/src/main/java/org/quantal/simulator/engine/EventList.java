package org.quantal.simulator.engine;

import java.util.Arrays;

/**
 * A growing list of events, each a time, a whole number and a weight, that can be sorted by time and keeps the order of
 * equal times.
 */
final class EventList {
    private static final int RUN = 16;

    double[] timeMs = new double[64];
    int[] code = new int[64];
    double[] weight = new double[64];
    int count;
    private double[] otherTime = new double[0];
    private int[] otherCode = new int[0];
    private double[] otherWeight = new double[0];

    void clear() {
        count = 0;
    }

    void add(double time, int number, double amplitude) {
        if (count == timeMs.length) {
            timeMs = Arrays.copyOf(timeMs, 2 * count);
            code = Arrays.copyOf(code, 2 * count);
            weight = Arrays.copyOf(weight, 2 * count);
        }
        timeMs[count] = time;
        code[count] = number;
        weight[count++] = amplitude;
    }

    /** Sorts by time: short runs by insertion, which are then merged. */
    void sort() {
        for (int from = 0; from < count; from += RUN) {
            insert(from, Math.min(from + RUN, count));
        }
        for (int run = RUN; run < count; run *= 2) {
            mergeRuns(run);
        }
    }

    private void insert(int from, int to) {
        for (int k = from + 1; k < to; k++) {
            final double time = timeMs[k];
            if (timeMs[k - 1] > time) {
                final int number = code[k];
                final double amplitude = weight[k];
                int at = k;
                for (; at > from && timeMs[at - 1] > time; at--) {
                    timeMs[at] = timeMs[at - 1];
                    code[at] = code[at - 1];
                    weight[at] = weight[at - 1];
                }
                timeMs[at] = time;
                code[at] = number;
                weight[at] = amplitude;
            }
        }
    }

    private void mergeRuns(int run) {
        if (otherTime.length < count) {
            otherTime = new double[timeMs.length];
            otherCode = new int[timeMs.length];
            otherWeight = new double[timeMs.length];
        }
        for (int from = 0; from < count; from += 2 * run) {
            final int middle = Math.min(from + run, count);
            final int to = Math.min(middle + run, count);
            int left = from;
            int right = middle;
            for (int at = from; at < to; at++) {
                final int next = right == to || left < middle && timeMs[left] <= timeMs[right] ? left++ : right++;
                otherTime[at] = timeMs[next];
                otherCode[at] = code[next];
                otherWeight[at] = weight[next];
            }
        }
        final double[] time = timeMs;
        final int[] number = code;
        final double[] amplitude = weight;
        timeMs = otherTime;
        code = otherCode;
        weight = otherWeight;
        otherTime = time;
        otherCode = number;
        otherWeight = amplitude;
    }
}
