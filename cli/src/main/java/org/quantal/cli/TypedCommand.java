package org.quantal.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command as one could type it again. */
final class TypedCommand {
    private TypedCommand() {
    }

    static String of(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs().stream().map(TypedCommand::quoted)
                .collect(Collectors.joining(" ", "quantal ", ""));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
