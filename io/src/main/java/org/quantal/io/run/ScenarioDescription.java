package org.quantal.io.run;

import static org.quantal.io.run.Numbers.bytes;
import static org.quantal.io.run.Numbers.grouped;
import static org.quantal.io.run.Numbers.significant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.quantal.io.plot.PopulationKind;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.engine.MemoryEstimate;
import org.quantal.simulator.engine.Partitioning;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/**
 * A scenario as tables, after Nordlie, Gewaltig &amp; Plesser (2009, PLoS Comput Biol 5:e1000456): summary,
 * populations, neuron models, input, projections, learning rules, recordings. Builds nothing.
 */
public final class ScenarioDescription {
    private final LoadedScenario loaded;
    private final Scenario scenario;
    private final Network network;
    private final JsonNode resolved;
    private final StringBuilder text = new StringBuilder();

    private ScenarioDescription(LoadedScenario loaded) {
        this.loaded = loaded;
        scenario = loaded.scenario();
        network = scenario.network();
        try {
            resolved = new ObjectMapper().readTree(loaded.resolved());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The description, several tables. */
    public static String of(LoadedScenario loaded) {
        final ScenarioDescription description = new ScenarioDescription(loaded);
        description.summary();
        description.populations();
        description.neuronModels();
        description.input();
        description.projections();
        description.learning();
        description.recordings();
        return description.text.toString();
    }

    private void heading(String heading) {
        text.append('\n').append(heading).append("\n\n");
    }

    private void summary() {
        final MemoryEstimate memory = MemoryEstimate.of(scenario);
        final int partitions = Partitioning.of(scenario).count();
        text.append(RunReport.title(scenario)).append('\n');
        if (!loaded.description().isBlank()) {
            text.append(loaded.description().strip()).append('\n');
        }
        heading("Summary");
        line("time", significant(scenario.durationMs(), 9) + " ms after " + significant(scenario.warmupMs(), 9)
                + " ms of warm-up, " + (scenario.integration() == Integration.EXACT ? "exactly, from event to event"
                        : "in steps of " + significant(scenario.grid().stepMs(), 9) + " ms"));
        if (!loaded.parameters().isEmpty()) {
            line("parameters", loaded.parameters().entrySet().stream()
                    .map(p -> p.getKey() + " = " + p.getValue().toPlainString())
                    .collect(Collectors.joining(", ")));
        }
        line("neurons", grouped(network.neurons()) + " in " + network.populations().size() + " populations");
        line("synapses", grouped(memory.synapses()) + " in " + network.projections().size() + " projections, "
                + significant(memory.synapses() / network.neurons(), 4) + " onto a neuron on average");
        line("memory", bytes(memory.totalBytes()) + " (synapses " + bytes(memory.synapseBytes()) + ", neurons "
                + bytes(memory.neuronBytes())
                + (memory.stateBytes() > 0 ? ", recorded states " + bytes(memory.stateBytes()) : "")
                + ", program and building " + bytes(memory.overheadBytes()) + ") of "
                + bytes(Runtime.getRuntime().maxMemory()) + " allowed");
        line("recordings", disk());
        line("partitions", partitions + ": up to " + partitions
                + (partitions == 1 ? " thread is used" : " threads are used"));
    }

    /** What recordings take, and whether there is room for them where results go if no other place is named. */
    private String disk() {
        final DiskEstimate disk = DiskEstimate.of(loaded);
        final Map<String, Double> parts = new LinkedHashMap<>();
        final String guess = " at " + significant(DiskEstimate.GUESSED_RATE_HZ, 4) + " Hz";
        parts.put("spikes" + guess, disk.spikeBytes());
        parts.put("states", disk.stateBytes());
        parts.put("synapses", disk.synapseBytes());
        parts.put("releases" + guess, disk.releaseBytes());
        final String shares = parts.entrySet().stream().filter(part -> part.getValue() > 0)
                .map(part -> part.getKey() + " " + bytes(part.getValue())).collect(Collectors.joining(", "));
        if (shares.isEmpty()) {
            return "none";
        }
        return bytes(disk.totalBytes()) + " (" + shares + ") before they are packed, of " + free(disk.totalBytes());
    }

    private String free(double needed) {
        final Path directory = ScenarioRun.defaultDirectory(loaded);
        try {
            final long free = DiskEstimate.freeBytes(directory);
            return bytes(free) + " free in " + directory + (needed > free ? "; they may not fit" : "");
        } catch (IOException e) {
            return "unknown space in " + directory;
        }
    }

    private void line(String name, String value) {
        text.append(String.format("%-12s", name)).append(value).append('\n');
    }

    private void populations() {
        heading("Populations");
        final TextTable table = new TextTable("name", "size>", "model", "kind", "synapses onto a neuron>",
                "initial values");
        for (Population population : network.populations()) {
            final double onto = network.projections().stream().filter(p -> p.target().equals(population.name()))
                    .mapToDouble(network::expectedSynapses).sum() / population.size();
            final List<String> initial = new ArrayList<>();
            for (Iterator<Map.Entry<String, JsonNode>> i = part(population).path("initial").fields(); i.hasNext();) {
                final Map.Entry<String, JsonNode> value = i.next();
                initial.add(value.getKey() + " " + ResolvedText.distribution(value.getValue()));
            }
            table.row(population.name(), grouped(population.size()), part(population).path("model").asText(),
                    PopulationKind.of(network, population).name().toLowerCase(Locale.ROOT), significant(onto, 5),
                    String.join("; ", initial));
        }
        text.append(table);
    }

    private JsonNode part(Population population) {
        return resolved.path("populations").path(population.name());
    }

    private void neuronModels() {
        final Map<JsonNode, List<String>> users = new LinkedHashMap<>();
        for (Population population : network.populations()) {
            final JsonNode parameters = part(population).path("params");
            if (parameters.isObject()) {
                users.computeIfAbsent(parameters, p -> new ArrayList<>()).add(population.name());
            }
        }
        users.forEach((parameters, names) -> {
            heading("Neuron model " + part(network.population(names.get(0))).path("model").asText() + " of "
                    + String.join(", ", names));
            final TextTable table = new TextTable("parameter", "value");
            for (Iterator<Map.Entry<String, JsonNode>> i = parameters.fields(); i.hasNext();) {
                final Map.Entry<String, JsonNode> value = i.next();
                table.row(value.getKey(), ResolvedText.value(value.getValue()));
            }
            text.append(table);
        });
    }

    private void input() {
        final TextTable table = new TextTable("to", "input", "synapses>", "rate>", "weight or current>");
        boolean any = false;
        for (JsonNode drive : resolved.path("poisson")) {
            table.row(drive.path("to").asText(), "Poisson, independent for each neuron",
                    ResolvedText.value(drive.path("indegree")), ResolvedText.value(drive.path("rate")),
                    ResolvedText.value(drive.path("weight")));
            any = true;
        }
        for (JsonNode drive : resolved.path("current")) {
            table.row(drive.path("to").asText(), ResolvedText.current(drive), "", "",
                    ResolvedText.amplitude(drive));
            any = true;
        }
        if (any) {
            heading("Input");
            text.append(table);
        }
    }

    private void projections() {
        if (network.projections().isEmpty()) {
            return;
        }
        heading("Projections");
        final boolean named = network.projections().stream()
                .anyMatch(p -> !p.name().equals(p.source() + "->" + p.target()));
        final boolean learning = network.projections().stream().anyMatch(Projection::isPlastic);
        final List<String> header = new ArrayList<>(List.of("from", "to", "rule", "synapses>", "in-degree>",
                "weight", "delay", "release"));
        if (named) {
            header.add(0, "name");
        }
        if (learning) {
            header.add("learns by");
        }
        final TextTable table = new TextTable(header.toArray(String[]::new));
        for (int i = 0; i < network.projections().size(); i++) {
            final Projection projection = network.projections().get(i);
            final JsonNode part = resolved.path("projections").path(i);
            final double synapses = network.expectedSynapses(projection);
            final List<String> row = new ArrayList<>(List.of(projection.source(), projection.target(),
                    ResolvedText.rule(part.path("rule")), grouped(synapses),
                    significant(synapses / network.population(projection.target()).size(), 4),
                    part.has("weight") ? ResolvedText.distribution(part.get("weight")) : "from the file",
                    part.has("delay") ? ResolvedText.distribution(part.get("delay")) : "from the file",
                    ResolvedText.release(part.path("release"))));
            if (named) {
                row.add(0, projection.name());
            }
            if (learning) {
                row.add(projection.plasticity().stream().map(PlasticityRule::name).collect(Collectors.joining(", ")));
            }
            table.row(row.toArray(String[]::new));
        }
        text.append(table);
        if (network.projections().stream().anyMatch(p -> p.weightFactor() != 1)) {
            text.append("\nWhere the mean is kept, synapses get these weights divided by the mean release"
                    + " probability.\n");
        }
    }

    private void learning() {
        final Map<JsonNode, List<String>> users = new LinkedHashMap<>();
        for (JsonNode projection : resolved.path("projections")) {
            projection.path("plasticity").forEach(
                    rule -> users.computeIfAbsent(rule, r -> new ArrayList<>()).add(projection.path("name").asText()));
        }
        users.forEach((rule, names) -> {
            heading("Learning rule " + rule.path("rule").asText() + " of " + String.join(", ", names));
            final TextTable table = new TextTable("parameter", "value");
            for (Iterator<Map.Entry<String, JsonNode>> i = rule.fields(); i.hasNext();) {
                final Map.Entry<String, JsonNode> value = i.next();
                if (!value.getKey().equals("rule")) {
                    table.row(value.getKey(), ResolvedText.value(value.getValue()));
                }
            }
            text.append(table);
        });
    }

    private void recordings() {
        heading("Recordings");
        line("spikes", loaded.recordSpikes() ? "all populations" : "none");
        for (StateRecording recording : scenario.states()) {
            final int[] neurons = recording.neurons();
            line("states", String.join(", ", recording.variables()) + " of " + neurons.length + " neurons of "
                    + recording.population() + " every " + significant(recording.intervalMs(), 9) + " ms"
                    + (recording.fromMs() > 0 ? " from " + significant(recording.fromMs(), 9) + " ms" : "")
                    + (Double.isFinite(recording.toMs()) ? " to " + significant(recording.toMs(), 9) + " ms" : ""));
        }
        for (SynapseRecording recording : scenario.recordings().synapses()) {
            final int times = recording.timesMs().size();
            line("synapses",
                    recording.projection() + (times == 0 ? "" : " at " + times + (times == 1 ? " time" : " times"))
                    + (recording.atEnd() ? times == 0 ? " at the end" : " and at the end" : ""));
        }
        if (!scenario.recordings().releases().isEmpty()) {
            line("releases", String.join(", ", scenario.recordings().releases()));
        }
    }
}
