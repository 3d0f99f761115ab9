package org.quantal.io.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.quantal.io.plot.ResponsesData.Train;

/** Responses of synapses beside theory, as {@code run.json} holds them. */
final class ResponsesJson {
    private ResponsesJson() {
    }

    static void write(ArrayNode to, List<Train> trains) {
        for (Train train : trains) {
            final ObjectNode node = to.addObject();
            node.put("projection", train.projection());
            node.put("source_node_id", train.neuron());
            node.put("synapses", train.synapses());
            node.put("spikes", train.spikes());
            array(node, "timestamps", train.timesMs());
            array(node, "mean", train.mean());
            array(node, "standard_error", train.error());
            array(node, "expected_mean", train.expected());
            array(node, "expected_standard_error", train.expectedError());
            array(node, "curve_timestamps", train.curveMs());
            array(node, "curve", train.curve());
        }
    }

    static List<Train> read(JsonNode from) {
        final List<Train> trains = new ArrayList<>();
        for (JsonNode node : from) {
            trains.add(new Train(node.path("projection").asText(), node.path("source_node_id").asInt(),
                    node.path("synapses").asInt(), node.path("spikes").asInt(), array(node, "timestamps"),
                    array(node, "mean"), array(node, "standard_error"),
                    array(node, "expected_mean"), array(node, "expected_standard_error"),
                    array(node, "curve_timestamps"), array(node, "curve")));
        }
        return trains;
    }

    private static void array(ObjectNode node, String key, double[] values) {
        final ArrayNode array = node.putArray(key);
        for (double value : values) {
            array.add(value);
        }
    }

    private static double[] array(JsonNode node, String key) {
        final JsonNode array = node.path(key);
        final double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
