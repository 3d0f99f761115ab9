package org.quantal.io.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads HDF5 files, whoever wrote them. Every method throws {@link DataFileException} if the file is unreadable or does
 * not hold what is asked for. Paths begin with {@code /}.
 *
 * <p>Not for several threads at once.
 */
public final class Hdf5Reader implements AutoCloseable {

    /** A damaged one may claim any number. */
    private static final long MOST_ATTRIBUTE_ELEMENTS = 1 << 20;
    private static final int MOST_AT_ONCE = 1 << 16;

    private final Path path;
    private final HdfFile file;

    private Hdf5Reader(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens a file. */
    public static Hdf5Reader open(Path path) {
        JhdfLogging.quieten();
        if (!Files.isRegularFile(path)) {
            throw new DataFileException(path, "an HDF5 file", Files.exists(path) ? "no plain file" : "nothing");
        }
        return new Hdf5Reader(path, reading(path, "an HDF5 file", () -> BoundedStorage.open(path)));
    }

    /** The file that is read. */
    public Path path() {
        return path;
    }

    /** Whether there is a group or dataset of that path. */
    public boolean has(String node) {
        return find(node) != null;
    }

    /** Whether there is a group of that path. */
    public boolean isGroup(String node) {
        return find(node) instanceof Group;
    }

    /** Names of the groups in a group, sorted. */
    public List<String> groups(String group) {
        return reading("a group " + group, () -> {
            List<String> names = new ArrayList<>();
            for (Node child : group(group)) {
                if (child instanceof Group) {
                    names.add(child.getName());
                }
            }
            Collections.sort(names);
            return names;
        });
    }

    /** Names of the datasets in a group, sorted. */
    public List<String> datasets(String group) {
        return reading("a group " + group, () -> {
            List<String> names = new ArrayList<>();
            for (Node child : group(group)) {
                if (child instanceof Dataset) {
                    names.add(child.getName());
                }
            }
            Collections.sort(names);
            return names;
        });
    }

    /** Whether a dataset holds texts, of fixed or of variable length, or members of an enumeration. */
    public boolean isText(String dataset) {
        Dataset data = dataset(dataset);
        return reading("a dataset " + dataset, () -> data.getJavaType() == String.class);
    }

    /** All elements of a one-dimensional dataset of texts. */
    public String[] texts(String dataset) {
        Dataset data = dataset(dataset);
        Object value = reading("texts in " + dataset, () -> whole(data));
        if (value == null && data.getSize() == 0) {
            return new String[0];
        }
        if (value instanceof String[] texts) {
            return texts;
        }
        throw new DataFileException(path, "a list of texts in " + dataset, data.getJavaType().getSimpleName());
    }

    /** Extents of a dataset, elements; none for a single value. */
    public long[] dimensions(String dataset) {
        return reading("a dataset " + dataset, () -> dataset(dataset).getDimensionsAsLong());
    }

    /** All elements of a dataset of integers, row by row; unsigned ones must be below 2^63. */
    public long[] longs(String dataset) {
        Dataset data = dataset(dataset);
        return reading("integers in " + dataset, () -> new Elements(file, data).longs());
    }

    /** All elements of a dataset of integers or floating-point numbers, row by row. */
    public double[] doubles(String dataset) {
        Dataset data = dataset(dataset);
        return reading("numbers in " + dataset, () -> new Elements(file, data).doubles());
    }

    /**
     * A part of a two-dimensional dataset of floating-point numbers.
     *
     * @return {@code rows} rows from {@code firstRow} on, each of {@code columns} elements from {@code firstColumn} on
     * @throws IndexOutOfBoundsException if the dataset is smaller
     */
    public float[][] table(String dataset, long firstRow, int rows, int firstColumn, int columns) {
        Dataset data = dataset(dataset);
        long[] extents = data.getDimensionsAsLong();
        if (extents.length != 2) {
            throw new DataFileException(path, "a table " + dataset, extents.length + " dimensions");
        }
        if (firstRow < 0 || rows < 0 || firstRow + rows > extents[0]
                || firstColumn < 0 || columns < 0 || (long) firstColumn + columns > extents[1]) {
            throw new IndexOutOfBoundsException("rows " + firstRow + " + " + rows + ", columns " + firstColumn + " + "
                    + columns + " of " + extents[0] + " x " + extents[1] + " in " + dataset);
        }
        requireRoom(dataset);
        float[][] part = new float[rows][columns];
        // From one block of data, rows are read one by one, as what describes data is: pieces must be as small.
        int most = data instanceof ContiguousDataset ? MOST_AT_ONCE : Math.max(1, columns);
        for (int from = 0; rows > 0 && from < columns; from += most) {
            long first = (long) firstColumn + from;
            int at = from;
            int count = Math.min(most, columns - from);
            Object slice = reading("a table of numbers " + dataset,
                    () -> data.getData(new long[] {firstRow, first}, new int[] {rows, count}));
            reading("floating-point numbers in " + dataset, () -> copy(slice, part, at, count));
        }
        return part;
    }

    private static float[][] copy(Object slice, float[][] part, int at, int count) {
        for (int row = 0; row < part.length; row++) {
            Object values = Array.get(slice, row);
            for (int i = 0; i < count; i++) {
                part[row][at + i] = values instanceof float[] floats ? floats[i] : (float) Array.getDouble(values, i);
            }
        }
        return part;
    }

    /** The text of a dataset that holds a single one. */
    public String text(String dataset) {
        Dataset data = dataset(dataset);
        Object value = reading("a text in " + dataset, () -> whole(data));
        return textOf(value).orElseThrow(
                () -> new DataFileException(path, "a text in " + dataset, data.getJavaType().getSimpleName()));
    }

    /** A text attribute, or the member's name of an enumeration; empty if there is no such attribute. */
    public Optional<String> textAttribute(String node, String name) {
        Attribute attribute = attribute(node, name);
        if (attribute == null) {
            return Optional.empty();
        }
        Object value = reading("a text in attribute " + name + " of " + node, attribute::getData);
        return Optional.of(textOf(value).orElseThrow(() -> new DataFileException(path,
                "a text in attribute " + name + " of " + node, value == null ? "nothing" : value.toString())));
    }

    /** An integer attribute; empty if there is no such attribute. */
    public Optional<Long> longAttribute(String node, String name) {
        Attribute attribute = attribute(node, name);
        if (attribute == null) {
            return Optional.empty();
        }
        Object value = reading("an integer in attribute " + name + " of " + node, attribute::getData);
        if (value instanceof Number number) {
            return Optional.of(number.longValue());
        }
        throw new DataFileException(path, "an integer in attribute " + name + " of " + node, String.valueOf(value));
    }

    /** An attribute that is a number; empty if there is no such attribute. */
    public Optional<Double> doubleAttribute(String node, String name) {
        Attribute attribute = attribute(node, name);
        if (attribute == null) {
            return Optional.empty();
        }
        Object value = reading("a number in attribute " + name + " of " + node, attribute::getData);
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        throw new DataFileException(path, "a number in attribute " + name + " of " + node, String.valueOf(value));
    }

    /** Refuses a dataset that claims more elements than the file can hold. */
    void requireRoom(String dataset) {
        Dataset data = dataset(dataset);
        reading("the elements of " + dataset, () -> {
            Elements.requireRoom(file, data);
            return data;
        });
    }

    private Object whole(Dataset data) {
        Elements.requireRoom(file, data);
        return data.getData();
    }

    private static Optional<String> textOf(Object value) {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        return value instanceof String[] texts && texts.length == 1 ? Optional.of(texts[0]) : Optional.empty();
    }

    private Attribute attribute(String node, String name) {
        Node found = find(node);
        if (found == null) {
            throw new DataFileException(path, "a group or dataset " + node, "none");
        }
        return reading("attributes of " + node, () -> {
            Attribute attribute = found.getAttribute(name);
            if (attribute != null && attribute.getSize() > Math.min(file.size(), MOST_ATTRIBUTE_ELEMENTS)) {
                throw new IllegalArgumentException(attribute.getSize() + " elements in a file of " + file.size()
                        + " bytes");
            }
            return attribute;
        });
    }

    private Group group(String name) {
        if (find(name) instanceof Group group) {
            return group;
        }
        throw new DataFileException(path, "a group " + name, has(name) ? "something else" : "none");
    }

    private Dataset dataset(String name) {
        if (find(name) instanceof Dataset dataset) {
            return dataset;
        }
        throw new DataFileException(path, "a dataset " + name, has(name) ? "something else" : "none");
    }

    /** The node, or null: jHDF tells a missing one by an exception that its subclasses share with damaged files. */
    private Node find(String name) {
        return reading("a readable " + name, () -> {
            Node node = file;
            for (String part : name.substring(1).split("/")) {
                if (!part.isEmpty()) {
                    node = node instanceof Group group ? group.getChild(part) : null;
                }
            }
            return node;
        });
    }

    private <T> T reading(String expected, Supplier<T> read) {
        return reading(path, expected, read);
    }

    /** jHDF meets damaged or foreign files with many kinds of exceptions; the reader's user sees one. */
    private static <T> T reading(Path path, String expected, Supplier<T> read) {
        try {
            return read.get();
        } catch (DataFileException e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw new DataFileException(path, expected, reason);
        } catch (OutOfMemoryError e) {
            // What a damaged length leads to; what was being read is free again.
            throw new DataFileException(path, expected, "more than fits in memory");
        } catch (StackOverflowError e) {
            throw new DataFileException(path, expected, "groups or pieces that lead back to themselves");
        }
    }

    @Override
    public void close() {
        file.getHdfBackingStorage().close();
    }
}
