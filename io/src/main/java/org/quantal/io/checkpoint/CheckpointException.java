package org.quantal.io.checkpoint;

import java.nio.file.Path;

/** A checkpoint that cannot be used: damaged, of another network, or of another version. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
