package org.quantal.io.hdf5;

import java.util.Arrays;

/**
 * One report of a file opened by {@link SonataReportReader}. What was recorded is known at once; the data are read when
 * asked for.
 */
public final class SonataReport {

    private static final int TRACE_BLOCK_BYTES = 1 << 24;

    private final Hdf5Reader file;
    private final String name;
    private final String data;
    private final String units;
    private final String variable;
    private final long[] neurons;
    private final long[] pointers;
    private final double[] time;
    private final long rows;
    private final int elements;

    SonataReport(Hdf5Reader file, String name) {
        this.file = file;
        this.name = name;
        String group = "/report/" + name;
        this.data = group + "/data";
        this.units = file.textAttribute(data, "units").orElse("");
        this.variable = file.textAttribute(group, "variable").orElse("");
        this.neurons = file.longs(group + "/mapping/node_ids");
        String specified = group + "/mapping/index_pointers";
        this.pointers = file.longs(file.has(specified) ? specified : group + "/mapping/index_pointer");
        this.time = file.doubles(group + "/mapping/time");
        long[] extents = file.dimensions(data);
        require(extents.length == 2, "time x element in " + data, extents.length + " dimensions");
        file.requireRoom(data);
        this.rows = extents[0];
        this.elements = (int) Math.min(extents[1], Integer.MAX_VALUE);
        require(time.length == 3, "start, stop and step in " + group + "/mapping/time", Arrays.toString(time));
        require(pointers.length == neurons.length + 1 || pointers.length == neurons.length,
                "an index pointer for each of " + neurons.length + " neurons in " + group, pointers.length + "");
    }

    private void require(boolean condition, String expected, String found) {
        if (!condition) {
            throw new DataFileException(file.path(), expected, found);
        }
    }

    /** Name of the population whose states are reported. */
    public String name() {
        return name;
    }

    /** The recorded variable; empty if the file does not say. */
    public String variable() {
        return variable;
    }

    /** Units of the data; empty if the file does not say. */
    public String units() {
        return units;
    }

    /** The recorded neurons. */
    public long[] neurons() {
        return neurons.clone();
    }

    /** Place of each neuron's first element in a row; in most files one entry more, the end of the last one's. */
    public long[] indexPointers() {
        return pointers.clone();
    }

    /** Time of the first row, ms. */
    public double startMs() {
        return time[0];
    }

    /** Time at which recording ended, ms. */
    public double stopMs() {
        return time[1];
    }

    /** Time from row to row, ms. */
    public double stepMs() {
        return time[2];
    }

    /** Number of time steps. */
    public long rows() {
        return rows;
    }

    /** Number of elements in a row: the number of neurons, when each has one compartment. */
    public int elements() {
        return elements;
    }

    /**
     * The values of all elements at {@code count} time steps from {@code from} on.
     *
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public float[][] rows(long from, int count) {
        return file.table(data, from, count, 0, elements);
    }

    /**
     * One element's values at all time steps.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws DataFileException if there are more time steps than an array can hold
     */
    public float[] trace(int element) {
        require(rows < Integer.MAX_VALUE - 8, "fewer than 2^31 rows in " + data, rows + "");
        float[] trace = new float[(int) rows];
        int block = Math.max(1, TRACE_BLOCK_BYTES / (Float.BYTES * Math.max(1, elements)));
        for (int from = 0; from < trace.length; from += block) {
            int count = Math.min(block, trace.length - from);
            float[][] part = file.table(data, from, count, element, 1);
            for (int i = 0; i < count; i++) {
                trace[from + i] = part[i][0];
            }
        }
        return trace;
    }
}
