package org.quantal.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.quantal.io.run.ScenarioRun;

/**
 * What Ctrl-C does while a run goes: the program's end waits until the files hold what was simulated so far. A run that is still
 * being built has nothing to keep and is given up at once.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch completed = new CountDownLatch(1);
    private final Thread hook;

    Interruption(ScenarioRun run, PrintWriter err) {
        hook = new Thread(() -> interrupt(run, err), "quantal-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt(ScenarioRun run, PrintWriter err) {
        if (completed.getCount() == 0) {
            return;
        }
        run.stop();
        if (!run.hasResults()) {
            run.abandon();
            say(err, "stopped before the simulation began; nothing was written");
            return;
        }
        say(err, "stopping; completing the files of what was simulated so far");
        boolean waiting = true;
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
