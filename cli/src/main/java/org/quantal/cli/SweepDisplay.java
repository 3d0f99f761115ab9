package org.quantal.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.quantal.io.sweep.SweepRun;
import org.quantal.io.sweep.SweepRun.Progress;

/**
 * Shows how far a sweep is: one line that is drawn again and again on a terminal, a line for each finished run
 * elsewhere.
 */
final class SweepDisplay {

    private SweepDisplay() {
    }

    /** Shows the progress of a sweep until closed, or nothing if it should be quiet. */
    static StatusLine start(SweepRun run, PrintWriter err, boolean quiet) {
        final boolean terminal = StatusLine.isTerminal();
        if (!terminal && !quiet) {
            run.listener((name, seconds, done, total) -> {
                err.println(line(name, seconds, done, total));
                err.flush();
            });
        }
        return StatusLine.start(err, quiet || !terminal, line -> line.draw(line(run.progress())));
    }

    /** A line for a finished run. */
    static String line(String name, double seconds, int done, int total) {
        return String.format(Locale.ROOT, "%d/%d   %s   %.1f s", done, total, name, seconds);
    }

    /** A line for a state of affairs. */
    static String line(Progress now) {
        if (now.total() == 0) {
            return "reading the scenarios";
        }
        return String.format(Locale.ROOT, "%s   %d of %d runs", StatusLine.bar(now.fraction()), now.done(),
                now.total()) + StatusLine.timeLeft(now.fraction(), now.wallSeconds());
    }
}
