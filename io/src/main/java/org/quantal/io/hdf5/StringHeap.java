package org.quantal.io.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The texts of a file, in HDF5 "global heap collections". A collection's place in the file is reserved when it is
 * begun, so that a text's address is known at once; its bytes are written when it is full.
 */
final class StringHeap {

    /** Bytes of a stored reference to a text: length, collection address, number in the collection. */
    static final int REFERENCE_BYTES = 16;

    /** The library refuses smaller collections. */
    private static final int SMALLEST = 4096;

    private static final int LARGEST_SHARED = 1 << 16;
    private static final int HEADER = 16;
    private static final int OBJECT_HEADER = 16;
    private static final int LONGEST_REMEMBERED = 256;
    private static final int MOST_REMEMBERED = 4096;

    private final Output output;
    private final Map<String, byte[]> known = new HashMap<>();
    private ByteBuffer collection;
    private long address;
    private int objects;
    private int nextSize = SMALLEST;

    StringHeap(Output output) {
        this.output = output;
    }

    /** Stores the text and returns the reference to write in a dataset or attribute. */
    byte[] put(String text) {
        if (text.isEmpty()) {
            return new byte[REFERENCE_BYTES]; // the format's "no text"
        }
        byte[] reference = known.get(text);
        if (reference == null) {
            reference = store(text.getBytes(StandardCharsets.UTF_8));
            if (text.length() <= LONGEST_REMEMBERED && known.size() < MOST_REMEMBERED) {
                known.put(text, reference);
            }
        }
        return reference;
    }

    private byte[] store(byte[] utf8) {
        int padded = Math.addExact(utf8.length, 7) & ~7;
        int needed = Math.addExact(OBJECT_HEADER, padded);
        // One object header more: the unused end of a collection is an object too.
        if (collection == null || collection.remaining() < needed + OBJECT_HEADER) {
            flush();
            begin(Math.max(nextSize, Math.addExact(HEADER + OBJECT_HEADER, needed)));
            nextSize = Math.min(2 * nextSize, LARGEST_SHARED);
        }
        objects++;
        int start = collection.position();
        collection.putShort((short) objects).putShort((short) 1).putInt(0).putLong(utf8.length).put(utf8);
        collection.position(start + needed);
        return littleEndian(REFERENCE_BYTES).putInt(utf8.length).putLong(address).putInt(objects).array();
    }

    private void begin(int size) {
        address = output.reserve(size);
        objects = 0;
        collection = littleEndian(size);
        collection.put("GCOL".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put(new byte[3]).putLong(size);
    }

    /** Writes the collection begun last. */
    void flush() {
        if (collection == null) {
            return;
        }
        long unused = collection.remaining(); // this object counts its own header
        collection.putShort((short) 0).putShort((short) 0).putInt(0).putLong(unused);
        output.writeAt(address, collection.array(), collection.capacity());
        collection = null;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
