package org.quantal.io.sonata;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.scenario.ScenarioException;

/**
 * The nodes or the edges of a population with their attributes: those of the element itself, from its group in the HDF5
 * file, and where it has none those of its type, from the table of types.
 */
final class ElementTable {
    private static final String PARAMETERS = "dynamics_params";

    private final Path path;
    private final String base;
    private final TypeTable types;
    private final ElementChanges.Of changes;
    private final long[] type;
    private final int[] group;
    private final int[] index;
    private final Map<String, double[]> numbers = new HashMap<>();
    private final Map<String, String[]> texts = new HashMap<>();
    private final TreeSet<String> parameters = new TreeSet<>();

    /**
     * Reads the columns; the file may be closed afterwards.
     *
     * @param file   an open file of nodes or edges
     * @param base   the population's group, such as {@code /nodes/exc}
     * @param kind   {@code node} or {@code edge}
     * @param size   number of elements; -1 for the length of the column of types
     * @param wanted attributes to read; all if there are none
     * @param changes values that win over those of the files
     * @throws DataFileException if the columns do not fit each other
     */
    ElementTable(Hdf5Reader file, String base, String kind, TypeTable types, int size, Set<String> wanted,
            ElementChanges.Of changes) {
        path = file.path();
        this.changes = changes;
        this.base = base;
        this.types = types;
        final String typeColumn = base + "/" + kind + "_type_id";
        // What a file says of its sizes may be wrong: memory is taken only for what was read from it.
        final double[] given = file.has(typeColumn) || size < 0 ? column(file, typeColumn, size) : new double[size];
        final int count = given.length;
        type = new long[count];
        for (int i = 0; i < count; i++) {
            type[i] = (long) given[i];
        }
        group = new int[count];
        index = new int[count];
        final String groups = base + "/" + kind + "_group_id";
        final boolean listed = file.has(groups);
        final double[] ids = listed ? column(file, groups, count) : new double[count];
        final double[] places = listed ? column(file, base + "/" + kind + "_group_index", count) : null;
        for (int i = 0; i < count; i++) {
            group[i] = (int) ids[i];
            index[i] = places == null ? i : (int) places[i];
        }
        for (int g : Arrays.stream(group).distinct().toArray()) {
            readAttributes(file, base + "/" + g, wanted);
        }
        if (!types.isEmpty()) {
            for (long t : type) {
                if (!types.has(t)) {
                    throw new DataFileException(file.path(), "types that the table of types has in " + typeColumn,
                            "type " + t);
                }
            }
        }
        if (!changes.isEmpty()) {
            changes.requireTypes(Arrays.stream(type).boxed().collect(Collectors.toSet()));
        }
    }

    /** @param count length that the column must have; any if negative */
    private static double[] column(Hdf5Reader file, String path, int count) {
        final long[] dimensions = file.dimensions(path);
        if (dimensions.length != 1 || count >= 0 && dimensions[0] != count) {
            throw new DataFileException(file.path(), (count < 0 ? "a list of" : "" + count) + " numbers in " + path,
                    dimensions.length == 1 ? dimensions[0] + " numbers" : "another shape");
        }
        return file.doubles(path);
    }

    int count() {
        return type.length;
    }

    Path path() {
        return path;
    }

    /** The type of an element. */
    long type(int i) {
        return type[i];
    }

    private void readAttributes(Hdf5Reader file, String group, Set<String> wanted) {
        if (!file.has(group)) {
            return;
        }
        for (String name : file.datasets(group)) {
            if (wanted.isEmpty() || wanted.contains(name)) {
                readAttribute(file, group, name);
            }
        }
        if ((wanted.isEmpty() || wanted.contains(PARAMETERS)) && file.has(group + "/" + PARAMETERS)
                && file.isGroup(group + "/" + PARAMETERS)) {
            for (String name : file.datasets(group + "/" + PARAMETERS)) {
                numbers.put(group + "/" + PARAMETERS + "/" + name, file.doubles(group + "/" + PARAMETERS + "/" + name));
                parameters.add(name);
            }
        }
    }

    private void readAttribute(Hdf5Reader file, String group, String name) {
        final String at = group + "/" + name;
        final String library = group + "/@library/" + name;
        if (file.isText(at)) {
            texts.put(at, file.texts(at));
        } else if (file.has(library)) {
            final String[] words = file.texts(library);
            final double[] places = file.doubles(at);
            final String[] values = new String[places.length];
            for (int k = 0; k < values.length; k++) {
                if (!(places[k] >= 0 && places[k] < words.length)) {
                    throw new DataFileException(path, "numbers below " + words.length + " in " + at, "" + places[k]);
                }
                values[k] = words[(int) places[k]];
            }
            texts.put(at, values);
        } else {
            numbers.put(at, file.doubles(at));
        }
    }

    /** Names of the model's parameters that elements have themselves. */
    Iterable<String> parameters() {
        return parameters;
    }

    /** What the command line says of an attribute. */
    Optional<ElementChanges.Change> changed(String name, int i) {
        return changes.isEmpty() ? Optional.empty() : changes.attribute(type[i], name);
    }

    /** Single parameters that the command line gives. */
    Map<String, ElementChanges.Change> changedParameters(int i) {
        return changes.isEmpty() ? Map.of() : changes.parameters(type[i]);
    }

    /** A number; {@code missing} if neither the element nor its type has it. */
    double number(String name, int i, double missing) {
        final String at = base + "/" + group[i] + "/" + name;
        final double[] values = numbers.get(at);
        if (values != null && changed(name, i).isEmpty()) {
            return values[checked(at, values.length, i)];
        }
        final String text = text(name, i);
        if (text == null) {
            return missing;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ScenarioException(path + ": type " + type[i] + ": " + name + " must be a number, but is '" + text
                    + "'", e);
        }
    }

    /** A text; {@code null} if neither the element nor its type has it. */
    String text(String name, int i) {
        final Optional<ElementChanges.Change> changed = changed(name, i);
        if (changed.isPresent()) {
            return changed.get().value().isValueNode() && !changed.get().value().isNull()
                    ? changed.get().value().asText() : null;
        }
        final String at = base + "/" + group[i] + "/" + name;
        final String[] values = texts.get(at);
        if (values != null) {
            final String text = values[checked(at, values.length, i)];
            return text.isEmpty() || text.equals("NULL") ? null : text;
        }
        return types.value(type[i], name);
    }

    private int checked(String at, int length, int i) {
        if (index[i] < 0 || index[i] >= length) {
            throw new DataFileException(path, "an entry " + index[i] + " of " + at, length + " entries");
        }
        return index[i];
    }
}
