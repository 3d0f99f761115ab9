package org.quantal.cli;

import org.quantal.io.run.CommandText;
import picocli.CommandLine.Model.CommandSpec;

/** The command as one could type it again. */
final class TypedCommand {
    private TypedCommand() {
    }

    static String of(CommandSpec spec) {
        return CommandText.of(spec.root().commandLine().getParseResult().originalArgs());
    }
}
