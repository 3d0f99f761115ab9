package org.quantal.io.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.object.message.Message;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes an HDF5 file of any size with little memory.
 *
 * <p>The file grows under a temporary name beside its target. {@link #close()} completes it and moves it to the
 * target's name in one step; {@link #abort()}, and any failure to write, removes it; a killed process leaves a
 * {@code .part} file that no reader takes for HDF5. So a file under the final name is always complete. The same calls
 * make the same bytes.
 *
 * <p>Not for several threads at once.
 */
public final class Hdf5Writer implements AutoCloseable {

    private final Output output;
    private final StringHeap heap;
    private final ChunkPacker packer = new ChunkPacker();
    private final GroupWriter root;

    /**
     * Begins a file.
     *
     * @param target where the file is to lie; its directory must exist, an older file is replaced on {@link #close()}
     * @throws java.io.UncheckedIOException if it cannot be created
     */
    public Hdf5Writer(Path target) {
        this(target, ByteSink::open);
    }

    Hdf5Writer(Path target, ByteSink.Opener opener) {
        JhdfLogging.quieten();
        this.output = new Output(target, opener);
        this.heap = new StringHeap(output);
        this.root = new GroupWriter(this, "/");
    }

    /** The group that everything is in. */
    public GroupWriter root() {
        return root;
    }

    /** The final path of the file. */
    public Path path() {
        return output.target();
    }

    /**
     * Completes the file and gives it its final name. Does nothing after {@link #abort()}, a failure, or an earlier
     * close.
     *
     * <p>In a {@code try} block with this writer as its resource, call {@link #abort()} when the data are not worth
     * keeping: close cannot see that the block failed elsewhere.
     *
     * @throws java.io.UncheckedIOException if the rest cannot be written; the file is then removed
     */
    @Override
    public void close() {
        if (!output.isOpen()) {
            packer.close();
            return;
        }
        try {
            long rootAddress = root.write();
            heap.flush();
            byte[] superblock = new Superblock.SuperblockV2V3(0, rootAddress).toBuffer(output.end()).array();
            output.writeAt(0, superblock, superblock.length);
            output.publish();
        } finally {
            abort(); // nothing after a success
        }
    }

    /** Removes the unfinished file. Does nothing once it is closed. */
    public void abort() {
        output.discard();
        packer.close();
    }

    /** Whether the file can still be written: neither closed, nor given up, nor failed. */
    public boolean isOpen() {
        return output.isOpen();
    }

    Output output() {
        return output;
    }

    StringHeap heap() {
        return heap;
    }

    ChunkPacker packer() {
        return packer;
    }

    /** Writes an object's header and returns its address. */
    long writeHeader(List<Message> messages) {
        byte[] header = new ObjectHeader.ObjectHeaderV2(0, messages).toBuffer().array();
        return output.append(header, header.length);
    }
}
