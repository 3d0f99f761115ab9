package org.quantal.io.hdf5;

import io.jhdf.BufferBuilder;
import io.jhdf.object.datatype.DataType;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An HDF5 enumeration over int8 whose members are numbered 0, 1, 2 … in the order given. */
public final class EnumType extends DataType {

    private static final int CLASS = 8;
    private static final int VERSION = 3;

    private final List<String> members;

    private EnumType(List<String> members) {
        super(CLASS, 1);
        this.members = members;
    }

    /**
     * @param members the names, 1 to 127 of them
     * @throws IllegalArgumentException if there are none or too many
     */
    public static EnumType of(String... members) {
        if (members.length < 1 || members.length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("an enumeration has 1 to 127 members: " + members.length);
        }
        return new EnumType(List.of(members));
    }

    byte valueOf(String member) {
        int value = members.indexOf(member);
        if (value < 0) {
            throw new IllegalArgumentException("must be one of " + members + ": " + member);
        }
        return (byte) value;
    }

    @Override
    public ByteBuffer toBuffer() {
        BufferBuilder message = new BufferBuilder()
                .writeByte(VERSION << 4 | CLASS)
                .writeShort(members.size())
                .writeByte(0)
                .writeInt(getSize())
                .writeBuffer(ElementType.INT8.hdf().toBuffer());
        for (String member : members) {
            message.writeBytes(member.getBytes(StandardCharsets.UTF_8)).writeByte(0);
        }
        for (int value = 0; value < members.size(); value++) {
            message.writeByte(value);
        }
        return message.build();
    }

    @Override
    public Class<?> getJavaType() {
        return Byte.class;
    }

    @Override
    public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
        throw new UnsupportedOperationException("this type is for writing");
    }
}
