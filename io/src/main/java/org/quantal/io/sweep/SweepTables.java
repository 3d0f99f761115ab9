package org.quantal.io.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.quantal.io.sweep.Sweep.Combination;

/** Makes tables of the records of a sweep's runs. */
final class SweepTables {
    private SweepTables() {
    }

    /** A row of the table: a population in a run. */
    private record Row(int run, String population, JsonNode figures, int index) {
    }

    /**
     * What was found: a row for each population in each run, in the order of the combinations. Depends on scenario and
     * seeds alone.
     *
     * @param theories their names
     * @param rates    for each theory and run, rates by population in Hz, or null
     */
    static SweepTable results(Sweep sweep, List<Combination> combinations, List<JsonNode> runs, List<String> theories,
            List<double[][]> rates) {
        final List<Row> rows = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            int index = 0;
            for (Map.Entry<String, JsonNode> population : runs.get(r).path("populations").properties()) {
                rows.add(new Row(r, population.getKey(), population.getValue(), index++));
            }
        }
        final SweepTable table = new SweepTable();
        table.add("run", "", texts(rows, row -> combinations.get(row.run).name()));
        table.add("population", "", texts(rows, Row::population));
        table.add("size", "", longs(rows, row -> row.figures.path("size").asLong()));
        table.add("recorded", "ms", doubles(rows, row -> runs.get(row.run).path("recorded_ms").asDouble()));
        table.add("spikes", "", longs(rows, row -> row.figures.path("spikes").asLong()));
        table.add("rate", "Hz", doubles(rows, row -> number(row.figures, "rate_hz")));
        table.add("cv_isi", "", doubles(rows, row -> number(row.figures, "cv_isi")));
        table.add("released_fraction", "", doubles(rows, row -> number(row.figures, "released_fraction")));
        for (int t = 0; t < theories.size(); t++) {
            final double[][] rate = rates.get(t);
            table.add("rate_" + theories.get(t).toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_"),
                    "Hz",
                    doubles(rows, row -> rate[row.run] == null ? Double.NaN : rate[row.run][row.index]));
        }
        for (int v = 0; v < sweep.variations().size(); v++) {
            final Variation variation = sweep.variations().get(v);
            final int place = v;
            final Function<Row, String> value = row -> combinations.get(row.run).values().get(place);
            table.insert(1 + v, variation.path(), variation.numbers().isPresent() ? variation.unit() : "",
                    variation.numbers()
                    .<Object>map(numbers -> doubles(rows, row -> numbers[variation.values().indexOf(value.apply(row))]))
                    .orElseGet(() -> texts(rows, value)));
        }
        return table;
    }

    /** What the runs cost: a row each. Differs from machine to machine and from time to time. */
    static SweepTable times(List<Combination> combinations, List<JsonNode> runs) {
        final SweepTable table = new SweepTable();
        table.add("run", "", combinations.stream().map(Combination::name).toArray(String[]::new));
        for (String phase : List.of("build", "warmup", "run")) {
            table.add("wall_" + phase, "s", runs.stream().mapToDouble(run -> number(run.path("wall_s"), phase))
                    .toArray());
        }
        table.add("real_time_factor", "", runs.stream().mapToDouble(run -> number(run, "real_time_factor")).toArray());
        table.add("threads", "", runs.stream().mapToLong(run -> run.path("threads").asLong()).toArray());
        table.add("started", "", runs.stream().map(run -> run.path("started").asText()).toArray(String[]::new));
        return table;
    }

    private static double number(JsonNode node, String key) {
        return node.path(key).isNumber() ? node.path(key).asDouble() : Double.NaN;
    }

    private static String[] texts(List<Row> rows, Function<Row, String> cell) {
        return rows.stream().map(cell).toArray(String[]::new);
    }

    private static double[] doubles(List<Row> rows, ToDoubleFunction<Row> cell) {
        return rows.stream().mapToDouble(cell).toArray();
    }

    private static long[] longs(List<Row> rows, ToLongFunction<Row> cell) {
        return rows.stream().mapToLong(cell).toArray();
    }
}
