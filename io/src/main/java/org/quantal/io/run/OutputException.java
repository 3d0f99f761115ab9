package org.quantal.io.run;

/** A place for results cannot be used as asked; the message is one line that says why, and what to do. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputException(String message) {
        super(message);
    }

    public OutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
