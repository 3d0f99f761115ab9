package org.quantal.io.hdf5;

import io.jhdf.object.datatype.DataType;

/** The number types a dataset or an attribute can hold. */
public enum ElementType {
    FLOAT64(new double[1], false),
    FLOAT32(new float[1], false),
    INT64(new long[1], false),
    UINT64(new long[1], true),
    INT32(new int[1], false),
    UINT32(new int[1], true),
    INT8(new byte[1], false),
    UINT8(new byte[1], true);

    private final DataType hdf;
    private final Class<?> javaType;
    private final boolean unsigned;

    ElementType(Object sample, boolean unsigned) {
        this.hdf = DataType.fromObject(sample, unsigned);
        this.javaType = sample.getClass().getComponentType();
        this.unsigned = unsigned;
    }

    /** Size of one element, bytes. */
    public int bytes() {
        return hdf.getSize();
    }

    DataType hdf() {
        return hdf;
    }

    /**
     * The type that holds Java's elements.
     *
     * @param element a primitive type
     * @param unsigned whether integers are to be read as unsigned
     * @throws IllegalArgumentException if there is none
     */
    static ElementType of(Class<?> element, boolean unsigned) {
        for (ElementType type : values()) {
            if (type.javaType == element && type.unsigned == unsigned) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "no HDF5 type for " + (unsigned ? "unsigned " : "") + element.getName() + " elements");
    }
}
