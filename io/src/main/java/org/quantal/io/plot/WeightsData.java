package org.quantal.io.plot;

import java.util.List;

/**
 * What the figure of synapses shows.
 *
 * @param title       heading
 * @param projections from top to bottom
 */
public record WeightsData(String title, List<Synapses> projections) {

    public WeightsData {
        projections = List.copyOf(projections);
    }

    /**
     * The synapses of a projection, or a sample of them.
     *
     * @param name   name of the projection
     * @param unit   unit of weights
     * @param count  number of synapses in all
     * @param before as they were first; {@code null} if they were looked at only once
     * @param after  as they were last
     */
    public record Synapses(String name, String unit, long count, Look before, Look after) {

        boolean isInhibitory() {
            double sum = 0;
            for (float weight : after.weights) {
                sum += weight;
            }
            return sum < 0;
        }
    }

    /**
     * Synapses at a time.
     *
     * @param timeMs        when, in ms
     * @param weights       weights
     * @param probabilities release probabilities of the same synapses
     */
    public record Look(double timeMs, float[] weights, float[] probabilities) {

        /** Sizes of the weights. */
        float[] magnitudes() {
            final float[] magnitudes = weights.clone();
            for (int i = 0; i < magnitudes.length; i++) {
                magnitudes[i] = Math.abs(magnitudes[i]);
            }
            return magnitudes;
        }
    }
}
