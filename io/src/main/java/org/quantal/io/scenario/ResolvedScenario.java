package org.quantal.io.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.quantal.io.scenario.NetworkParts.ModelValues;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.io.scenario.NetworkParts.ProjectionPart;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.CurrentDrive.Change;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.FixedOutdegree;
import org.quantal.simulator.network.FixedTotalNumber;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.PairwiseBernoulli;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Scaled;
import org.quantal.simulator.network.Uniform;

/** Writes a scenario with nothing left to look up or to assume, as JSON in the scenario format. */
final class ResolvedScenario {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResolvedScenario() {
    }

    static String write(Scenario scenario, NetworkParts network, String description, boolean spikes,
            List<String> circuitChanges) {
        final ObjectNode root = JSON.objectNode();
        root.put("name", scenario.name());
        if (!description.isEmpty()) {
            root.put("description", description);
        }
        root.put("duration", ms(scenario.durationMs()));
        root.put("warmup", ms(scenario.warmupMs()));
        root.put("step", ms(scenario.grid().stepMs()));
        root.put("integration", scenario.integration().name().toLowerCase(Locale.ROOT));
        root.put("seed", scenario.seed());
        if (scenario.partitions() == 0) {
            root.put("partitions", "auto");
        } else {
            root.put("partitions", scenario.partitions());
        }
        if (!circuitChanges.isEmpty()) {
            circuitChanges.forEach(root.putArray("circuit")::add);
        }
        final ObjectNode populations = root.putObject("populations");
        network.populations().forEach(part -> populations.set(part.name(), population(part)));
        final ArrayNode poisson = root.putArray("poisson");
        network.poisson().forEach(drive -> poisson.add(poisson(drive, weightUnit(network, drive.target()))));
        final ArrayNode currents = root.putArray("current");
        network.currents().forEach(drive -> current(drive, currents));
        final ArrayNode projections = root.putArray("projections");
        network.projections().forEach(part -> projections.add(
                projection(part, weightUnit(network, part.projection().target()))));
        final ObjectNode record = root.putObject("record").put("spikes", spikes);
        final ArrayNode states = record.putArray("states");
        scenario.states().forEach(recording -> states.add(states(recording)));
        final ArrayNode synapses = record.putArray("synapses");
        scenario.recordings().synapses().forEach(recording -> synapses.add(synapses(recording, scenario)));
        scenario.recordings().releases().forEach(record.putArray("releases")::add);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ms(double value) {
        return write(value, Dimension.TIME);
    }

    private static String write(double value, Dimension dimension) {
        return ModelKinds.write(value, dimension);
    }

    private static Dimension weightUnit(NetworkParts network, String target) {
        return Units.dimension(network.population(target).population().model().weightUnit());
    }

    private static ObjectNode population(PopulationPart part) {
        final ObjectNode node = JSON.objectNode().put("size", part.population().size())
                .put("model", part.model().model());
        if (part.file() != null) {
            node.put("file", part.file());
            return part.filePopulation() == null ? node : node.put("file_population", part.filePopulation());
        }
        if (part.population().model() instanceof SpikeTrainSource source) {
            final ArrayNode trains = node.putArray("times");
            for (int i = 0; i < source.trains(); i++) {
                final ArrayNode train = trains.addArray();
                Arrays.stream(source.timesMs(i)).forEach(time -> train.add(ms(time)));
            }
            return node;
        }
        values(node.putObject("params"), part.model());
        final ObjectNode initial = node.putObject("initial");
        for (StateVariable variable : part.population().model().stateVariables()) {
            if (variable.settable()) {
                final Distribution values = part.population().initialValues()
                        .getOrDefault(variable.name(), new Constant(variable.initial()));
                distribution(initial, variable.name(), values, Units.dimension(variable.unit()));
            }
        }
        return node;
    }

    private static void values(ObjectNode node, ModelValues model) {
        for (ParameterSpec spec : model.specs()) {
            final Object given = model.values().get(spec.name());
            if (given instanceof String name) {
                node.put(spec.name(), name);
            } else if (given instanceof double[] list) {
                final ArrayNode array = node.putArray(spec.name());
                Arrays.stream(list).forEach(value -> array.add(value(value, spec.dimension())));
            } else {
                node.set(spec.name(), value((Double) given, spec.dimension()));
            }
        }
    }

    private static JsonNode value(double value, Dimension dimension) {
        if (dimension == Dimension.FLAG) {
            return JSON.booleanNode(value != 0);
        }
        return dimension.unit().isEmpty() ? JSON.numberNode(value) : JSON.textNode(write(value, dimension));
    }

    private static ObjectNode poisson(PoissonDrive drive, Dimension unit) {
        return JSON.objectNode().put("to", drive.target()).put("indegree", drive.indegree())
                .put("rate", write(drive.rateHz(), Dimension.RATE)).put("weight", write(drive.weight(), unit));
    }

    /** Writes a current; one that neither is a pulse nor begins at 0 takes two entries, whose sum it is. */
    private static void current(CurrentDrive drive, ArrayNode currents) {
        final List<Change> changes = drive.changes();
        final boolean stops = !changes.isEmpty() && changes.get(changes.size() - 1).amplitudePA() == 0;
        if (drive.initialPA() != 0 || changes.isEmpty()) {
            final ObjectNode node = currents.addObject().put("to", drive.target())
                    .put("amplitude", current(drive.initialPA()));
            if (!changes.isEmpty()) {
                node.put("stop", ms(changes.get(0).timeMs()));
                if (changes.size() > 1 || !stops) {
                    current(new CurrentDrive(drive.target(), 0, changes), currents);
                }
            }
        } else if (changes.size() == 1 || changes.size() == 2 && stops) {
            final ObjectNode node = currents.addObject().put("to", drive.target())
                    .put("amplitude", current(changes.get(0).amplitudePA()))
                    .put("start", ms(changes.get(0).timeMs()));
            if (changes.size() == 2) {
                node.put("stop", ms(changes.get(1).timeMs()));
            }
        } else {
            final ObjectNode node = currents.addObject().put("to", drive.target());
            final ArrayNode times = node.putArray("times");
            changes.forEach(change -> times.add(ms(change.timeMs())));
            final ArrayNode amplitudes = node.putArray("amplitudes");
            changes.forEach(change -> amplitudes.add(current(change.amplitudePA())));
        }
    }

    private static String current(double valuePA) {
        return write(valuePA, Dimension.CURRENT);
    }

    private static ObjectNode projection(ProjectionPart part, Dimension unit) {
        final Projection projection = part.projection();
        final ObjectNode node = JSON.objectNode().put("name", projection.name()).put("from", projection.source())
                .put("to", projection.target());
        node.set("rule", rule(projection.rule(), part.file()));
        if (!projection.rule().definesWeights()) {
            distribution(node, "weight", projection.weight(), unit);
        }
        if (!projection.rule().definesDelays()) {
            distribution(node, "delay", projection.delayMs(), Dimension.TIME);
        }
        final ObjectNode release = node.putObject("release").put("model", part.release().model());
        values(release, part.release());
        release.put("keep_mean", projection.keepMean());
        if (!part.rules().isEmpty()) {
            final ArrayNode plasticity = node.putArray("plasticity");
            part.rules()
                    .forEach(rule -> values(plasticity.addObject().put("rule", rule.values().model()), rule.values()));
        }
        return node;
    }

    private static ObjectNode rule(ConnectionRule rule, String file) {
        final ObjectNode node = JSON.objectNode().put("rule", rule.name());
        if (rule instanceof AllToAll r) {
            node.put("autapses", r.autapses());
        } else if (rule instanceof FixedIndegree r) {
            node.put("indegree", r.indegree()).put("autapses", r.autapses()).put("multapses", r.multapses());
        } else if (rule instanceof FixedOutdegree r) {
            node.put("outdegree", r.outdegree()).put("autapses", r.autapses()).put("multapses", r.multapses());
        } else if (rule instanceof FixedTotalNumber r) {
            node.put("total", r.total()).put("autapses", r.autapses()).put("multapses", r.multapses());
        } else if (rule instanceof PairwiseBernoulli r) {
            node.put("p", r.p()).put("autapses", r.autapses());
        } else if (file != null) {
            node.put("file", file);
        }
        return node;
    }

    private static void distribution(ObjectNode parent, String key, Distribution distribution, Dimension unit) {
        if (distribution instanceof Constant constant) {
            parent.put(key, write(constant.value(), unit));
            return;
        }
        final ObjectNode node = parent.putObject(key);
        if (distribution instanceof Uniform uniform) {
            node.put("distribution", "uniform").put("low", write(uniform.low(), unit))
                    .put("high", write(uniform.high(), unit));
        } else if (distribution instanceof Normal normal) {
            moments(node.put("distribution", "normal"), normal.untruncatedMean(), normal.untruncatedSd(), unit);
            bounds(node, normal.min(), normal.max(), unit);
        } else if (distribution instanceof LogNormal normal) {
            moments(node.put("distribution", "lognormal"), normal.untruncatedMean(), normal.untruncatedSd(), unit);
            bounds(node, normal.min(), normal.max(), unit);
        } else if (distribution instanceof Scaled scaled && scaled.distribution() instanceof LogNormal normal
                && scaled.factor() < 0) {
            final double size = -scaled.factor();
            moments(node.put("distribution", "lognormal"), -size * normal.untruncatedMean(),
                    size * normal.untruncatedSd(), unit);
            bounds(node, -size * normal.max(), -size * normal.min(), unit);
        } else {
            throw new IllegalStateException("no way to write " + distribution);
        }
    }

    private static void moments(ObjectNode node, double mean, double sd, Dimension unit) {
        node.put("mean", write(mean, unit)).put("sd", write(sd, unit));
    }

    private static void bounds(ObjectNode node, double min, double max, Dimension unit) {
        if (Double.isFinite(min)) {
            node.put("min", write(min, unit));
        }
        if (Double.isFinite(max)) {
            node.put("max", write(max, unit));
        }
    }

    private static ObjectNode synapses(SynapseRecording recording, Scenario scenario) {
        final ObjectNode node = JSON.objectNode().put("projection", recording.projection());
        final List<Double> times = recording.timesMs();
        if (times.size() > 1 && SynapseRecordReader.isRegular(times, scenario.grid(),
                scenario.grid().steps("interval", times.get(1)), scenario.durationMs())) {
            node.put("interval", ms(times.get(1)));
        } else {
            final ArrayNode list = node.putArray("times");
            times.forEach(time -> list.add(ms(time)));
        }
        return node.put("end", recording.atEnd());
    }

    private static ObjectNode states(StateRecording recording) {
        final ObjectNode node = JSON.objectNode().put("population", recording.population());
        final int[] neurons = recording.neurons();
        final int first = neurons[0];
        final int last = neurons[neurons.length - 1];
        if (last - first == neurons.length - 1) {
            node.put("neurons", first + ".." + last);
        } else {
            final ArrayNode list = node.putArray("neurons");
            Arrays.stream(neurons).forEach(list::add);
        }
        final ArrayNode variables = node.putArray("variables");
        recording.variables().forEach(variables::add);
        node.put("interval", ms(recording.intervalMs()));
        if (recording.fromMs() > 0) {
            node.put("from", ms(recording.fromMs()));
        }
        return Double.isFinite(recording.toMs()) ? node.put("to", ms(recording.toMs())) : node;
    }
}
