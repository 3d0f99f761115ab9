package org.quantal.io.hdf5;

import io.jhdf.object.message.GroupInfoMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group being written. Arrays and texts go into the file at once; only what describes them is kept until the file is
 * closed.
 *
 * <p>All methods throw {@link IllegalArgumentException} for a name that is taken or not possible,
 * {@link IllegalStateException} when the file is closed, and {@link java.io.UncheckedIOException} when it cannot be
 * written.
 */
public final class GroupWriter extends NodeWriter {

    private final Map<String, NodeWriter> children = new LinkedHashMap<>();

    GroupWriter(Hdf5Writer file, String path) {
        super(file, path);
    }

    /** Adds a group. */
    public GroupWriter group(String name) {
        return add(name, new GroupWriter(file, childPath(name)));
    }

    /**
     * Adds a dataset of numbers.
     *
     * @param data a boxed number (a scalar dataset) or a primitive array of any rank, also an empty one
     */
    public DatasetWriter array(String name, Object data) {
        return dataset(name, Value.numbers(data, false));
    }

    /** Adds a dataset of unsigned integers. */
    public DatasetWriter unsignedArray(String name, Object data) {
        return dataset(name, Value.numbers(data, true));
    }

    /** Adds a single text of any length. */
    public DatasetWriter text(String name, String text) {
        checkNew(name);
        return dataset(name, Value.text(file.heap(), text));
    }

    /** Adds a row of texts. */
    public DatasetWriter texts(String name, String... texts) {
        checkNew(name);
        return dataset(name, Value.texts(file.heap(), texts));
    }

    /**
     * Adds a dataset without elements.
     *
     * @param dimensions extents, elements, at least one of them 0
     */
    public DatasetWriter empty(String name, ElementType type, long... dimensions) {
        boolean none = false;
        for (long dimension : dimensions) {
            none |= dimension == 0;
        }
        if (!none) {
            throw new IllegalArgumentException("an empty dataset needs an extent of 0: " + name);
        }
        return dataset(name, new Value(type.hdf(), dimensions.clone(), new byte[0]));
    }

    /** Adds a one-dimensional dataset whose elements come while the file is open, any number of them. */
    public StreamWriter stream(String name, ElementType type, Compression compression) {
        return add(name, StreamWriter.list(file, childPath(name), type, compression));
    }

    /**
     * Adds a two-dimensional dataset whose rows come while the file is open, any number of them.
     *
     * @param columns elements of a row; 0 is possible
     */
    public StreamWriter rows(String name, ElementType type, int columns, Compression compression) {
        return add(name, StreamWriter.table(file, childPath(name), type, columns, compression));
    }

    private DatasetWriter dataset(String name, Value value) {
        checkNew(name);
        return add(name, DatasetWriter.of(file, childPath(name), value));
    }

    private <T extends NodeWriter> T add(String name, T child) {
        checkNew(name);
        children.put(name, child);
        return child;
    }

    private void checkNew(String name) {
        file.output().requireOpen();
        checkName(name);
        if (children.containsKey(name)) {
            throw new IllegalArgumentException("there is already a " + childPath(name));
        }
    }

    private String childPath(String name) {
        return path().equals("/") ? "/" + name : path() + "/" + name;
    }

    @Override
    long write() {
        List<Message> messages = new ArrayList<>();
        messages.add(GroupInfoMessage.createBasic());
        messages.add(LinkInfoMessage.createBasic());
        // Children first: a link holds the address of what it names.
        children.forEach((name, child) -> messages.add(LinkMessage.create(name, child.write())));
        addAttributes(messages);
        return file.writeHeader(messages);
    }
}
