package org.quantal.io.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How results are named and sorted for a circuit, whose populations and nodes need not be those of the scenario.
 *
 * @param directory  where results go if the user names no directory; {@code null} for the usual one
 * @param spikesFile name of the file of spikes
 * @param sorting    order of the spikes of a population
 * @param nodes      the circuit's name of each population's neurons
 * @param reports    files of recorded states
 * @param spikesText name of the file of spikes as text, too; {@code null} for none
 */
public record OutputLayout(Path directory, String spikesFile, Sorting sorting, Map<String, Nodes> nodes,
        List<Report> reports, String spikesText) {

    /** Results without spikes as text. */
    public OutputLayout(Path directory, String spikesFile, Sorting sorting, Map<String, Nodes> nodes,
            List<Report> reports) {
        this(directory, spikesFile, sorting, nodes, reports, null);
    }

    /** The same results, and spikes as text in a file of this name, too. */
    public OutputLayout withText(String name) {
        return new OutputLayout(directory, spikesFile, sorting, nodes, reports, name);
    }

    /** Names of all files. */
    public List<String> files() {
        return Stream.concat(Stream.of(spikesFile, spikesText).filter(Objects::nonNull),
                reports.stream().map(Report::file)).toList();
    }

    /** Orders of spikes. */
    public enum Sorting {
        /** By time, then as they come. */
        BY_TIME,
        /** By node, then by time. */
        BY_ID
    }

    /**
     * The nodes that the neurons of a population are.
     *
     * @param population population of the circuit
     * @param size       one more than its largest id
     * @param ids        id of each neuron
     */
    public record Nodes(String population, long size, long[] ids) {
    }

    /**
     * A file of recorded states.
     *
     * @param file       its name
     * @param recordings places in the scenario's list of recorded states
     */
    public record Report(String file, List<Integer> recordings) {
    }
}
