package org.quantal.io.run;

import java.util.List;
import java.util.stream.Collectors;

/** Commands as one could type them again. */
public final class CommandText {
    private CommandText() {
    }

    /** The program's name and its arguments, in quotes where a shell needs them. */
    public static String of(List<String> arguments) {
        return "quantal " + arguments.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
