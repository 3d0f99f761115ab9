package org.quantal.cli;

import org.quantal.io.checkpoint.Checkpoints;
import org.quantal.io.run.RunReport;
import org.quantal.io.run.ScenarioRun;
import org.quantal.io.run.SummaryText;
import picocli.CommandLine;

/** Executes a run with progress, Ctrl-C and summary. */
final class RunDisplay {
    private RunDisplay() {
    }

    /** Executes a run; returns the exit code. */
    static int execute(ScenarioRun run, CommandLine command, boolean quiet) {
        try (Interruption interruption = Interruption.of(run, command.getErr())) {
            final RunReport report;
            try (StatusLine progress = ProgressDisplay.start(run, command.getErr(), quiet)) {
                report = run.execute();
            }
            if (!quiet) {
                command.getOut().print(SummaryText.of(report));
                command.getOut().flush();
            }
            if (!report.complete()) {
                command.getErr().println("quantal: stopped; " + report.directory() + " holds what was simulated so far"
                        + (Checkpoints.exist(report.directory())
                        ? "; 'quantal resume " + report.directory() + "' goes on" : ""));
                command.getErr().flush();
                return Failure.INTERRUPTED;
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
