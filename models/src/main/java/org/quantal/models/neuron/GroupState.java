package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writing and reading of state arrays. */
final class GroupState {
    private GroupState() {
    }

    static void write(DataOutput out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static void read(DataInput in, double[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }

    /** Initial values relative to a level. */
    static double[] relative(double[] absolute, double level) {
        final double[] relative = new double[absolute.length];
        for (int i = 0; i < relative.length; i++) {
            relative[i] = absolute[i] - level;
        }
        return relative;
    }
}
