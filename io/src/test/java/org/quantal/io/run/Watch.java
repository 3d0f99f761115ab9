package org.quantal.io.run;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.scenario.ScenarioException;

/**
 * Reads hostile files in a thread of its own and looks how that ends, how long it takes, and how much memory it asks
 * for.
 */
final class Watch implements AutoCloseable {
    private static final int SECONDS = 5;
    /** Of all objects together, living or not; a quarter of a GiB is many times what a good file of the tests takes. */
    private static final long MOST_BYTES = 1L << 28;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long mostBytes;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        final Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        return thread;
    });

    Watch() {
        this(MOST_BYTES);
    }

    /** @param mostBytes bytes of all objects together, living or not, that reading may ask for */
    Watch(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Something that reads. */
    interface Reading {
        void run() throws Exception;
    }

    /**
     * Reads, and fails if that ends in anything but success or an exception for users.
     *
     * @return the message for the user; {@code null} if all was read
     */
    String read(Reading reading) throws InterruptedException {
        final Future<String> result = reader.submit(() -> {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            final String message = message(reading);
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (bytes > mostBytes) {
                throw new AssertionError("took " + (bytes >> 20) + " MiB; " + message);
            }
            return message;
        });
        try {
            return result.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("is not read after " + SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new AssertionError("ends in " + e.getCause(), e.getCause());
        }
    }

    private static String message(Reading reading) throws Exception {
        try {
            reading.run();
            return null;
        } catch (ScenarioException | DataFileException | OutputException e) {
            if (e.getMessage() == null || e.getMessage().contains("more than fits in memory")) {
                throw new AssertionError("refused too late: " + e.getMessage(), e);
            }
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
