package org.quantal.cli;

import java.io.UncheckedIOException;
import java.util.Locale;
import org.quantal.io.checkpoint.CheckpointException;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.run.OutputException;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.validation.ResultFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line and an exit code: 2 for what the user can mend in the input, 1 for the rest. */
final class Failure {
    static final int BAD_INPUT = CommandLine.ExitCode.USAGE;
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    /** As shells report a program that Ctrl-C ended. */
    static final int INTERRUPTED = 130;

    private Failure() {
    }

    /** Reports an exception of a command. */
    static int handle(Throwable failure, CommandLine command, ParseResult parsed) {
        final boolean badInput = failure instanceof ScenarioException || failure instanceof OutputException
                || failure instanceof DataFileException || failure instanceof ResultFileException
                || failure instanceof BadInputException || failure instanceof CheckpointException;
        command.getErr().println("quantal: " + message(failure, badInput));
        if (command.getParseResult() != null && command.getParseResult().hasMatchedOption("--verbose")) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        // A full disk is for the user to mend, like a wrong key.
        return badInput || failure instanceof UncheckedIOException ? BAD_INPUT : FAILED;
    }

    private static String message(Throwable failure, boolean badInput) {
        final String message = String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        if (badInput) {
            return message;
        }
        if (failure instanceof UncheckedIOException) {
            return message + "; free some space ('quantal resume' goes on where there are checkpoints), or name"
                    + " another directory with --out";
        }
        if (failure instanceof OutOfMemoryError) {
            return String.format(Locale.ROOT, "out of memory: the program may use %.1f GB; allow more with"
                    + " QUANTAL_JAVA_OPTS=-Xmx%.0fg, or make the network smaller",
                    Runtime.getRuntime().maxMemory() / 1e9, Math.ceil(Runtime.getRuntime().maxMemory() / 1e9 * 1.5));
        }
        return "failed: " + failure.getClass().getSimpleName() + ": " + message + " (--verbose shows where)";
    }

    /** Input that a command itself finds wrong. */
    static final class BadInputException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadInputException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
