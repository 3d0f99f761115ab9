package org.quantal.io.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataReportWriter;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.OutputLayout.Nodes;
import org.quantal.io.scenario.OutputLayout.Report;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;

/**
 * Streams one report of a circuit: a state variable of nodes of its populations, by their ids. The neurons of a
 * population may lie in several populations of the scenario; a row is written when the last of them has come.
 */
final class CircuitReportRecorder implements FileRecorder {
    private final SonataReportWriter writer;
    private final Map<Integer, Columns> columns = new LinkedHashMap<>();

    /** A population of the report. */
    private static final class Rows {
        private final List<Integer> recordings = new ArrayList<>();
        private SonataReportWriter.Recording recording;
        private float[] row;
        private int missing;
    }

    /** Where the values of a recording stand in the rows. */
    private record Columns(Rows rows, int[] place) {
    }

    CircuitReportRecorder(Path file, Scenario scenario, OutputLayout layout, Report report, Provenance provenance) {
        writer = new SonataReportWriter(file, provenance);
        try {
            final Map<String, Rows> populations = new LinkedHashMap<>();
            for (int r : report.recordings()) {
                final Nodes nodes = layout.nodes().get(scenario.states().get(r).population());
                populations.computeIfAbsent(nodes.population(), p -> new Rows()).recordings.add(r);
            }
            populations.forEach((name, rows) -> begin(name, rows, scenario, layout));
        } catch (RuntimeException e) {
            writer.abort();
            throw e;
        }
    }

    private void begin(String population, Rows rows, Scenario scenario, OutputLayout layout) {
        final List<long[]> nodes = new ArrayList<>();
        for (int r : rows.recordings) {
            final StateRecording recording = scenario.states().get(r);
            final Nodes of = layout.nodes().get(recording.population());
            final int[] neurons = recording.neurons();
            for (int k = 0; k < neurons.length; k++) {
                nodes.add(new long[] {of.ids()[neurons[k]], r, k});
            }
        }
        nodes.sort(Comparator.comparingLong(node -> node[0]));
        final StateRecording first = scenario.states().get(rows.recordings.get(0));
        final Nodes of = layout.nodes().get(first.population());
        rows.recording = writer.recording(population, Math.toIntExact(of.size()),
                nodes.stream().mapToLong(n -> n[0]).toArray(),
                first.variables().stream()
                .map(v -> StateFileRecorder.variable(scenario.network().population(first.population()), v))
                        .toList(), first.firstMs(), first.intervalMs());
        rows.row = new float[nodes.size()];
        rows.missing = rows.recordings.size();
        for (int r : rows.recordings) {
            columns.put(r, new Columns(rows, IntStream.range(0, nodes.size()).filter(i -> nodes.get(i)[1] == r).boxed()
                    .sorted(Comparator.comparingLong(i -> nodes.get(i)[2])).mapToInt(Integer::intValue).toArray()));
        }
    }

    @Override
    public void onStates(long step, int recording, float[][] values) {
        final Columns of = columns.get(recording);
        if (of == null) {
            return;
        }
        for (int k = 0; k < of.place.length; k++) {
            of.rows.row[of.place[k]] = values[0][k];
        }
        if (--of.rows.missing == 0) {
            of.rows.recording.appendRow(0, of.rows.row);
            Arrays.fill(of.rows.row, Float.NaN);
            of.rows.missing = of.rows.recordings.size();
        }
    }

    @Override
    public void close() {
        writer.close();
    }

    @Override
    public void abort() {
        writer.abort();
    }
}
