package org.quantal.validation;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;

/**
 * An HDF5 file of an experiment. Paths begin with {@code /}; every method throws {@link ResultFileException} if the
 * file does not hold what is asked for.
 */
public final class ResultFile implements AutoCloseable {
    // Kept from being collected, and with it its level.
    private static final Logger JHDF = Logger.getLogger("io.jhdf");

    private final Path path;
    private final HdfFile file;

    private ResultFile(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens a file. */
    public static ResultFile open(Path path) {
        JHDF.setLevel(Level.SEVERE);
        if (!Files.isRegularFile(path)) {
            throw new ResultFileException(path, "no such file");
        }
        try {
            return new ResultFile(path, new HdfFile(path));
        } catch (RuntimeException e) {
            throw new ResultFileException(path, "not an HDF5 file, or a damaged one");
        }
    }

    /** The file that is judged. */
    public Path path() {
        return path;
    }

    /** Name of the experiment that wrote the file. */
    public String experiment() {
        return text("/", "experiment");
    }

    /** Whether the file comes from the experiment at its full size. */
    public boolean isFull() {
        return text("/", "effort").equals("full");
    }

    /** Whether there is a group or dataset. */
    public boolean has(String node) {
        try {
            return node.equals("/") || file.getByPath(node) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Names of what a group holds, sorted. */
    public List<String> children(String group) {
        if (!(node(group) instanceof Group found)) {
            throw new ResultFileException(path, group + " is no group");
        }
        return StreamSupport.stream(found.spliterator(), false).map(Node::getName).sorted().toList();
    }

    /** A text attribute of a group or dataset. */
    public String text(String node, String attribute) {
        final Object value = attributeValue(node, attribute);
        if (value instanceof String text) {
            return text;
        }
        throw new ResultFileException(path, "attribute " + attribute + " of " + node + " is no text");
    }

    /** A number as attribute of a group or dataset. */
    public double number(String node, String attribute) {
        final Object value = attributeValue(node, attribute);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new ResultFileException(path, "attribute " + attribute + " of " + node + " is no number");
    }

    /** A row of numbers as attribute of a group or dataset. */
    public double[] numbers(String node, String attribute) {
        return flat(attributeValue(node, attribute), "attribute " + attribute + " of " + node);
    }

    /** All numbers of a dataset, row by row. */
    public double[] doubles(String dataset) {
        return flat(dataset(dataset).getData(), dataset);
    }

    /** A dataset of two dimensions. */
    public double[][] matrix(String dataset) {
        final Dataset data = dataset(dataset);
        final int[] extents = data.getDimensions();
        if (extents.length != 2) {
            throw new ResultFileException(path, dataset + " has " + extents.length + " dimensions, not 2");
        }
        final double[] all = flat(data.getData(), dataset);
        final double[][] rows = new double[extents[0]][extents[1]];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, i * extents[1], rows[i], 0, extents[1]);
        }
        return rows;
    }

    /** Extents of a dataset. */
    public int[] extents(String dataset) {
        return dataset(dataset).getDimensions();
    }

    private Dataset dataset(String name) {
        if (node(name) instanceof Dataset dataset) {
            return dataset;
        }
        throw new ResultFileException(path, name + " is no dataset");
    }

    private Object attributeValue(String node, String attribute) {
        final Attribute found = node(node).getAttribute(attribute);
        if (found == null) {
            throw new ResultFileException(path, "there is no attribute " + attribute + " of " + node);
        }
        return found.getData();
    }

    private Node node(String name) {
        try {
            final Node node = name.equals("/") ? file : file.getByPath(name);
            if (node != null) {
                return node;
            }
        } catch (RuntimeException e) {
            throw new ResultFileException(path, "there is no " + name);
        }
        throw new ResultFileException(path, "there is no " + name);
    }

    private double[] flat(Object data, String name) {
        final double[] values = new double[count(data)];
        if (fill(data, values, 0) != values.length) {
            throw new ResultFileException(path, name + " does not hold numbers");
        }
        return values;
    }

    private static int count(Object data) {
        if (data == null || !data.getClass().isArray()) {
            return 1;
        }
        if (data.getClass().getComponentType().isPrimitive()) {
            return Array.getLength(data);
        }
        int count = 0;
        for (int i = 0; i < Array.getLength(data); i++) {
            count += count(Array.get(data, i));
        }
        return count;
    }

    private static int fill(Object data, double[] values, int from) {
        if (data instanceof double[] row) {
            System.arraycopy(row, 0, values, from, row.length);
            return from + row.length;
        }
        if (data instanceof int[] row) {
            for (int i = 0; i < row.length; i++) {
                values[from + i] = row[i];
            }
            return from + row.length;
        }
        if (data instanceof Number number) {
            values[from] = number.doubleValue();
            return from + 1;
        }
        if (data == null || !data.getClass().isArray()) {
            return -1;
        }
        int at = from;
        for (int i = 0; i < Array.getLength(data) && at >= 0; i++) {
            at = fill(Array.get(data, i), values, at);
        }
        return at;
    }

    @Override
    public void close() {
        file.close();
    }
}
