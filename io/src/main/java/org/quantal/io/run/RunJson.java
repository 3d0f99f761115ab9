package org.quantal.io.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.quantal.io.run.RunReport.PopulationFigures;
import org.quantal.io.run.RunReport.RuleReport;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;

/**
 * Writes {@code run.json}: the figures of a run for scripts. One that does not exist, such as the rate of no time, is
 * null.
 */
final class RunJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunJson() {
    }

    static String write(RunReport report) {
        final Scenario scenario = report.loaded().scenario();
        final RunSummary run = report.summary();
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", scenario.name());
        root.put("title", report.title());
        root.put("complete", report.complete());
        root.put("recorded_ms", run.modelMs());
        root.put("duration_ms", scenario.durationMs());
        root.put("warmup_ms", scenario.warmupMs());
        root.put("integration", scenario.integration().name().toLowerCase(Locale.ROOT));
        root.put("seed", scenario.seed());
        report.from().ifPresent(from -> root.putObject("from").put("state", from.checkpoint().toString())
                .put("time_ms", from.timeMs()).put("network_seed", from.seed()));
        root.put("threads", run.threads());
        root.put("partitions", run.partitions());
        root.put("started", report.started().toString());
        root.put("command", report.commandLine());
        versions(root.putObject("versions"));
        number(root, "real_time_factor", run.modelMs() > 0 ? run.realTimeFactor() : Double.NaN);
        times(root.putObject("wall_s"), run.times());
        root.put("neurons", run.neurons());
        root.put("synapses", run.synapses());
        number(root, "bytes_per_synapse", run.synapses() == 0 ? Double.NaN
                : (double) run.synapseBytes() / run.synapses());
        root.put("peak_memory_bytes", report.peakMemoryBytes());
        root.put("spikes", report.spikes());
        root.putObject("synaptic_events").put("offered", run.offered()).put("released", run.released());
        final ObjectNode populations = root.putObject("populations");
        report.populations()
                .forEach(figures -> population(populations.putObject(figures.statistics().name()), figures));
        report.loaded().layout().ifPresent(layout -> {
            RecordedSpikes.writeFile(root, layout.spikesFile());
            layout.nodes().forEach((name, nodes) -> RecordedSpikes.write((ObjectNode) populations.get(name), nodes));
        });
        ResponsesJson.write(root.putArray("responses"), report.responses());
        if (!report.rules().isEmpty()) {
            final ObjectNode rules = root.putObject("rules");
            report.rules().forEach(rule -> rule(rules.putObject(rule.first().rule()), rule));
        }
        root.putPOJO("parameters", report.loaded().parameters());
        report.files().forEach(root.putArray("files")::add);
        report.warnings().forEach(root.putArray("warnings")::add);
        root.put("scenario_file", report.loaded().file().toString());
        try {
            root.set("scenario", JSON.readTree(report.loaded().resolved()));
            root.put("scenario_text", report.loaded().text());
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void versions(ObjectNode versions) {
        versions.put("quantal", QuantalVersion.get());
        versions.put("java", Runtime.version().toString());
        versions.put("java_vm", System.getProperty("java.vm.name"));
        versions.put("system", String.join(" ", System.getProperty("os.name"), System.getProperty("os.version"),
                System.getProperty("os.arch")).toLowerCase(Locale.ROOT));
    }

    private static void times(ObjectNode wall, RunSummary.Times times) {
        wall.put("build", times.build());
        wall.put("warmup", times.warmup());
        wall.put("run", times.run());
        wall.put("deliver", times.deliver());
        wall.put("update", times.update());
        wall.put("drive", times.drive());
        wall.put("exchange", times.exchange());
        wall.put("record", times.record());
    }

    private static void population(ObjectNode node, PopulationFigures figures) {
        node.put("size", figures.statistics().size());
        node.put("spikes", figures.statistics().spikes());
        number(node, "rate_hz", figures.statistics().rateHz());
        number(node, "cv_isi", figures.statistics().cvIsi());
        number(node, "released_fraction", figures.releasedFraction());
        node.put("kind", figures.kind().name().toLowerCase(Locale.ROOT));
    }

    private static void rule(ObjectNode node, RuleReport rule) {
        numbers(node, rule.first().constants());
        numbers(node.putObject("first"), rule.first().totals());
        numbers(node.putObject("last"), rule.last().totals());
    }

    private static void numbers(ObjectNode node, Map<String, Double> values) {
        new TreeMap<>(values).forEach((name, value) -> number(node, name, value));
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
