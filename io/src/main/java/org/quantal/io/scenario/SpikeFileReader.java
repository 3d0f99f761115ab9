package org.quantal.io.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.ConnectionRule.PairSpace;

/** Reads the spike trains of a population from a file, and what a scenario takes from a circuit. */
@FunctionalInterface
public interface SpikeFileReader {
    /** How the name of a file begins that is no file but a part of the circuit that the scenario was read from. */
    String CIRCUIT = "circuit:";

    /**
     * Reads all trains.
     *
     * @param population which population of the file; {@code null} if the file should hold one only
     * @param size       number of neurons; the file's neurons count from 0 and must be fewer
     * @return spike times in ms, {@code [neuron][spike]}, ascending
     * @throws IOException              if the file cannot be read
     * @throws IllegalArgumentException if it holds something else; the message begins with the file's name
     */
    double[][] read(Path file, String population, int size) throws IOException;

    /**
     * The trains of a part of the scenario's circuit.
     *
     * @param scenario the circuit's configuration
     * @param changes  changes of it, each {@code path=value} with absolute paths
     * @param part     which neurons, without {@link #CIRCUIT}
     * @param size     number of neurons
     * @return spike times in ms, {@code [neuron][spike]}, ascending
     * @throws IOException              if a file cannot be read
     * @throws IllegalArgumentException if there is no such part
     */
    default double[][] circuitSpikes(Path scenario, List<String> changes, String part, int size) throws IOException {
        throw new IllegalArgumentException("'" + CIRCUIT + part
                + "' can only be read with the circuit that it belongs to");
    }

    /**
     * The synapses of a part of the scenario's circuit.
     *
     * @param scenario the circuit's configuration
     * @param changes  changes of it, each {@code path=value} with absolute paths
     * @param part     which synapses, without {@link #CIRCUIT}
     * @param pairs    the populations
     * @throws IOException              if a file cannot be read
     * @throws IllegalArgumentException if there is no such part
     */
    default ConnectionRule circuitConnections(Path scenario, List<String> changes, String part, PairSpace pairs)
            throws IOException {
        throw new IllegalArgumentException("'" + CIRCUIT + part
                + "' can only be read with the circuit that it belongs to");
    }
}
