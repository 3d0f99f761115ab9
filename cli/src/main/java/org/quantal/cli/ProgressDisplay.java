package org.quantal.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.quantal.io.run.ScenarioRun;
import org.quantal.simulator.Simulation.Phase;
import org.quantal.simulator.Simulation.Progress;

/** Shows how far a run is: one line that is drawn again and again on a terminal, a line now and then elsewhere. */
final class ProgressDisplay implements StatusLine.Look {
    private static final double LEAST_SECONDS = 2;
    private static final double MOST_SECONDS = 10;

    private final ScenarioRun run;
    private final boolean terminal = StatusLine.isTerminal();
    private Phase phase;
    private double shown;
    private long last = System.nanoTime();

    private ProgressDisplay(ScenarioRun run) {
        this.run = run;
    }

    /** Shows the progress of a run until closed, or nothing if it should be quiet. */
    static StatusLine start(ScenarioRun run, PrintWriter err, boolean quiet) {
        return StatusLine.start(err, quiet, new ProgressDisplay(run));
    }

    @Override
    public void at(StatusLine line) {
        final Progress now = run.progress();
        final double since = (System.nanoTime() - last) * 1e-9;
        if (terminal) {
            line.draw(line(now, run.isWriting()));
        } else if (now.phase() != phase || since > MOST_SECONDS
                || since > LEAST_SECONDS && now.fraction() >= shown + 0.1) {
            line.println(line(now, run.isWriting()));
            phase = now.phase();
            shown = now.fraction();
            last = System.nanoTime();
        }
    }

    /** A line for a state of affairs. */
    static String line(Progress now, boolean writing) {
        if (writing) {
            return "write";
        }
        final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-7s %s",
                now.phase().name().toLowerCase(Locale.ROOT), StatusLine.bar(now.fraction())));
        if (now.modelMs() > 0) {
            line.append(String.format(Locale.ROOT, "   %s   RTF %.2f", modelTime(now.modelMs()),
                    1000 * now.wallSeconds() / now.modelMs()));
        }
        return line.append(StatusLine.timeLeft(now.fraction(), now.wallSeconds())).toString();
    }

    private static String modelTime(double ms) {
        return ms < 1000 ? String.format(Locale.ROOT, "%.0f ms", ms) : String.format(Locale.ROOT, "%.1f s", ms / 1000);
    }
}
