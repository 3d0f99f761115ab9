package org.quantal.io.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.io.scenario.SpikeFileReader;
import org.quantal.simulator.CheckpointSchedule;
import org.quantal.simulator.model.ModelCatalogue;

/**
 * What a run with checkpoints does: all that a later process needs to go on.
 *
 * @param loaded      what is simulated
 * @param version     of Quantal
 * @param commandLine what started the run
 * @param started     when
 * @param figures     whether figures are drawn in the end
 * @param schedule    when states are kept
 * @param endState    file that is to keep the state in which the run ends; null for none
 * @param branch      the checkpoint from which the run began; null if it began at rest
 */
public record Job(LoadedScenario loaded, String version, String commandLine, Instant started, boolean figures,
        CheckpointSchedule schedule, Path endState, Branch branch) {
    static final String FILE = "job.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The warm state that a run began from.
     *
     * @param checkpoint file that it was in
     * @param timeMs     model time of the run that it is from, in ms
     * @param seed       seed from which the network is built
     */
    public record Branch(Path checkpoint, double timeMs, long seed) {
    }

    /** SHA-256 of a resolved scenario. */
    public static String hash(String resolved) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(resolved.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(Path directory) throws IOException {
        final ObjectNode root = JSON.createObjectNode();
        root.put("quantal", version);
        root.put("command", commandLine);
        root.put("started", started.toString());
        root.put("figures", figures);
        root.put("every_wall_s", schedule.wallSeconds());
        root.put("every_model_ms", schedule.modelMs());
        if (endState != null) {
            root.put("save_state", endState.toAbsolutePath().toString());
        }
        if (branch != null) {
            root.putObject("from").put("checkpoint", branch.checkpoint.toString()).put("time_ms", branch.timeMs)
                    .put("network_seed", branch.seed);
        }
        root.put("scenario_file", loaded.file().toString());
        // Whoever goes on may sit in another directory.
        root.put("scenario_path", loaded.file().toAbsolutePath().toString());
        root.put("scenario_text", loaded.text());
        root.put("description", loaded.description());
        root.putPOJO("parameters", loaded.parameters());
        root.put("record_spikes", loaded.recordSpikes());
        loaded.layout().ifPresent(layout -> root.set("layout", JSON.valueToTree(layout)));
        // As text: the hash is that of these very characters.
        root.put("resolved", loaded.resolved());
        try (AtomicFile file = new AtomicFile(directory.resolve(FILE))) {
            file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
            file.publish();
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws CheckpointException if there is nothing, or it is damaged
     * @throws org.quantal.io.scenario.ScenarioException if the scenario cannot be read any more, for example because a
     *                                                   file that it names is gone
     */
    static Job read(Path directory, ModelCatalogue catalogue, SpikeFileReader sonata) {
        final Path file = directory.resolve(FILE);
        try {
            final JsonNode root = JSON.readTree(Files.readAllBytes(file));
            final String resolved = text(root, "resolved");
            final LoadedScenario again = ScenarioReader.readText(Path.of(text(root, "scenario_path")), resolved,
                    catalogue, sonata);
            final Map<String, BigDecimal> parameters = new LinkedHashMap<>();
            root.path("parameters").fields()
                    .forEachRemaining(p -> parameters.put(p.getKey(), p.getValue().decimalValue()));
            final LoadedScenario loaded = new LoadedScenario(again.scenario(),
                    Path.of(text(root, "scenario_file")), text(root, "scenario_text"), resolved,
                    text(root, "description"), parameters, root.path("record_spikes").asBoolean(), again.places(),
                    root.has("layout") ? Optional.of(JSON.treeToValue(root.get("layout"), OutputLayout.class))
                    : Optional.empty());
            final JsonNode from = root.get("from");
            return new Job(loaded, text(root, "quantal"), text(root, "command"), Instant.parse(text(root, "started")),
                    root.path("figures").asBoolean(),
                    new CheckpointSchedule(root.path("every_wall_s").asDouble(),
                    root.path("every_model_ms").asDouble()),
                    root.has("save_state") ? Path.of(text(root, "save_state")) : null,
                    from == null ? null : new Branch(Path.of(text(from, "checkpoint")), from.path("time_ms").asDouble(),
                            from.path("network_seed").asLong()));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new CheckpointException(file, "is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be read (" + e.getMessage() + ")");
        }
    }

    private static String text(JsonNode node, String key) throws IOException {
        if (!node.path(key).isTextual()) {
            throw new IOException("it lacks " + key);
        }
        return node.path(key).asText();
    }
}
