package org.quantal.io.hdf5;

import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group or dataset being written: it has a name and attributes. */
public abstract sealed class NodeWriter permits GroupWriter, DatasetWriter {

    /** Longest name, bytes of UTF-8: jHDF's link messages go wrong from 255 on. */
    static final int LONGEST_NAME = 254;

    /** Longest message in an object's header, bytes: its length is stored in 16 bits. */
    private static final int LONGEST_MESSAGE = 65_535;

    final Hdf5Writer file;
    private final String path;
    private final Map<String, AttributeMessage> attributes = new LinkedHashMap<>();

    NodeWriter(Hdf5Writer file, String path) {
        this.file = file;
        this.path = path;
    }

    /** Path in the file, beginning with {@code /}. */
    public final String path() {
        return path;
    }

    /**
     * Adds an attribute.
     *
     * @param value a text or array of texts (variable-length UTF-8), a boxed number or an array of numbers
     * @throws IllegalArgumentException if the name or type is not possible, the name taken, or the value takes more
     *         than 64 KiB (each text of an array counts 16 bytes, whatever its length)
     */
    public final void attribute(String name, Object value) {
        checkName(name);
        if (value instanceof String text) {
            add(name, Value.text(file.heap(), text));
        } else if (value instanceof String[] texts) {
            add(name, Value.texts(file.heap(), texts));
        } else {
            add(name, Value.numbers(value, false));
        }
    }

    /** Adds an attribute of unsigned integers; otherwise as {@link #attribute(String, Object)}. */
    public final void unsignedAttribute(String name, Object value) {
        checkName(name);
        add(name, Value.numbers(value, true));
    }

    /** Adds an attribute that is a member of an enumeration; otherwise as {@link #attribute(String, Object)}. */
    public final void attribute(String name, EnumType type, String member) {
        checkName(name);
        add(name, Value.member(type, member));
    }

    private void add(String name, Value value) {
        file.output().requireOpen();
        AttributeMessage message = value.attribute(name);
        int size = message.toBuffer().capacity();
        if (size > LONGEST_MESSAGE) {
            throw new IllegalArgumentException("attribute " + name + " of " + path + " takes " + size
                    + " bytes, HDF5 allows " + LONGEST_MESSAGE + ": write a dataset instead");
        }
        if (attributes.putIfAbsent(name, message) != null) {
            throw new IllegalArgumentException("there is already an attribute " + name + " of " + path);
        }
    }

    final void addAttributes(List<Message> messages) {
        if (!attributes.isEmpty()) {
            messages.add(AttributeInfoMessage.create());
            messages.addAll(attributes.values());
        }
    }

    /** Writes what is left to write of the node and returns the address of its header. */
    abstract long write();

    /** Refuses names that would make the file unreadable. */
    static void checkName(String name) {
        if (name == null || name.isBlank() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("not a possible HDF5 name: '" + name + "'");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an HDF5 name must not contain '/' or the zero character: " + name);
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "an HDF5 name must have at most " + LONGEST_NAME + " bytes, this has " + length + ": " + name);
        }
    }
}
