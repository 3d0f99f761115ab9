package org.quantal.simulator.model;

/**
 * What a release model expects of one synapse at the spikes of a train that meets it at rest.
 *
 * @param mean      mean response to each spike, relative to the weight
 * @param variance  variance of the response to each spike, relative to the squared weight; 0 if it is always the same
 * @param hasMemory whether earlier spikes matter
 */
public record ExpectedResponses(double[] mean, double[] variance, boolean hasMemory) {
    public ExpectedResponses {
        if (mean.length != variance.length) {
            throw new IllegalArgumentException("a mean and a variance for each spike: means=" + mean.length
                    + " variances=" + variance.length);
        }
    }
}
