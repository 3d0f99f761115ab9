package org.quantal.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.quantal.io.sweep.SweepRun;
import org.quantal.io.sweep.SweepRun.Progress;

/**
 * Shows how far a sweep is: one line that is drawn again and again on a terminal, a line for each finished run
 * elsewhere.
 */
final class SweepDisplay implements AutoCloseable {
    private static final int BAR = 30;
    private static final long MILLIS = 200;
    private static final String ERASE_REST = "\033[K";

    private final SweepRun run;
    private final PrintWriter err;
    private final Thread thread;

    private SweepDisplay(SweepRun run, PrintWriter err, boolean quiet) {
        this.run = run;
        this.err = err;
        thread = new Thread(this::show, "quantal-progress");
        thread.setDaemon(true);
        if (quiet) {
            return;
        }
        if (ProgressDisplay.isTerminal()) {
            thread.start();
        } else {
            run.listener((name, seconds, done, total) -> {
                err.println(line(name, seconds, done, total));
                err.flush();
            });
        }
    }

    /** Shows the progress of a sweep until closed, or nothing if it should be quiet. */
    static SweepDisplay start(SweepRun run, PrintWriter err, boolean quiet) {
        return new SweepDisplay(run, err, quiet);
    }

    private void show() {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                err.print("\r" + line(run.progress()) + ERASE_REST);
                err.flush();
            }
        } catch (InterruptedException e) {
            err.print("\r" + ERASE_REST);
            err.flush();
        }
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
        final int filled = (int) (BAR * now.fraction());
        final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "[%s%s] %3.0f %%   %d of %d runs",
                "=".repeat(filled), " ".repeat(BAR - filled), 100 * now.fraction(), now.done(), now.total()));
        if (now.fraction() > 0 && now.wallSeconds() > 1) {
            final long left = Math.round(now.wallSeconds() * (1 - now.fraction()) / now.fraction());
            line.append(String.format(Locale.ROOT, "   %d:%02d left", left / 60, left % 60));
        }
        return line.toString();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
