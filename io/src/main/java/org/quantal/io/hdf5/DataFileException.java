package org.quantal.io.hdf5;

import java.nio.file.Path;

/**
 * A data file cannot be read, or is not what it should be. The message names the file, what was expected, what found.
 */
public final class DataFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /**
     * @param expected what the file should hold, such as "a dataset /spikes/exc/node_ids of integers"
     * @param found what it holds instead
     */
    public DataFileException(Path file, String expected, String found) {
        super(file + ": expected " + expected + ", found " + found);
        this.file = file;
    }

    /** The file at fault. */
    public Path file() {
        return file;
    }
}
