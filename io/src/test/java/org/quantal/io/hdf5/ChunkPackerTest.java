package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkPackerTest {
    private static final int ELEMENT = Float.BYTES;

    private final ChunkPacker packer = new ChunkPacker();
    private final ChunkPacker.Planes planes = new ChunkPacker.Planes(ELEMENT);
    private final SplittableRandom random = new SplittableRandom(1);

    @AfterEach
    void close() {
        packer.close();
    }

    /** Numbers whose low digits are noise, as those of membrane potentials. */
    private byte[] noisy(int elements) {
        final ByteBuffer buffer = ByteBuffer.allocate(elements * ELEMENT);
        for (int i = 0; i < elements; i++) {
            buffer.putFloat((float) (-65 + 3 * random.nextDouble()));
        }
        return buffer.array();
    }

    /** The length of a chunk when packed; fails if it does not unpack. */
    private int pack(byte[] chunk) throws DataFormatException {
        final int size = packer.pack(chunk, chunk.length, planes, 1);
        final Inflater inflater = new Inflater();
        inflater.setInput(packer.packed(), 0, size);
        final byte[] shuffled = new byte[chunk.length];
        int got = 0;
        while (!inflater.finished()) { // which also checks the sum
            final int n = inflater.inflate(shuffled, got, shuffled.length - got);
            assertTrue(n > 0 || inflater.finished(), "ends early");
            got += n;
        }
        assertEquals(chunk.length, got);
        assertEquals(0, inflater.getRemaining());
        inflater.end();
        final byte[] back = new byte[chunk.length];
        for (int i = 0; i < chunk.length; i++) {
            back[i] = shuffled[i % ELEMENT * (chunk.length / ELEMENT) + i / ELEMENT];
        }
        assertArrayEquals(chunk, back);
        return size;
    }

    /** 65,535 bytes are the most in a stored block. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000, 16384, 65535, 65536, 262144})
    void noiseComesBackAndGrowsByLittle(int elements) throws DataFormatException {
        for (int chunk = 0; chunk < 10; chunk++) {
            assertTrue(pack(noisy(elements)) < elements * ELEMENT + ELEMENT * 32 + 16, "chunk " + chunk);
        }
    }

    @Test
    void planesOfNoiseAreStoredAndOthersPacked() throws DataFormatException {
        final int elements = 100_000;
        final int first = pack(noisy(elements));
        final int second = pack(noisy(elements));
        // Two planes of noise, and two in which few values occur.
        assertTrue(first > 2 * elements && first < 3.2 * elements, "first=" + first);
        assertEquals(first, second, 0.01 * first);
    }

    /** What was noise for a while is looked at again. */
    @Test
    void dataThatBecomeRegularArePackedAgain() throws DataFormatException {
        final int elements = 100_000;
        pack(noisy(elements));
        int last = 0;
        for (int chunk = 1; chunk < 10; chunk++) {
            last = pack(new byte[elements * ELEMENT]);
        }
        assertTrue(last < elements / 50, "last=" + last);
    }
}
