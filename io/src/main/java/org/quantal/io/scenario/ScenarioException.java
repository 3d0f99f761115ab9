package org.quantal.io.scenario;

/**
 * A mistake in a scenario, told in one line: file, line, path in the document, what is wrong, and what is allowed or
 * meant.
 */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A mistake with its message; line breaks in it become spaces. */
    public ScenarioException(String message) {
        super(oneLine(message));
    }

    /** A mistake with the exception that showed it. */
    public ScenarioException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
