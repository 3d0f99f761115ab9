package org.quantal.io.hdf5;

import io.jhdf.Constants;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A dataset being written. Its elements are in the file already; attributes can be added until the file is closed.
 */
public sealed class DatasetWriter extends NodeWriter permits StreamWriter {

    private final DataType type;
    private long[] dimensions;
    private List<Message> storage;

    DatasetWriter(Hdf5Writer file, String path, DataType type) {
        super(file, path);
        this.type = type;
    }

    static DatasetWriter of(Hdf5Writer file, String path, Value value) {
        DatasetWriter dataset = new DatasetWriter(file, path, value.type());
        dataset.storeContiguous(value.dimensions(), value.bytes(), value.bytes().length);
        return dataset;
    }

    /** Writes all elements as one block; none leave no trace but the dataset's description. */
    final void storeContiguous(long[] extents, byte[] bytes, int length) {
        long address = length == 0 ? Constants.UNDEFINED_ADDRESS : file.output().append(bytes, length);
        storedAs(extents, List.of(ContiguousDataLayoutMessage.create(address, length)));
    }

    /**
     * @param extents the final dimensions, elements
     * @param messages what tells where and how the elements are stored
     */
    final void storedAs(long[] extents, List<Message> messages) {
        this.dimensions = extents;
        this.storage = messages;
    }

    @Override
    long write() {
        List<Message> messages = new ArrayList<>();
        messages.add(DataTypeMessage.create(type));
        messages.add(DataSpaceMessage.create(Value.space(dimensions)));
        messages.add(FillValueMessage.NO_FILL);
        messages.addAll(storage);
        addAttributes(messages);
        return file.writeHeader(messages);
    }
}
