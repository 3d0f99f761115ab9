package org.quantal.models.neuron;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.NeuronModel.StateVariable;

/** Groups of neurons as the engine makes them, without the engine. */
final class Groups {
    private Groups() {
    }

    /** A group at the model's default initial values. */
    static NeuronGroup of(NeuronModel model, int size, double stepMs) {
        return of(model, size, stepMs, 0, Map.of());
    }

    /** A group with given initial values by state variable, one number for all neurons. */
    static NeuronGroup of(NeuronModel model, int size, double stepMs, double constantPA, Map<String, Double> initial) {
        final Map<String, double[]> values = new HashMap<>();
        for (StateVariable variable : model.stateVariables()) {
            final double[] all = new double[size];
            Arrays.fill(all, initial.getOrDefault(variable.name(), variable.initial()));
            values.put(variable.name(), all);
        }
        return model.createGroup(new GroupContext(0, size, stepMs, 0, constantPA, 0, values));
    }

    /** No arrivals. */
    static double[][] silence(NeuronModel model, int size) {
        return new double[model.channels()][size];
    }

    static byte[] save(NeuronGroup group) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            group.save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static void load(NeuronGroup group, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            group.load(in);
            if (in.read() >= 0) {
                throw new AssertionError("load leaves bytes that save wrote");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
