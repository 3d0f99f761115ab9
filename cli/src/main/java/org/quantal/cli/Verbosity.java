package org.quantal.cli;

import picocli.CommandLine.Option;

/** The option that {@link Failure} looks for: how much a command tells of its failures. */
final class Verbosity {
    @Option(names = "--verbose", description = "Shows where in the program an error came from.")
    private boolean verbose;
}
