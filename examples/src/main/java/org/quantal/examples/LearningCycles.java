package org.quantal.examples;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Learning by normalised gradient steps with task-irrelevant change and noise of synapses, cycle by cycle:
 * w += T (-gamma1 g/|g| + gamma2 n2 + gamma3 sqrt(N/T) n3) with unit vectors n2 and n3.
 *
 * @param gamma1      task-relevant change, weight per time
 * @param gamma2      task-irrelevant change, weight per time
 * @param gamma3      noise of each synapse, weight per square root of time
 * @param cycle       T, length of a cycle
 * @param correlation k of n2(t) = normalise(k n2(t-1) + (1-k) xi); 0 for none
 */
record LearningCycles(double gamma1, double gamma2, double gamma3, double cycle, double correlation) {
    private static final double START = 0.3;

    static double norm(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(a -> a * a).sum());
    }

    /** One cycle's change of few weights, all of which matter. */
    double[] step(double[] gradient, Gaussians gaussians) {
        final int n = gradient.length;
        final double[] other = gaussians.vector(n);
        final double[] noise = gaussians.vector(n);
        final double relevant = -cycle * gamma1 / norm(gradient);
        final double irrelevant = cycle * gamma2 / norm(other);
        final double random = gamma3 * Math.sqrt(n * cycle) / norm(noise);
        final double[] step = new double[n];
        Arrays.setAll(step, i -> relevant * gradient[i] + irrelevant * other[i] + random * noise[i]);
        return step;
    }

    /**
     * White inputs: F = |e|^2/2 in the directions that matter, and what happens in the others is of no interest, except
     * that unit vectors reach into them.
     *
     * @param synapses   N
     * @param directions M
     * @return means of sqrt(2 F) and F over the cycles that are recorded
     */
    double[] reduced(int synapses, int directions, int settling, int cycles, Gaussians gaussians) {
        // A correlated direction keeps all its coordinates from cycle to cycle; otherwise the sum of squares of the
        // others is enough.
        final int kept = correlation > 0 ? synapses : directions;
        final ContinuousSampler rest = kept == synapses ? null
                : AhrensDieterMarsagliaTsangGammaSampler.of(gaussians.uniform(), (synapses - directions) / 2.0, 2);
        final ContinuousSampler restOfNoise = directions == synapses ? null
                : AhrensDieterMarsagliaTsangGammaSampler.of(gaussians.uniform(), (synapses - directions) / 2.0, 2);
        final double[] e = gaussians.vector(directions);
        Arrays.setAll(e, i -> START * e[i]);
        final double[] other = new double[kept];
        final double[] fresh = new double[kept];
        final double[] noise = new double[directions];
        double sum = 0;
        double sumOfErrors = 0;
        for (int t = -settling; t < cycles; t++) {
            final double freshNorm = draw(fresh, rest, gaussians);
            final double noiseNorm = draw(noise, restOfNoise, gaussians);
            double length = 0;
            for (int i = 0; i < kept; i++) {
                other[i] = correlation * other[i] + (1 - correlation) * fresh[i] / freshNorm;
                length += other[i] * other[i];
            }
            // Without correlations the vector is a unit vector already, of which only a part is kept here.
            final double scale = correlation > 0 ? 1 / Math.sqrt(length) : 1;
            for (int i = 0; i < kept; i++) {
                other[i] *= scale;
            }
            final double relevant = 1 - cycle * gamma1 / norm(e);
            final double random = gamma3 * Math.sqrt(synapses * cycle) / noiseNorm;
            double squares = 0;
            for (int i = 0; i < directions; i++) {
                e[i] = relevant * e[i] + cycle * gamma2 * other[i] + random * noise[i];
                squares += e[i] * e[i];
            }
            if (t >= 0) {
                sum += Math.sqrt(squares);
                sumOfErrors += squares / 2;
            }
        }
        return new double[] {sum / cycles, sumOfErrors / cycles};
    }

    /** Draws some coordinates of a normal vector and returns the length of all of it. */
    private static double draw(double[] values, ContinuousSampler squaresOfOthers, Gaussians gaussians) {
        double squares = squaresOfOthers == null ? 0 : squaresOfOthers.sample();
        for (int i = 0; i < values.length; i++) {
            values[i] = gaussians.next();
            squares += values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    /** Changes of all synapses in a cycle that nothing predicts. */
    interface Noise {
        void draw(double[] change, Gaussians gaussians);
    }

    /** The noise n3 of the theory. */
    Noise isotropic() {
        return (change, gaussians) -> {
            final double length = draw(change, null, gaussians);
            for (int i = 0; i < change.length; i++) {
                change[i] *= gamma3 * Math.sqrt(change.length * cycle) / length;
            }
        };
    }

    /**
     * A linear student of a linear teacher in an enlarged network, weight by weight.
     *
     * @param inputs          of the teacher
     * @param outputs         of the teacher
     * @param inputExpansion  how many times as many inputs the student has
     * @param outputExpansion how many times as many outputs
     * @return F at each recorded cycle
     */
    float[] network(int inputs, int outputs, double inputExpansion, double outputExpansion, int settling,
            int cycles, Noise noise, Gaussians gaussians) {
        final int wide = (int) Math.round(inputExpansion * inputs);
        final int tall = (int) Math.round(outputExpansion * outputs);
        final DMatrixRMaj b = Embedding.orthonormalRows(inputs, wide, gaussians);
        final DMatrixRMaj d = Embedding.orthonormalRows(outputs, tall, gaussians);
        final DMatrixRMaj teacher = gaussians.matrix(outputs, inputs);
        final DMatrixRMaj wanted = new DMatrixRMaj(tall, inputs);
        CommonOps_DDRM.multTransA(d, teacher, wanted);
        final DMatrixRMaj student = teacher.copy();
        for (int i = 0; i < student.data.length; i++) {
            student.data[i] += START * gaussians.next();
        }
        final DMatrixRMaj weights = Embedding.embed(student, b, d);
        final DMatrixRMaj error = new DMatrixRMaj(tall, inputs);
        final DMatrixRMaj gradient = new DMatrixRMaj(tall, wide);
        final double[] other = new double[tall * wide];
        final double[] random = new double[tall * wide];
        final float[] recorded = new float[cycles];
        for (int t = -settling; t <= cycles; t++) {
            CommonOps_DDRM.multTransB(weights, b, error);
            CommonOps_DDRM.subtractEquals(error, wanted);
            final double length = norm(error.data);
            if (t > 0) {
                recorded[t - 1] = (float) (length * length / 2);
            }
            CommonOps_DDRM.mult(error, b, gradient);
            final double relevant = -cycle * gamma1 / norm(gradient.data);
            final double irrelevant = cycle * gamma2 / draw(other, null, gaussians);
            noise.draw(random, gaussians);
            for (int i = 0; i < random.length; i++) {
                weights.data[i] += relevant * gradient.data[i] + irrelevant * other[i] + random[i];
            }
        }
        return recorded;
    }
}
