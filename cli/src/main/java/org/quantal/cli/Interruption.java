package org.quantal.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.quantal.io.run.ScenarioRun;
import org.quantal.io.sweep.SweepRun;

/** What Ctrl-C does while runs go: the program's end waits until the files hold what was simulated so far. */
final class Interruption implements AutoCloseable {
    private final CountDownLatch completed = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop tells the runs to end, and answers whether there are files to wait for */
    private Interruption(BooleanSupplier stop) {
        hook = new Thread(() -> interrupt(stop), "quantal-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** For a run. One that is still being built has nothing to keep and is given up at once. */
    static Interruption of(ScenarioRun run, PrintWriter err) {
        return new Interruption(() -> {
            run.stop();
            if (!run.hasResults()) {
                run.abandon();
                say(err, "stopped before the simulation began; nothing was written");
                return false;
            }
            say(err, "stopping; completing the files of what was simulated so far");
            return true;
        });
    }

    /** For a sweep, whose finished runs stay. */
    static Interruption of(SweepRun run, PrintWriter err) {
        return new Interruption(() -> {
            run.stop();
            say(err, "stopping; completing the files of the runs in progress");
            return true;
        });
    }

    private void interrupt(BooleanSupplier stop) {
        boolean waiting = completed.getCount() > 0 && stop.getAsBoolean();
        while (waiting) {
            try {
                completed.await();
                waiting = false;
            } catch (InterruptedException e) {
                // Files that are half written would be worth less than the wait.
            }
        }
    }

    private static void say(PrintWriter err, String message) {
        err.println();
        err.println("quantal: " + message);
        err.flush();
    }

    @Override
    public void close() {
        completed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, and the hook waited for this.
        }
    }
}
