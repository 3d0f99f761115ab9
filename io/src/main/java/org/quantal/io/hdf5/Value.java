package org.quantal.io.hdf5;

import io.jhdf.api.WritableAttributeImpl;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.storage.HdfBackingStorage;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value in its HDF5 encoding, for an attribute or a dataset.
 *
 * @param type type of an element
 * @param dimensions extent of each dimension, elements; none for a single value
 * @param bytes the elements, row by row
 */
record Value(DataType type, long[] dimensions, byte[] bytes) {

    /**
     * Encodes a number or an array of numbers.
     *
     * @param data a boxed number or a primitive array of any rank; its rows must be equally long
     * @throws IllegalArgumentException for other types, ragged arrays and more than 2 GiB
     */
    static Value numbers(Object data, boolean unsigned) {
        ElementType type = ElementType.of(elementClass(data), unsigned);
        long[] dimensions = dimensions(data);
        long size = type.bytes();
        for (long dimension : dimensions) {
            size = Math.multiplyExact(size, dimension);
        }
        if (size > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException("an array of " + size + " bytes: more than 2 GiB must be streamed");
        }
        // jHDF cannot encode an empty array.
        byte[] bytes = size == 0 ? new byte[0] : type.hdf().encodeData(data).array();
        return new Value(type.hdf(), dimensions, bytes);
    }

    static Value text(StringHeap heap, String text) {
        return new Value(TextType.INSTANCE, new long[0], heap.put(text));
    }

    static Value texts(StringHeap heap, String[] texts) {
        ByteBuffer references = ByteBuffer.allocate(Math.multiplyExact(texts.length, StringHeap.REFERENCE_BYTES));
        for (String text : texts) {
            references.put(heap.put(text));
        }
        return new Value(TextType.INSTANCE, new long[] {texts.length}, references.array());
    }

    static Value member(EnumType type, String member) {
        return new Value(type, new long[0], new byte[] {type.valueOf(member)});
    }

    /** The data space message's content for the given extents; none make a scalar. */
    static DataSpace space(long... dimensions) {
        if (dimensions.length == 0) {
            return DataSpace.fromObject(0);
        }
        // jHDF derives spaces from arrays only, so take one of the right rank and give it the extents.
        int[] ones = new int[dimensions.length];
        Arrays.fill(ones, 1);
        return DataSpace.modifyDimensions(DataSpace.fromObject(Array.newInstance(int.class, ones)), dimensions);
    }

    AttributeMessage attribute(String name) {
        DataType encoded = new DataType(type.getDataClass(), type.getSize()) {
            @Override
            public ByteBuffer encodeData(Object data) {
                return ByteBuffer.wrap(bytes);
            }

            @Override
            public ByteBuffer toBuffer() {
                return type.toBuffer();
            }

            @Override
            public Class<?> getJavaType() {
                return type.getJavaType();
            }

            @Override
            public Object fillData(ByteBuffer buffer, int[] dims, HdfBackingStorage storage) {
                throw new UnsupportedOperationException("this type is for writing");
            }
        };
        DataSpace space = space(dimensions);
        return AttributeMessage.create(name, new WritableAttributeImpl(name, null, 0) {
            @Override
            public DataType getDataType() {
                return encoded;
            }

            @Override
            public DataSpace getDataSpace() {
                return space;
            }
        });
    }

    private static Class<?> elementClass(Object data) {
        Class<?> type = data.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return java.lang.invoke.MethodType.methodType(type).unwrap().returnType();
    }

    private static long[] dimensions(Object data) {
        List<Long> dimensions = new ArrayList<>();
        Object row = data;
        for (Class<?> type = data.getClass(); type.isArray(); type = type.getComponentType()) {
            int length = row == null ? 0 : Array.getLength(row);
            dimensions.add((long) length);
            row = length == 0 || type.getComponentType().isPrimitive() ? null : Array.get(row, 0);
        }
        long[] extents = dimensions.stream().mapToLong(Long::longValue).toArray();
        requireEven(data, extents, 0);
        return extents;
    }

    /** jHDF would write a ragged array without a word, with left-over numbers in the holes. */
    private static void requireEven(Object data, long[] extents, int depth) {
        if (depth == extents.length) {
            return;
        }
        if (data == null || Array.getLength(data) != extents[depth]) {
            throw new IllegalArgumentException("the rows of an array must be equally long");
        }
        if (depth + 1 < extents.length) {
            for (Object row : (Object[]) data) {
                requireEven(row, extents, depth + 1);
            }
        }
    }
}
