package org.quantal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks at something that takes long, five times a second, and draws one line of a terminal again and again. */
final class StatusLine implements AutoCloseable {
    private static final Path STDERR = Path.of("/proc/self/fd/2");
    private static final int BAR = 30;
    private static final long MILLIS = 200;
    private static final String ERASE_REST = "\033[K";

    private final PrintWriter err;
    private final Thread thread;
    private boolean drawn;

    /** What is done at each look. */
    @FunctionalInterface
    interface Look {
        /** Shows what there is to show, by {@link StatusLine#draw} or otherwise. */
        void at(StatusLine line);
    }

    private StatusLine(PrintWriter err, Look look) {
        this.err = err;
        thread = new Thread(() -> show(look), "quantal-progress");
        thread.setDaemon(true);
    }

    /** Looks until closed, or never if it should be quiet. */
    static StatusLine start(PrintWriter err, boolean quiet, Look look) {
        final StatusLine line = new StatusLine(err, look);
        if (!quiet) {
            line.thread.start();
        }
        return line;
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

    private void show(Look look) {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                look.at(this);
                err.flush();
            }
        } catch (InterruptedException e) {
            if (drawn) {
                err.print("\r" + ERASE_REST);
                err.flush();
            }
        }
    }

    /** Draws the line over the last one. */
    void draw(String text) {
        err.print("\r" + text + ERASE_REST);
        drawn = true;
    }

    /** Writes a line that stays. */
    void println(String text) {
        err.println(text);
    }

    /** A bar that is filled as far as things are, and the share in percent. */
    static String bar(double fraction) {
        final int filled = (int) (BAR * fraction);
        return String.format(Locale.ROOT, "[%s%s] %3.0f %%", "=".repeat(filled), " ".repeat(BAR - filled),
                100 * fraction);
    }

    /** The time that is left if all goes on as before; nothing in the first second, when that is a wild guess. */
    static String timeLeft(double fraction, double wallSeconds) {
        if (!(fraction > 0) || wallSeconds <= 1) {
            return "";
        }
        final long left = Math.round(wallSeconds * (1 - fraction) / fraction);
        return String.format(Locale.ROOT, "   %d:%02d left", left / 60, left % 60);
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
