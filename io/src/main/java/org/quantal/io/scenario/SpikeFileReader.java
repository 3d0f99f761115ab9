package org.quantal.io.scenario;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the spike trains of a population from a file. */
@FunctionalInterface
public interface SpikeFileReader {

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
}
