package org.quantal.validation;

import java.nio.file.Path;

/** A file that cannot be judged: unreadable, or not of the layout that its judge tells. */
public final class ResultFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResultFileException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
