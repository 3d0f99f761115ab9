package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged headers in files of many megabytes: there, what a header claims may lie within the file, so that its length
 * alone refuses little. The files are sparse and take little of the disk.
 */
class HugeHostileFilesTest {
    private static final long LENGTH = 160L << 20;
    /** Data that lie within the file may be read: by blocks, as integers, and as floating-point numbers. */
    private static final long MOST_BYTES = 3 * LENGTH;
    private static final int DAMAGES = 150;
    private static final int[] CLAIMS = {2 << 20, 60 << 20, 100 << 20, Integer.MAX_VALUE};

    @TempDir
    private Path folder;

    @Test
    void damagedHeadersAreRefusedInBoundedMemory() throws Exception {
        HostileCircuits.write(folder);
        int refused = 0;
        int tried = 0;
        try (Watch watch = new Watch(MOST_BYTES); Stream<Path> all = Files.walk(folder)) {
            final List<Path> files = all.filter(file -> file.toString().endsWith(".h5")).sorted().toList();
            for (Path file : files) {
                lengthen(file);
                assertNull(watch.read(() -> HostileCircuits.readWhole(file)), file.toString());
                refused += damage(file, watch);
                tried += DAMAGES;
                Files.delete(file);
            }
        }
        assertTrue(refused > tried / 10, refused + " refused of " + tried);
    }

    private static void lengthen(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(LENGTH);
        }
    }

    /** Writes claims where there are numbers of lengths, extents and addresses, one at a time. */
    private static int damage(Path file, Watch watch) throws IOException, InterruptedException {
        final SplittableRandom random = new SplittableRandom(1);
        final ByteBuffer good = ByteBuffer.allocate(1 << 15).order(ByteOrder.LITTLE_ENDIAN);
        int refused = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.read(good, 0);
            for (int k = 0; k < DAMAGES; k++) {
                int at = random.nextInt(good.capacity() - Integer.BYTES);
                while (good.getInt(at) == 0 || good.getInt(at) > LENGTH) {
                    at = random.nextInt(good.capacity() - Integer.BYTES);
                }
                final ByteBuffer claim = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(0, CLAIMS[k % CLAIMS.length]);
                channel.write(claim, at);
                refused += watch.read(() -> HostileCircuits.readWhole(file)) == null ? 0 : 1;
                channel.write(good.slice(at, Integer.BYTES), at);
            }
        }
        return refused;
    }
}
