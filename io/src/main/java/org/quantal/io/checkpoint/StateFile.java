package org.quantal.io.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.quantal.simulator.NetworkFingerprint;
import org.quantal.simulator.RunState;
import org.quantal.simulator.Simulation;

/**
 * The state of a run in a file: what it belongs to, the state, and behind that the number of bytes and their CRC32C.
 * All numbers are big-endian.
 *
 * @param file    where it is
 * @param header  what it belongs to
 */
public record StateFile(Path file, Header header) {
    /** Not text, and damaged by transfers that take it for text. */
    private static final byte[] MAGIC = {(byte) 0x89, 'Q', 'T', 'L', '\r', '\n', 0x1a, '\n'};
    private static final int FORMAT = 2;
    private static final int TRAILER = Long.BYTES + Integer.BYTES;
    private static final int BUFFER = 1 << 16;

    /**
     * What a state belongs to.
     *
     * @param version  of Quantal that wrote it
     * @param scenario hash of the resolved scenario
     * @param network  tells the built network apart from others
     * @param seed     seed from which the network was built
     * @param timeMs   model time in ms; 0 is the end of the warm-up
     * @param segments what had been recorded by then
     */
    public record Header(String version, String scenario, NetworkFingerprint network, long seed, double timeMs,
            List<Segment> segments) {
        public Header {
            segments = List.copyOf(segments);
        }
    }

    /**
     * A complete piece of the record.
     *
     * @param number   of the checkpoint at which it ends
     * @param bytes    its length
     * @param checksum CRC32C
     */
    public record Segment(int number, long bytes, int checksum) {
    }

    /**
     * Writes a state.
     *
     * @throws IOException if it cannot be written; an older file of that name is then as it was
     */
    static void write(Path file, Header header, RunState state) throws IOException {
        try (AtomicFile to = new AtomicFile(file)) {
            final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to, BUFFER));
            out.write(MAGIC);
            out.writeInt(FORMAT);
            out.writeUTF(header.version);
            out.writeUTF(header.scenario);
            out.writeLong(header.network.layout());
            out.writeLong(header.network.weights());
            out.writeLong(header.seed);
            out.writeDouble(header.timeMs);
            out.writeInt(header.segments.size());
            for (Segment segment : header.segments) {
                out.writeInt(segment.number);
                out.writeLong(segment.bytes);
                out.writeInt(segment.checksum);
            }
            state.save(out);
            out.flush();
            final long length = to.length();
            final int checksum = to.checksum();
            out.writeLong(length);
            out.writeInt(checksum);
            out.flush();
            to.publish();
        }
    }

    /**
     * Opens a file and checks all of it.
     *
     * @throws CheckpointException if it is none, damaged, or of a format that is not known here
     */
    public static StateFile open(Path file) {
        try {
            checkWhole(file);
            try (DataInputStream in = stream(file)) {
                return new StateFile(file, header(in));
            }
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file, "there is no such file");
        } catch (EOFException | UTFDataFormatException e) {
            throw new CheckpointException(file, "is damaged: its beginning makes no sense");
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be read (" + e.getMessage() + ")");
        }
    }

    /**
     * Keeps the state of a simulation for runs that begin from it.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written; an older one of that name is then as it was
     */
    public static void save(Path file, String version, String resolved, long networkSeed, RunState state) {
        try {
            write(file, new Header(version, Job.hash(resolved), state.network(), networkSeed, state.timeMs(),
                    List.of()), state);
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /**
     * Lets a simulation begin from the state.
     *
     * @throws CheckpointException if it does not fit, or was written by another version
     * @throws IllegalArgumentException if recorded states would be sampled at other times than they should
     */
    public void branch(Simulation simulation, String version) {
        requireVersion(version);
        if (header.network.layout() != simulation.fingerprint().layout()) {
            throw new CheckpointException(file,
                    "is of a network with other neurons, synapses, delays or models; from one state only runs can"
                    + " begin that differ in parameters, input, recordings, duration or seed");
        }
        read(simulation::branch);
    }

    private void requireVersion(String version) {
        if (!header.version.equals(version)) {
            throw new CheckpointException(file, "was written by Quantal " + header.version + ", and this is " + version
                    + "; states can be read by the same version alone");
        }
    }

    private static DataInputStream stream(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    private static void checkWhole(Path file) throws IOException {
        final CRC32C crc = new CRC32C();
        try (InputStream raw = Files.newInputStream(file)) {
            final DataInputStream in = new DataInputStream(new CheckedInputStream(raw, crc));
            final byte[] magic = in.readNBytes(MAGIC.length);
            if (!java.util.Arrays.equals(magic, MAGIC)) {
                throw new CheckpointException(file, "is no checkpoint of Quantal");
            }
            final long length = Files.size(file) - TRAILER;
            final byte[] buffer = new byte[BUFFER];
            long left = length - MAGIC.length;
            while (left > 0) {
                final int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    throw new EOFException();
                }
                left -= read;
            }
            final int checksum = (int) crc.getValue();
            if (left < 0 || in.readLong() != length) {
                throw new CheckpointException(file, "is damaged: it is not complete");
            }
            if (in.readInt() != checksum) {
                throw new CheckpointException(file, "is damaged: its checksum is wrong");
            }
        }
    }

    private static Header header(DataInputStream in) throws IOException {
        in.skipNBytes(MAGIC.length);
        final int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + ", known is " + FORMAT);
        }
        final String version = in.readUTF();
        final String scenario = in.readUTF();
        final NetworkFingerprint network = new NetworkFingerprint(in.readLong(), in.readLong());
        final long seed = in.readLong();
        final double timeMs = in.readDouble();
        final int count = in.readInt();
        final List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(new Segment(in.readInt(), in.readLong(), in.readInt()));
        }
        return new Header(version, scenario, network, seed, timeMs, segments);
    }

    /** Takes a state. */
    @FunctionalInterface
    public interface Action {
        /** Reads the state from a stream that ends with it. */
        void read(DataInputStream state) throws IOException;
    }

    /**
     * Hands the state over.
     *
     * @throws CheckpointException if it cannot be read, or does not fit
     */
    public void read(Action action) {
        try (DataInputStream in = stream(file)) {
            header(in);
            action.read(in);
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be taken up: " + e.getMessage());
        }
    }
}
