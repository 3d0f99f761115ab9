package org.quantal.examples.linear;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.simple.SimpleMatrix;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/**
 * What a network is to learn, and how often its synapses release.
 *
 * @param teacher map from input to desired output, {@code [output][input]}
 * @param moment  second moment of the inputs, {@code [input][input]}
 * @param p1      release probability of the first layer
 * @param p2      release probability of the second layer
 */
record Task(double[][] teacher, double[][] moment, double p1, double p2) {

    /** White inputs and a diagonal teacher. */
    static Task white(double[] singularValues, int size, double p1, double p2) {
        return new Task(Weights.diagonal(size, size, singularValues), Weights.identity(size), p1, p2);
    }

    /** White inputs and a teacher with these singular values and random singular vectors. */
    static Task rotated(double[] singularValues, int size, double p1, double p2, long seed) {
        final java.util.Random random = new java.util.Random(seed);
        final SimpleMatrix u = SimpleMatrix.wrap(RandomMatrices_DDRM.orthogonal(size, size, random));
        final SimpleMatrix v = SimpleMatrix.wrap(RandomMatrices_DDRM.orthogonal(size, size, random));
        return new Task(u.mult(new SimpleMatrix(Weights.diagonal(size, size, singularValues))).mult(v.transpose())
                .toArray2(), Weights.identity(size), p1, p2);
    }

    Task withProbabilities(double first, double second) {
        return new Task(teacher, moment, first, second);
    }

    int inputs() {
        return moment.length;
    }

    int outputs() {
        return teacher.length;
    }

    /** Random weights with standard deviation {@code scale} / sqrt(N), from a numbered stream. */
    Weights start(int hidden, double scale, long seed, long stream) {
        return Weights.initial(inputs(), hidden, outputs(), scale, normal(random(seed, stream)));
    }

    static StreamRandom random(long seed, long stream) {
        return new StreamRandom(StreamKey.of(seed, Purpose.INITIAL_VALUE, stream));
    }

    static ZigguratSampler.NormalizedGaussian normal(StreamRandom random) {
        return ZigguratSampler.NormalizedGaussian.of(random);
    }
}
