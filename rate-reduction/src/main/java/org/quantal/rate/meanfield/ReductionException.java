package org.quantal.rate.meanfield;

/** A network cannot be reduced to rates; the message is one line that names the part, says why, and what would work. */
public final class ReductionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReductionException(String message) {
        super(message);
    }

    public ReductionException(String message, Throwable cause) {
        super(message, cause);
    }
}
