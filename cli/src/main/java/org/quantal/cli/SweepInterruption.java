package org.quantal.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.quantal.io.sweep.SweepRun;

/** What Ctrl-C does while a sweep goes: the program's end waits until the runs in progress have left their files in order. */
final class SweepInterruption implements AutoCloseable {
    private final CountDownLatch completed = new CountDownLatch(1);
    private final Thread hook;

    SweepInterruption(SweepRun run, PrintWriter err) {
        hook = new Thread(() -> interrupt(run, err), "quantal-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt(SweepRun run, PrintWriter err) {
        if (completed.getCount() == 0) {
            return;
        }
        run.stop();
        err.println();
        err.println("quantal: stopping; completing the files of the runs in progress");
        err.flush();
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
