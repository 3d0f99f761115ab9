package org.quantal.io.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.plot.BalancingData;
import org.quantal.io.plot.BalancingData.Costs;

/** Reads what the figure of balancing shows from the file that {@link RuleFileRecorder} wrote. */
final class BalancingSamples {
    private static final String GROUP = "/balancing";
    private static final String NEURONS = GROUP + "/" + RuleFileRecorder.NEURONS;

    private BalancingSamples() {
    }

    static BalancingData read(Path path, String title) {
        try (Hdf5Reader file = Hdf5Reader.open(path)) {
            final double[] time = file.doubles(GROUP + "/" + RuleFileRecorder.TIME);
            final double[] cost = file.doubles(GROUP + "/cost");
            final long rows = file.dimensions(GROUP + "/" + RuleFileRecorder.NEURON_TIME)[0];
            if (time.length == 0 || cost.length != time.length || rows == 0) {
                throw new DataFileException(path, "a cost at each of several times",
                        time.length + " times, " + cost.length + " costs");
            }
            final double minimum = file.doubleAttribute(GROUP, "cost_minimum")
                    .orElseThrow(() -> new DataFileException(path, "an attribute cost_minimum of " + GROUP, "none"));
            return new BalancingData(title, time, cost, minimum, costs(file, 0), costs(file, rows - 1));
        }
    }

    private static Costs costs(Hdf5Reader file, long row) {
        final List<String> populations = file.groups(NEURONS);
        return new Costs(numbers(file, populations, "cost_in", row), numbers(file, populations, "cost_out", row));
    }

    private static double[] numbers(Hdf5Reader file, List<String> populations, String name, long row) {
        return populations.stream().flatMapToDouble(population -> {
            final String dataset = NEURONS + "/" + population + "/" + name;
            final float[] values = file.table(dataset, row, 1, 0, (int) file.dimensions(dataset)[1])[0];
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
        }).toArray();
    }
}
