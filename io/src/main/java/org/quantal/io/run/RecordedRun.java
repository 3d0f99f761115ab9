package org.quantal.io.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.SonataReport;
import org.quantal.io.hdf5.SonataReportReader;
import org.quantal.io.hdf5.SonataReportWriter;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.simulator.model.ModelCatalogue;

/** A run as its directory tells of it. */
public final class RecordedRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK = 1024;

    private final Path directory;
    private final JsonNode record;
    private final List<Population> populations = new ArrayList<>();

    /**
     * A population of a recorded run.
     *
     * @param name   its name
     * @param size   number of neurons
     * @param source whether its spikes come from outside of the network
     */
    public record Population(String name, int size, boolean source) {
    }

    /**
     * Membrane potentials of some neurons.
     *
     * @param stepMs    time from sample to sample in ms
     * @param potential samples of each neuron in mV
     */
    public record Potentials(double stepMs, float[][] potential) {
    }

    private RecordedRun(Path directory, JsonNode record) {
        this.directory = directory;
        this.record = record;
        for (Map.Entry<String, JsonNode> population : record.path("populations").properties()) {
            populations.add(new Population(population.getKey(), population.getValue().path("size").asInt(),
                    population.getValue().path("kind").asText().equals("source")));
        }
    }

    /**
     * Reads the record of a run.
     *
     * @throws DataFileException if the directory holds no run
     */
    public static RecordedRun open(Path directory) {
        final Path file = directory.resolve(RunFiles.RUN);
        try {
            final JsonNode record = JSON.readTree(Files.readAllBytes(file));
            if (!record.path("populations").isObject() || !record.path("recorded_ms")
                    .isNumber() || !record.path("scenario").isObject()) {
                throw new DataFileException(file, "the record of a run", "other JSON");
            }
            return new RecordedRun(directory, record);
        } catch (NoSuchFileException e) {
            throw new DataFileException(directory, "the record of a run in " + RunFiles.RUN, "no such file");
        } catch (JsonProcessingException e) {
            throw new DataFileException(file, "JSON", e.getOriginalMessage());
        } catch (IOException e) {
            throw new DataFileException(file, "the record of a run", e.getMessage());
        }
    }

    /** Directory of the run. */
    public Path directory() {
        return directory;
    }

    /** Heading: name, release probability and seed. */
    public String title() {
        return record.path("title").asText();
    }

    /** Recorded time in ms; less than the scenario's if the run was stopped. */
    public double recordedMs() {
        return record.path("recorded_ms").asDouble();
    }

    /** Where the run begins on the clock of the run whose state it began from, in ms; 0 if it began from none. */
    public double originMs() {
        return Math.max(0, record.path("from").path("time_ms").asDouble(0));
    }

    /** Seed of all randomness of the run. */
    public long seed() {
        return record.path("seed").asLong();
    }

    /** The resolved scenario, as JSON. */
    public String resolved() {
        return record.path("scenario").toString();
    }

    /** Populations in the scenario's order. */
    public List<Population> populations() {
        return List.copyOf(populations);
    }

    /**
     * The scenario that was simulated.
     *
     * @throws ScenarioException if it cannot be read any more, for example because a file that it names is gone
     */
    public LoadedScenario scenario(ModelCatalogue catalogue) {
        return Scenarios.readResolved(Path.of(record.path("scenario_file").asText()), resolved(), catalogue);
    }

    /**
     * The spikes of each neuron of all populations, sorted, in ms.
     *
     * @return trains by population and neuron
     * @throws DataFileException if the run recorded no spikes, or the file does not fit the record
     */
    public double[][][] spikes() {
        final Path file = directory.resolve(RecordedSpikes.file(record));
        if (!Files.exists(file)) {
            throw new DataFileException(directory, "the spikes of the run in " + file.getFileName(),
                    "no such file; does the scenario record spikes?");
        }
        try (SonataSpikesReader reader = SonataSpikesReader.open(file)) {
            final double[][][] all = new double[populations.size()][][];
            for (int a = 0; a < all.length; a++) {
                final Population population = populations.get(a);
                try {
                    all[a] = SonataSpikeTrains.trains(file, RecordedSpikes.read(reader, record, population.name),
                            population.size);
                } catch (IllegalArgumentException e) {
                    throw new DataFileException(file, population.size + " neurons in population " + population.name,
                            e.getMessage());
                }
            }
            return all;
        }
    }

    /**
     * Recorded membrane potentials of a population; empty if there are none.
     *
     * @throws DataFileException if the file is damaged
     */
    public Optional<Potentials> potentials(String population) {
        final Path file = directory.resolve(RunFiles.STATES);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (SonataReportReader reader = SonataReportReader.open(file)) {
            if (!reader.reports().contains(population)
                    || !reader.report(population).variable().equals(SonataReportWriter.MEMBRANE_POTENTIAL)) {
                return Optional.empty();
            }
            final SonataReport report = reader.report(population);
            final float[][] traces = new float[report.elements()][Math.toIntExact(report.rows())];
            for (int from = 0; from < report.rows(); from += BLOCK) {
                final float[][] rows = report.rows(from, (int) Math.min(BLOCK, report.rows() - from));
                for (int r = 0; r < rows.length; r++) {
                    for (int i = 0; i < traces.length; i++) {
                        traces[i][from + r] = rows[r][i];
                    }
                }
            }
            return traces.length == 0 || report.rows() == 0 ? Optional.empty()
                    : Optional.of(new Potentials(report.stepMs(), traces));
        }
    }
}
