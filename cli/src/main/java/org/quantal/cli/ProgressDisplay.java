package org.quantal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.quantal.io.run.ScenarioRun;
import org.quantal.simulator.Simulation.Phase;
import org.quantal.simulator.Simulation.Progress;

/** Shows how far a run is: one line that is drawn again and again on a terminal, a line now and then elsewhere. */
final class ProgressDisplay implements AutoCloseable {
    private static final Path STDERR = Path.of("/proc/self/fd/2");
    private static final int BAR = 30;
    private static final long TERMINAL_MILLIS = 200;
    private static final double LEAST_SECONDS = 2;
    private static final double MOST_SECONDS = 10;
    private static final String ERASE_REST = "\033[K";

    private final ScenarioRun run;
    private final PrintWriter err;
    private final boolean terminal;
    private final Thread thread;

    private ProgressDisplay(ScenarioRun run, PrintWriter err, boolean quiet) {
        this.run = run;
        this.err = err;
        terminal = isTerminal();
        thread = new Thread(this::show, "quantal-progress");
        thread.setDaemon(true);
        if (!quiet) {
            thread.start();
        }
    }

    /** Shows the progress of a run until closed, or nothing if it should be quiet. */
    static ProgressDisplay start(ScenarioRun run, PrintWriter err, boolean quiet) {
        return new ProgressDisplay(run, err, quiet);
    }

    /** Whether the error stream goes to a terminal that can draw a line again. */
    static boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            final String target = Files.readSymbolicLink(STDERR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    private void show() {
        Phase phase = null;
        double shown = 0;
        long last = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(TERMINAL_MILLIS);
                final Progress now = run.progress();
                final double since = (System.nanoTime() - last) * 1e-9;
                if (terminal) {
                    err.print("\r" + line(now, run.isWriting()) + ERASE_REST);
                } else if (now.phase() != phase || since > MOST_SECONDS
                        || since > LEAST_SECONDS && now.fraction() >= shown + 0.1) {
                    err.println(line(now, run.isWriting()));
                    phase = now.phase();
                    shown = now.fraction();
                    last = System.nanoTime();
                }
                err.flush();
            }
        } catch (InterruptedException e) {
            if (terminal) {
                err.print("\r" + ERASE_REST);
                err.flush();
            }
        }
    }

    /** A line for a state of affairs. */
    static String line(Progress now, boolean writing) {
        if (writing) {
            return "write";
        }
        final int filled = (int) (BAR * now.fraction());
        final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-7s [%s%s] %3.0f %%",
                now.phase().name().toLowerCase(Locale.ROOT), "=".repeat(filled), " ".repeat(BAR - filled),
                100 * now.fraction()));
        if (now.modelMs() > 0) {
            line.append(String.format(Locale.ROOT, "   %s   RTF %.2f", modelTime(now.modelMs()),
                    1000 * now.wallSeconds() / now.modelMs()));
        }
        if (now.fraction() > 0 && now.wallSeconds() > 1) {
            final long left = Math.round(now.wallSeconds() * (1 - now.fraction()) / now.fraction());
            line.append(String.format(Locale.ROOT, "   %d:%02d left", left / 60, left % 60));
        }
        return line.toString();
    }

    private static String modelTime(double ms) {
        return ms < 1000 ? String.format(Locale.ROOT, "%.0f ms", ms) : String.format(Locale.ROOT, "%.1f s", ms / 1000);
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
