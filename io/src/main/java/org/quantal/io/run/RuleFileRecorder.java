package org.quantal.io.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.quantal.io.hdf5.Compression;
import org.quantal.io.hdf5.ElementType;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.StreamWriter;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.record.RuleFigures;

/**
 * Writes what a learning rule for the whole network tells into a file of its own: constants as attributes, totals at
 * every action, and figures of single neurons at no more than about {@value #MOST_ROWS} times, first and last included.
 */
final class RuleFileRecorder implements FileRecorder {
    static final String TIME = "time";
    static final String NEURONS = "neurons";
    /** Not among the populations, one of which may be called time. */
    static final String NEURON_TIME = "neuron_time";
    private static final int MOST_ROWS = 1000;

    private final Scenario scenario;
    private final String rule;
    private final long every;
    private final Hdf5Writer file;
    private final GroupWriter group;
    private final Map<String, StreamWriter> totals = new LinkedHashMap<>();
    private final Map<String, StreamWriter> neurons = new LinkedHashMap<>();
    private StreamWriter times;
    private StreamWriter neuronTimes;
    private RuleFigures first;
    private RuleFigures last;
    private double lastMs;
    private long told;
    private boolean lastIsWritten;

    RuleFileRecorder(Path path, Scenario scenario, NetworkRule rule, Provenance provenance) {
        this.scenario = scenario;
        this.rule = rule.name();
        every = (long) Math.max(1, Math.ceil(scenario.durationMs() / rule.intervalMs() / MOST_ROWS));
        file = new Hdf5Writer(path);
        try {
            group = file.root().group(rule.name());
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
    }

    /** The name of a rule's file. */
    static String fileName(NetworkRule rule) {
        return rule.name() + ".h5";
    }

    @Override
    public void onRule(long step, RuleFigures figures) {
        if (!figures.rule().equals(rule)) {
            return;
        }
        if (first == null) {
            first = figures;
            open(figures);
        }
        last = figures;
        lastMs = scenario.grid().timeMs(step);
        times.append(new double[] {lastMs}, 1);
        totals.forEach((name, stream) -> stream.append(new double[] {figures.totals().get(name)}, 1));
        lastIsWritten = told++ % every == 0;
        if (lastIsWritten) {
            writeNeurons();
        }
    }

    private void open(RuleFigures figures) {
        figures.constants().keySet().stream().sorted()
                .forEach(name -> group.attribute(name, figures.constants().get(name)));
        times = group.stream(TIME, ElementType.FLOAT64, Compression.QUICK);
        times.attribute("units", "ms");
        figures.totals().keySet().stream().sorted()
                .forEach(name -> totals.put(name, group.stream(name, ElementType.FLOAT64, Compression.QUICK)));
        neuronTimes = group.stream(NEURON_TIME, ElementType.FLOAT64, Compression.QUICK);
        neuronTimes.attribute("units", "ms");
        final GroupWriter each = group.group(NEURONS);
        figures.neurons().forEach((population, values) -> {
            final GroupWriter ofPopulation = each.group(population);
            values.keySet().stream().sorted().forEach(name -> neurons.put(key(population, name),
                    ofPopulation.rows(name, ElementType.FLOAT32, values.get(name).length, Compression.QUICK)));
        });
    }

    private static String key(String population, String name) {
        return population + "/" + name;
    }

    private void writeNeurons() {
        neuronTimes.append(new double[] {lastMs}, 1);
        last.neurons().forEach((population, values) -> values.forEach((name, numbers) -> {
            final float[] row = new float[numbers.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) numbers[i];
            }
            neurons.get(key(population, name)).append(row, row.length);
        }));
    }

    /** How the rule stood when recording began; null if it never did. */
    RuleFigures first() {
        return first;
    }

    /** How the rule stood last. */
    RuleFigures last() {
        return last;
    }

    @Override
    public void close() {
        if (last != null && !lastIsWritten && file.isOpen()) {
            writeNeurons();
            lastIsWritten = true;
        }
        file.close();
    }

    @Override
    public void abort() {
        file.abort();
    }
}
