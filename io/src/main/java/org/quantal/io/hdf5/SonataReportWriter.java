package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes recorded variables as a SONATA element report while the run goes.
 *
 * <p>A SONATA report holds one variable. So the membrane potential {@code V} of a population lies in
 * {@code /report/POPULATION}, where readers look for it, and every other variable in a report of its own,
 * {@code /report/POPULATION.VARIABLE}. Each has the attributes {@code population} and {@code variable}, the dataset
 * {@code data} (float32, time × element, with {@code units}) and its own {@code mapping}. An element is a neuron.
 *
 * <p>Memory: at most about 1 MiB, or one row, a variable. Not for several threads at once. {@link #close()} completes
 * the file, {@link #abort()} removes it; see {@link Hdf5Writer}.
 */
public final class SonataReportWriter implements AutoCloseable {

    /** The variable that lies under the population's bare name. */
    public static final String MEMBRANE_POTENTIAL = "V";

    /**
     * A recorded variable.
     *
     * @param units for instance {@code mV}
     */
    public record Variable(String name, String units) {}

    /** One population's variables, in the order in which {@link #recording} was given them. */
    public static final class Recording {

        private final int neurons;
        private final StreamWriter[] data;

        private Recording(int neurons, StreamWriter[] data) {
            this.neurons = neurons;
            this.data = data;
        }

        /**
         * Adds a variable's values at the next time step.
         *
         * @param variable place of the variable in the list of variables
         * @param values one value a recorded neuron; copied
         * @throws IllegalArgumentException if there are more or fewer values than neurons
         * @throws java.io.UncheckedIOException if the file cannot be written; it is then removed
         */
        public void appendRow(int variable, float[] values) {
            if (values.length != neurons) {
                throw new IllegalArgumentException(data[variable].path() + " has rows of " + neurons
                        + " values, given were " + values.length);
            }
            data[variable].append(values, neurons);
        }

        /** Rows written of a variable so far. */
        public long rows(int variable) {
            return data[variable].elements() / neurons;
        }
    }

    private record Clock(GroupWriter mapping, StreamWriter data, int neurons, double start, double step) {}

    private final Hdf5Writer file;
    private final GroupWriter reports;
    private final Compression compression;
    private final Set<String> names = new HashSet<>();
    private final List<Clock> clocks = new ArrayList<>();

    /**
     * Begins a file, packed by {@link Compression#QUICK}.
     *
     * @throws java.io.UncheckedIOException if the file cannot be created
     */
    public SonataReportWriter(Path path, Provenance provenance) {
        this(path, provenance, Compression.QUICK);
    }

    /** Begins a file that is packed as told. */
    public SonataReportWriter(Path path, Provenance provenance, Compression compression) {
        this.file = new Hdf5Writer(path);
        this.compression = compression;
        try {
            Sonata.mark(file);
            this.reports = file.root().group("report");
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
    }

    /**
     * Adds a population.
     *
     * @param size number of neurons in the population
     * @param neurons the recorded ones, counted from 0 within the population, rising; at least one
     * @param variables their recorded variables
     * @param startMs time of the first row, ms
     * @param stepMs time from row to row, ms, above 0
     * @throws IllegalArgumentException if a value is out of range or a report's name is taken
     */
    public Recording recording(
            String population, long size, long[] neurons, List<Variable> variables, double startMs, double stepMs) {
        requireNeurons(population, size, neurons);
        if (!Double.isFinite(startMs) || !(stepMs > 0) || !Double.isFinite(stepMs)) {
            throw new IllegalArgumentException(
                    "start must be finite and step above 0 ms: start=" + startMs + " step=" + stepMs);
        }
        // All checks before the first group is added, so that a refused population leaves nothing in the file.
        Set<String> added = new HashSet<>();
        for (Variable variable : variables) {
            String name = reportName(population, variable.name());
            NodeWriter.checkName(name);
            if (names.contains(name) || !added.add(name)) {
                throw new IllegalArgumentException("there is already a report " + name);
            }
        }
        names.addAll(added);
        StreamWriter[] data = new StreamWriter[variables.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = addReport(population, size, neurons, variables.get(i), startMs, stepMs);
        }
        return new Recording(neurons.length, data);
    }

    /** Name of the report of a population's variable. */
    static String reportName(String population, String variable) {
        return variable.equals(MEMBRANE_POTENTIAL) ? population : population + "." + variable;
    }

    private StreamWriter addReport(
            String population, long size, long[] neurons, Variable variable, double startMs, double stepMs) {
        GroupWriter report = reports.group(reportName(population, variable.name()));
        report.attribute("population", population);
        report.attribute("variable", variable.name());
        report.unsignedAttribute(Sonata.SIZE, size);
        StreamWriter data = report.rows("data", ElementType.FLOAT32, neurons.length, compression);
        data.attribute("units", variable.units());
        GroupWriter mapping = report.group("mapping");
        addMapping(mapping, neurons);
        clocks.add(new Clock(mapping, data, neurons.length, startMs, stepMs));
        return data;
    }

    private static void addMapping(GroupWriter mapping, long[] neurons) {
        long[] pointers = new long[neurons.length + 1];
        for (int i = 0; i < pointers.length; i++) {
            pointers[i] = i;
        }
        mapping.unsignedArray("node_ids", neurons).unsignedAttribute("sorted", (byte) 1);
        // The specification and libsonata know the one name, bmtk and the Allen Institute's files the other.
        mapping.unsignedArray("index_pointers", pointers);
        mapping.unsignedArray("index_pointer", pointers);
        mapping.unsignedArray("element_ids", new int[neurons.length]); // a point neuron is its compartment 0
        mapping.array("element_pos", new float[neurons.length]);
    }

    private static void requireNeurons(String population, long size, long[] neurons) {
        if (neurons.length == 0) {
            throw new IllegalArgumentException("no neuron to record in population " + population);
        }
        long before = -1;
        for (long neuron : neurons) {
            if (neuron <= before || neuron >= size) {
                throw new IllegalArgumentException("recorded neurons of population " + population
                        + " must rise and lie below " + size + ": neuron=" + neuron + " after " + before);
            }
            before = neuron;
        }
    }

    /** Completes the file. The stop time of each report follows from its number of rows. */
    @Override
    public void close() {
        if (file.isOpen()) {
            for (Clock clock : clocks) {
                long rows = clock.data.elements() / clock.neurons;
                double[] time = {clock.start, clock.start + rows * clock.step, clock.step};
                clock.mapping.array("time", time).attribute("units", Sonata.MILLISECONDS);
            }
        }
        file.close();
    }

    /** Removes the unfinished file. */
    public void abort() {
        file.abort();
    }
}
