package org.quantal.io.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the calls of a recorder are written: a kind each, and numbers in as few bytes as they need. */
final class Events {
    static final int END = 0;
    static final int SPIKES = 1;
    static final int EXACT_SPIKES = 2;
    static final int STATES = 3;
    static final int SYNAPSES = 4;
    static final int RULE = 5;
    static final int RELEASES = 6;
    static final int ADVANCE = 7;
    static final int EXACT_ADVANCE = 8;

    private static final int SEVEN = 7;
    private static final int LOW = 0x7f;
    private static final int MORE = 0x80;
    /** A difference has 33 bits. */
    private static final int MOST_INT_BYTES = 5;
    /** Numbers that are written at once. */
    private static final int BLOCK = 1 << 12;

    private Events() {
    }

    /** Writes a number in groups of seven bits; small ones of either sign are short. */
    static void write(DataOutput out, long number) throws IOException {
        long left = number << 1 ^ number >> Long.SIZE - 1;
        while ((left & ~LOW) != 0) {
            out.writeByte((int) left & LOW | MORE);
            left >>>= SEVEN;
        }
        out.writeByte((int) left);
    }

    static long read(DataInput in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += SEVEN) {
            final int next = in.readUnsignedByte();
            number |= (long) (next & LOW) << shift;
            if ((next & MORE) == 0) {
                return number >>> 1 ^ -(number & 1);
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    static int readCount(DataInput in) throws IOException {
        final long count = read(in);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IOException("a count of " + count);
        }
        return (int) count;
    }

    /** Writes whole numbers as differences. */
    static void write(DataOutput out, int[] numbers, int count) throws IOException {
        final byte[] bytes = new byte[Math.min(count, BLOCK) * MOST_INT_BYTES];
        int filled = 0;
        int before = 0;
        for (int i = 0; i < count; i++) {
            final long difference = (long) numbers[i] - before;
            long left = difference << 1 ^ difference >> Long.SIZE - 1;
            for (; (left & ~LOW) != 0; left >>>= SEVEN) {
                bytes[filled++] = (byte) (left & LOW | MORE);
            }
            bytes[filled++] = (byte) left;
            before = numbers[i];
            if (filled > bytes.length - MOST_INT_BYTES) {
                out.write(bytes, 0, filled);
                filled = 0;
            }
        }
        out.write(bytes, 0, filled);
    }

    static int[] readInts(DataInput in, int count) throws IOException {
        final int[] numbers = new int[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            before += read(in);
            numbers[i] = (int) before;
        }
        return numbers;
    }

    static void write(DataOutput out, double[] values, int count) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(Math.min(count, BLOCK) * Double.BYTES);
        for (int from = 0; from < count; from += BLOCK) {
            final int n = Math.min(BLOCK, count - from);
            bytes.asDoubleBuffer().put(values, from, n);
            out.write(bytes.array(), 0, n * Double.BYTES);
        }
    }

    static double[] readDoubles(DataInput in, int count) throws IOException {
        final double[] values = new double[count];
        final ByteBuffer bytes = ByteBuffer.allocate(Math.min(count, BLOCK) * Double.BYTES);
        for (int from = 0; from < count; from += BLOCK) {
            final int n = Math.min(BLOCK, count - from);
            in.readFully(bytes.array(), 0, n * Double.BYTES);
            bytes.asDoubleBuffer().get(values, from, n);
        }
        return values;
    }

    static void write(DataOutput out, float[] values, int count) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(Math.min(count, BLOCK) * Float.BYTES);
        for (int from = 0; from < count; from += BLOCK) {
            final int n = Math.min(BLOCK, count - from);
            bytes.asFloatBuffer().put(values, from, n);
            out.write(bytes.array(), 0, n * Float.BYTES);
        }
    }

    static float[] readFloats(DataInput in, int count) throws IOException {
        final float[] values = new float[count];
        final ByteBuffer bytes = ByteBuffer.allocate(Math.min(count, BLOCK) * Float.BYTES);
        for (int from = 0; from < count; from += BLOCK) {
            final int n = Math.min(BLOCK, count - from);
            in.readFully(bytes.array(), 0, n * Float.BYTES);
            bytes.asFloatBuffer().get(values, from, n);
        }
        return values;
    }

    static void writeNumbers(DataOutput out, Map<String, Double> numbers) throws IOException {
        write(out, numbers.size());
        for (Map.Entry<String, Double> each : numbers.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeDouble(each.getValue());
        }
    }

    static Map<String, Double> readNumbers(DataInput in) throws IOException {
        final Map<String, Double> numbers = new LinkedHashMap<>();
        for (int left = readCount(in); left > 0; left--) {
            numbers.put(in.readUTF(), in.readDouble());
        }
        return numbers;
    }

    static void writeArrays(DataOutput out, Map<String, double[]> arrays) throws IOException {
        write(out, arrays.size());
        for (Map.Entry<String, double[]> each : arrays.entrySet()) {
            out.writeUTF(each.getKey());
            write(out, each.getValue().length);
            write(out, each.getValue(), each.getValue().length);
        }
    }

    static Map<String, double[]> readArrays(DataInput in) throws IOException {
        final Map<String, double[]> arrays = new LinkedHashMap<>();
        for (int left = readCount(in); left > 0; left--) {
            arrays.put(in.readUTF(), readDoubles(in, readCount(in)));
        }
        return arrays;
    }
}
