package org.quantal.io.plot;

import java.util.List;

/**
 * What the figure of responses shows.
 *
 * @param title  heading
 * @param trains from top to bottom
 */
public record ResponsesData(String title, List<Train> trains) {
    /** Spike trains that a figure shows at most. */
    public static final int MOST_TRAINS = 6;

    public ResponsesData {
        trains = List.copyOf(trains);
    }

    /**
     * The responses of one neuron's synapses to its spikes, and what theory expects of them; all relative to the
     * weight.
     *
     * @param projection    name of the projection
     * @param neuron        presynaptic neuron
     * @param synapses      number of its synapses there, at least 2
     * @param spikes        number of its spikes, of which those shown are the first
     * @param timesMs       times of the spikes shown in ms
     * @param mean          mean response of the synapses to each
     * @param error         its standard error, from the spread over synapses
     * @param expected      mean response that theory expects
     * @param expectedError standard error of the mean that theory expects
     * @param curveMs       times between spikes in ms, ascending
     * @param curve         mean response that theory expects of a spike at each of these times
     */
    public record Train(String projection, int neuron, int synapses, int spikes, double[] timesMs, double[] mean,
            double[] error, double[] expected, double[] expectedError, double[] curveMs, double[] curve) {

        /**
         * Whether theory expects any spread; that of a synapse that always does the same tells nothing about
         * deviations.
         */
        boolean hasSpread() {
            for (double each : expectedError) {
                if (each > 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
