package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.OutputLayout.Report;
import org.quantal.io.scenario.OutputLayout.Sorting;

/** Output and reports of a simulation: which states are recorded, and how files are named. */
final class CircuitReports {
    private static final List<String> POTENTIAL = List.of("v_m", "v", "membrane_potential");
    private static final List<String> MODULES =
            List.of("membrane_report", "multimeter_report", "multimeter", "compartment", "soma");

    private final Circuit circuit;
    private final List<Report> reports = new ArrayList<>();

    CircuitReports(Circuit circuit) {
        this.circuit = circuit;
    }

    /** Adds recordings to those of a scenario. */
    void add(ArrayNode states) {
        circuit.simulation().get("reports").fields().forEach((name, report) -> {
            if (CurrentClamps.enabled(report)) {
                add(name, report, states);
            }
        });
    }

    private void add(String name, ConfigValue report, ArrayNode states) {
        final ConfigValue module = report.has("module") ? report.get("module") : report.get("type");
        if (module.exists() && !MODULES.contains(module.text().toLowerCase(Locale.ROOT))) {
            throw module.fail("reports of '" + module.text() + "' cannot be made; allowed are "
                    + String.join(", ", MODULES));
        }
        final ConfigValue run = circuit.simulation().get("run");
        final double tstop = run.require("tstop").number();
        final double start = report.has("start_time") ? report.get("start_time").number() : 0;
        final double end = report.has("end_time") ? report.get("end_time").number() : tstop;
        if (!(start < Math.min(end, tstop) && end > 0)) {
            throw report.fail("covers no time: start_time=" + start + " ms, end_time=" + end + " ms, tstop=" + tstop
                    + " ms");
        }
        final double interval = (report.has("dt") ? report.get("dt") : run.require("dt")).number();
        final List<Integer> recordings = new ArrayList<>();
        final ConfigValue cells = report.has("cells") ? report.get("cells") : report.get("node_set");
        // As in bmtk, where all cells are those that are simulated.
        final boolean isAll = !cells.exists() || cells.node().isTextual() && cells.text().equalsIgnoreCase("all");
        circuit.sets().nodes(cells).forEach((population, places) -> {
            for (NodePopulation.Group group : population.groups()) {
                final int[] neurons = Arrays.stream(places)
                        .filter(place -> population.groups().get(population.groupOf(place)) == group)
                        .map(population::indexInGroup).toArray();
                if (neurons.length > 0) {
                    if (group.kind().isVirtual()) {
                        if (isAll) {
                            continue;
                        }
                        throw report.fail("virtual nodes of population '" + population.name() + "' have no states");
                    }
                    recordings.add(states.size());
                    final ObjectNode state = states.addObject().put("population", group.name());
                    final ArrayNode list = state.putArray("neurons");
                    Arrays.stream(neurons).forEach(list::add);
                    state.putArray("variables").add(variable(report.require("variable_name")));
                    state.put("interval", PointModels.quantity(interval, "ms"));
                    if (start > 0) {
                        state.put("from", PointModels.quantity(start, "ms"));
                    }
                    if (end < tstop) {
                        state.put("to", PointModels.quantity(end, "ms"));
                    }
                }
            }
        });
        reports.add(new Report(fileName(report.has("file_name") ? report.get("file_name").text() : name, report),
                recordings));
    }

    private static String variable(ConfigValue name) {
        final ConfigValue one = name.node().isArray() && name.node().size() == 1 ? name.list().get(0) : name;
        return POTENTIAL.contains(one.text().toLowerCase(Locale.ROOT)) ? "V_m" : one.text();
    }

    /** A plain name with the ending of HDF5 files: results stay in their directory. */
    private static String fileName(String given, ConfigValue at) {
        final String name = given.replaceAll("(?s)^.*[/\\\\]", "");
        final String full = name.endsWith(".h5") ? name : name + ".h5";
        if (!full.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. +-]*")) {
            throw at.fail("'" + given + "' cannot name a file of results; use letters, digits, '_', '-', '+' and '.'");
        }
        return full;
    }

    /** How results are named. */
    OutputLayout layout(Map<String, OutputLayout.Nodes> nodes) {
        final ConfigValue output = circuit.simulation().get("output");
        final ConfigValue file = output.get("spikes_file");
        final ConfigValue order = output.get("spikes_sort_order");
        final Sorting sorting = switch (order.exists() ? order.text().toLowerCase(Locale.ROOT) : "none") {
            case "time", "by_time", "none" -> Sorting.BY_TIME;
            case "id", "by_id", "gid", "by_gid", "node_id" -> Sorting.BY_ID;
            default -> throw order.fail("'" + order.text() + "' is no order; allowed are by_time, by_id, none");
        };
        final String spikes = file.exists() ? fileName(file.text(), file) : "spikes.h5";
        reports.forEach(report -> {
            if (report.file().equals(spikes) || reports.stream().filter(r -> r.file().equals(report.file()))
                    .count() > 1) {
                throw circuit.simulation().fail("two results would be called " + report.file());
            }
        });
        return new OutputLayout(output.has("output_dir") ? output.get("output_dir").path() : null, spikes, sorting,
                nodes, reports);
    }
}
