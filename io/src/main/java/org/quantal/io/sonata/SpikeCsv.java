package org.quantal.io.sonata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.ScenarioException;

/**
 * Spikes from text: a line each with the columns {@code timestamps}, {@code node_ids} and perhaps {@code population},
 * or the older form with a line a neuron, {@code gid} and {@code spike-times}, whose times are separated by commas.
 */
final class SpikeCsv {

    private SpikeCsv() {
    }

    /** Spikes by population; {@link SonataSpikesReader#UNNAMED} if the file names none. */
    static Map<String, Spikes> read(Path file, List<String> lines) {
        final Map<String, List<double[]>> found = new LinkedHashMap<>();
        List<String> header = null;
        for (int number = 1; number <= lines.size(); number++) {
            final String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            final boolean trains = header != null && header.contains("spike-times");
            final List<String> cells = List.of(line.split(trains || line.indexOf(',') < 0 ? "\\s+" : "\\s*,\\s*"));
            if (header == null) {
                header = cells;
                final boolean known = header.containsAll(List.of("gid", "spike-times"))
                        || header.containsAll(List.of("timestamps", "node_ids"));
                if (!known) {
                    throw new ScenarioException(file + ":" + number
                            + ": the header must name timestamps and node_ids, but is '" + line + "'");
                }
                continue;
            }
            if (cells.size() != header.size() && !(trains && cells.size() == 1)) {
                throw new ScenarioException(file + ":" + number + ": has " + cells.size() + " values for "
                        + header.size() + " columns");
            }
            add(file, number, header, cells, found);
        }
        if (header == null) {
            throw new ScenarioException(file + ": is empty; its first line must name timestamps and node_ids");
        }
        final Map<String, Spikes> spikes = new LinkedHashMap<>();
        found.forEach((population, list) -> spikes.put(population,
                new Spikes(list.stream().mapToDouble(s -> s[0]).toArray(),
                list.stream().mapToLong(s -> (long) s[1]).toArray())));
        return spikes;
    }

    private static void add(Path file, int number, List<String> header, List<String> cells,
            Map<String, List<double[]>> found) {
        final String population = header.contains("population") ? cells.get(header.indexOf("population"))
                : SonataSpikesReader.UNNAMED;
        final List<double[]> spikes = found.computeIfAbsent(population, p -> new ArrayList<>());
        try {
            if (header.contains("spike-times")) {
                // A line with a single word is a neuron without spikes.
                final double id = id(cells.get(cells.size() > 1 ? header.indexOf("gid") : 0));
                final String times = cells.size() > 1 ? cells.get(header.indexOf("spike-times")) : "";
                Arrays.stream(times.split(",")).filter(t -> !t.isBlank())
                        .forEach(t -> spikes.add(new double[] {Double.parseDouble(t), id}));
            } else {
                spikes.add(new double[] {Double.parseDouble(cells.get(header.indexOf("timestamps"))),
                    id(cells.get(header.indexOf("node_ids")))});
            }
        } catch (NumberFormatException e) {
            throw new ScenarioException(file + ":" + number + ": is no line of spikes: " + String.join(" ", cells), e);
        }
    }

    private static double id(String word) {
        final double id = Double.parseDouble(word);
        if (id != Math.rint(id)) {
            throw new NumberFormatException(word);
        }
        return id;
    }
}
