package org.quantal.rate.dropconnect;

/** What training makes small. */
public enum Loss {
    /** Half of the squared distance of outputs and targets. */
    SQUARED {
        @Override
        public double value(double[] output, double[] target) {
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                sum += (output[i] - target[i]) * (output[i] - target[i]);
            }
            return sum / 2;
        }

        @Override
        public double[] gradient(double[] output, double[] target) {
            final double[] gradient = new double[output.length];
            for (int i = 0; i < output.length; i++) {
                gradient[i] = output[i] - target[i];
            }
            return gradient;
        }
    },
    /** Cross entropy of the softmax of the outputs with a distribution over classes. */
    CROSS_ENTROPY {
        @Override
        public double value(double[] output, double[] target) {
            final double logSum = logSum(output);
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                sum -= target[i] * (output[i] - logSum);
            }
            return sum;
        }

        @Override
        public double[] gradient(double[] output, double[] target) {
            final double logSum = logSum(output);
            double total = 0;
            for (double share : target) {
                total += share;
            }
            final double[] gradient = new double[output.length];
            for (int i = 0; i < output.length; i++) {
                gradient[i] = total * StrictMath.exp(output[i] - logSum) - target[i];
            }
            return gradient;
        }
    };

    /** The loss of one presentation. */
    public abstract double value(double[] output, double[] target);

    /** Derivative of the loss by the outputs. */
    public abstract double[] gradient(double[] output, double[] target);

    private static double logSum(double[] output) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double y : output) {
            largest = Math.max(largest, y);
        }
        double sum = 0;
        for (double y : output) {
            sum += StrictMath.exp(y - largest);
        }
        return largest + StrictMath.log(sum);
    }
}
