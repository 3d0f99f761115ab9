package org.quantal.io.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.plot.BalancingPlot;
import org.quantal.io.plot.PlotData;
import org.quantal.io.plot.PlotData.Band;
import org.quantal.io.plot.PopulationKind;
import org.quantal.io.plot.RasterPlot;
import org.quantal.io.plot.RasterSelection;
import org.quantal.io.plot.RatesPlot;
import org.quantal.io.plot.ResponsesData;
import org.quantal.io.plot.ResponsesPlot;
import org.quantal.io.plot.WeightsData;
import org.quantal.io.plot.WeightsPlot;

/** Draws the figures of a run: at its end, or again from its directory. */
public final class RunPlots {
    private RunPlots() {
    }

    /**
     * What a raster shows.
     *
     * @param fromMs  start of the window of time in ms; NaN for {@value RasterSelection#DEFAULT_WINDOW_MS} ms before
     *                its end
     * @param toMs    end of the window in ms; NaN for the end of the recording
     * @param neurons how many neurons, about
     */
    public record Options(double fromMs, double toMs, int neurons) {
        /** The end of the recording. */
        public static final Options DEFAULT = new Options(Double.NaN, Double.NaN, RasterSelection.DEFAULT_NEURONS);
    }

    /**
     * Draws the figures again from {@code run.json}, {@code spikes.h5} and, if there are, {@code weights.h5} and
     * {@code balancing.h5}.
     *
     * @param out directory that gets the figures; made if needed
     * @return the files written
     * @throws DataFileException if the directory holds no run
     * @throws OutputException   if a figure cannot be written there
     * @throws IllegalArgumentException if the window is empty or lies outside of the recording
     */
    public static List<Path> draw(Path runDirectory, Path out, Options options) {
        final JsonNode run = json(runDirectory.resolve(RunFiles.RUN));
        final PlotData data = read(run, runDirectory, options);
        final List<String> projections = new ArrayList<>();
        run.path("scenario").path("record").path("synapses")
                .forEach(r -> projections.add(r.path("projection").asText()));
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new OutputException(out + ": cannot be made a directory (" + e.getMessage()
                    + "); name another with --out", e);
        }
        final List<String> problems = new ArrayList<>();
        final List<String> names = draw(data, ResponsesJson.read(run.path("responses")), runDirectory, projections, out,
                problems);
        if (names.isEmpty()) {
            throw new OutputException(problems.get(0));
        }
        return names.stream().map(out::resolve).toList();
    }

    /**
     * Draws all figures; a system that cannot draw (no fonts, say) gets a warning instead.
     *
     * @param responses   responses of synapses beside theory
     * @param run         directory of the run
     * @param projections whose synapses are recorded there
     */
    static List<String> draw(PlotData data, List<ResponsesData.Train> responses, Path run,
            List<String> projections, Path out, List<String> warnings) {
        System.setProperty("java.awt.headless", "true");
        try {
            final List<String> names = new ArrayList<>(List.of(RunFiles.RASTER, RunFiles.RATES));
            RunFiles.write(out.resolve(RunFiles.RASTER), RasterPlot.draw(data));
            RunFiles.write(out.resolve(RunFiles.RATES), RatesPlot.draw(data));
            final Path synapses = run.resolve(RunFiles.SYNAPSES);
            final WeightsData weights = !projections.isEmpty() && Files.exists(synapses)
                    ? SynapseSamples.read(synapses, projections, data.title(), warnings)
                    : new WeightsData(data.title(), List.of());
            if (!weights.projections().isEmpty()) {
                RunFiles.write(out.resolve(RunFiles.WEIGHTS), WeightsPlot.draw(weights));
                names.add(RunFiles.WEIGHTS);
            }
            if (!responses.isEmpty()) {
                RunFiles.write(out.resolve(RunFiles.RESPONSES),
                        ResponsesPlot.draw(new ResponsesData(data.title(), responses)));
                names.add(RunFiles.RESPONSES);
            }
            final Path balancing = run.resolve(RunFiles.BALANCING);
            if (Files.exists(balancing)) {
                RunFiles.write(out.resolve(RunFiles.BALANCING_PLOT),
                        BalancingPlot.draw(BalancingSamples.read(balancing, data.title())));
                names.add(RunFiles.BALANCING_PLOT);
            }
            return names;
        } catch (LinkageError | InternalError e) {
            warnings.add("no figures, because this Java cannot draw (" + e.getMessage()
                    + "); install fontconfig and a font");
            return List.of();
        }
    }

    private static PlotData read(JsonNode run, Path runDirectory, Options options) {
        final Path record = runDirectory.resolve(RunFiles.RUN);
        final double recordedMs = run.path("recorded_ms").asDouble();
        final double to = Double.isNaN(options.toMs()) ? recordedMs : options.toMs();
        final double from = Double.isNaN(options.fromMs()) ? Math.max(0, to - RasterSelection.DEFAULT_WINDOW_MS)
                : options.fromMs();
        if (!(from >= 0 && from <= to && to <= recordedMs) || from == to && recordedMs > 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "the window from %s to %s ms must lie within the recording, 0 to %s ms", from, to, recordedMs));
        }
        final List<String> names = new ArrayList<>();
        final List<Integer> sizes = new ArrayList<>();
        final List<PopulationKind> kinds = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> i = run.path("populations").fields(); i.hasNext();) {
            final Map.Entry<String, JsonNode> population = i.next();
            names.add(population.getKey());
            sizes.add(population.getValue().path("size").asInt());
            kinds.add(kind(record, population.getValue().path("kind").asText()));
        }
        final Path spikesFile = runDirectory.resolve(RecordedSpikes.file(run));
        if (!Files.exists(spikesFile)) {
            throw new DataFileException(runDirectory, "the spikes of the run in " + spikesFile.getFileName(),
                    "no such file; does the scenario record spikes?");
        }
        final RasterSelection selection = new RasterSelection(sizes, options.neurons());
        final List<Band> bands = new ArrayList<>();
        try (SonataSpikesReader file = SonataSpikesReader.open(spikesFile)) {
            for (int a = 0; a < names.size(); a++) {
                final Spikes spikes = RecordedSpikes.read(file, run, names.get(a));
                final int size = sizes.get(a);
                if (Arrays.stream(spikes.neurons()).anyMatch(neuron -> neuron < 0 || neuron >= size)) {
                    throw new DataFileException(spikesFile, size + " neurons in population "
                            + names.get(a), "spikes of others");
                }
                final double[] rates = rates(spikes, size, recordedMs);
                bands.add(band(spikes, selection, a, from, to, new Band(names.get(a), sizes.get(a), kinds.get(a), rates,
                        selection.shown(a), new double[0], new int[0])));
            }
        }
        return new PlotData(run.path("title").asText(), bands, from, to);
    }

    private static JsonNode json(Path file) {
        try {
            final JsonNode run = new ObjectMapper().readTree(Files.readString(file));
            if (!run.path("populations").isObject() || !run.path("recorded_ms").isNumber()) {
                throw new DataFileException(file, "the record of a run of Quantal", "other JSON");
            }
            return run;
        } catch (NoSuchFileException e) {
            throw new DataFileException(file, "the record of a run; name the directory of a run", "no such file");
        } catch (JsonProcessingException e) {
            throw new DataFileException(file, "JSON", "something else");
        } catch (IOException e) {
            throw new DataFileException(file, "a readable file", e.getMessage());
        }
    }

    private static PopulationKind kind(Path file, String name) {
        return Arrays.stream(PopulationKind.values()).filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new DataFileException(file, "the kind of each population", "'" + name + "'"));
    }

    private static double[] rates(Spikes spikes, int size, double recordedMs) {
        final double[] rates = new double[size];
        for (long neuron : spikes.neurons()) {
            rates[(int) neuron] += 1000 / recordedMs;
        }
        return rates;
    }

    private static Band band(Spikes spikes, RasterSelection selection, int population, double from, double to,
            Band empty) {
        final double[] times = new double[spikes.count()];
        final int[] rows = new int[times.length];
        int count = 0;
        for (int k = 0; k < times.length; k++) {
            final double time = spikes.timesMs()[k];
            final int row = time >= from && time <= to ? selection.row(population, spikes.neurons()[k]) : -1;
            if (row >= 0) {
                times[count] = time;
                rows[count++] = row;
            }
        }
        return new Band(empty.name(), empty.size(), empty.kind(), empty.ratesHz(), empty.shown(),
                Arrays.copyOf(times, count), Arrays.copyOf(rows, count));
    }
}
