package org.quantal.io.hdf5;

import io.jhdf.BufferBuilder;
import io.jhdf.object.datatype.DataType;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;

/**
 * The HDF5 type of variable-length UTF-8 strings, which h5py and libsonata expect; jHDF itself writes fixed lengths.
 */
final class TextType extends DataType {

    static final TextType INSTANCE = new TextType();

    private static final int CLASS = 9;
    private static final int VERSION = 1;
    private static final int STRING = 1;
    private static final int UTF_8 = 1;

    private TextType() {
        super(CLASS, StringHeap.REFERENCE_BYTES);
    }

    @Override
    public ByteBuffer toBuffer() {
        return new BufferBuilder()
                .writeByte(VERSION << 4 | CLASS)
                .writeByte(STRING)
                .writeByte(UTF_8)
                .writeByte(0)
                .writeInt(getSize())
                .writeBuffer(ElementType.UINT8.hdf().toBuffer())
                .build();
    }

    @Override
    public Class<?> getJavaType() {
        return String.class;
    }

    @Override
    public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
        throw new UnsupportedOperationException("this type is for writing");
    }
}
