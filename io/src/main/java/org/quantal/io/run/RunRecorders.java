package org.quantal.io.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.plot.PlotData;
import org.quantal.io.plot.PopulationKind;
import org.quantal.io.plot.RasterSelection;
import org.quantal.io.plot.RasterWindow;
import org.quantal.io.run.RunReport.RuleReport;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.OutputLayout.Report;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.SpikeStatistics;

/** All recorders of a run: files as the scenario asks, and what summary and figures are made from. */
final class RunRecorders {
    private final Scenario scenario;
    private final SpikeStatistics statistics;
    private final RasterWindow window;
    private final ResponseRecorder responses;
    private final Map<String, FileRecorder> files = new LinkedHashMap<>();

    /**
     * Begins the files.
     *
     * @param atRest whether the run begins without a past
     * @throws java.io.UncheckedIOException if they cannot be created
     * @throws IllegalArgumentException if two recordings would have one name in the file
     */
    RunRecorders(LoadedScenario loaded, RunFiles run, Provenance provenance, boolean atRest) {
        scenario = loaded.scenario();
        statistics = new SpikeStatistics(scenario.network(), scenario.grid());
        final List<Population> populations = scenario.network().populations();
        window = new RasterWindow(
                new RasterSelection(populations.stream().map(Population::size).toList(),
                RasterSelection.DEFAULT_NEURONS), populations.size(), scenario.grid(),
                RasterSelection.DEFAULT_WINDOW_MS);
        responses = new ResponseRecorder(scenario, atRest);
        try {
            if (loaded.recordSpikes()) {
                final String name = loaded.layout().map(OutputLayout::spikesFile).orElse(RunFiles.SPIKES);
                files.put(name, loaded.layout().isPresent()
                        ? new SpikeFileRecorder(run.path(name), scenario, loaded.layout().get(), provenance)
                        : new SpikeFileRecorder(run.path(name), scenario, provenance));
                loaded.layout().filter(layout -> layout.spikesText() != null).ifPresent(layout ->
                        files.put(layout.spikesText(),
                        new SpikeTextRecorder(run.path(layout.spikesText()), scenario, layout)));
            }
            final List<Report> reports = loaded.layout().map(OutputLayout::reports).orElse(List.of());
            reports.forEach(report -> files.put(report.file(),
                    new CircuitReportRecorder(run.path(report.file()), scenario,
                    loaded.layout().get(), report, provenance)));
            if (scenario.states().size() > reports.stream().mapToInt(report -> report.recordings().size()).sum()) {
                files.put(RunFiles.STATES, new StateFileRecorder(run.path(RunFiles.STATES), scenario, provenance));
            }
            if (!scenario.recordings().synapses().isEmpty()) {
                files.put(RunFiles.SYNAPSES,
                        new SynapseFileRecorder(run.path(RunFiles.SYNAPSES), scenario, provenance));
            }
            if (!scenario.recordings().releases().isEmpty()) {
                files.put(RunFiles.RELEASES,
                        new ReleaseFileRecorder(run.path(RunFiles.RELEASES), scenario, provenance));
            }
            for (NetworkRule rule : rules(scenario.network())) {
                files.put(RuleFileRecorder.fileName(rule),
                        new RuleFileRecorder(run.path(RuleFileRecorder.fileName(rule)), scenario, rule, provenance));
            }
        } catch (RuntimeException e) {
            abort();
            throw e;
        }
    }

    private static List<NetworkRule> rules(Network network) {
        return network.projections().stream().flatMap(projection -> projection.plasticity().stream())
                .filter(NetworkRule.class::isInstance).map(NetworkRule.class::cast).distinct().toList();
    }

    /** How rules for the whole network stood first and last. */
    List<RuleReport> rules() {
        return files.values().stream().filter(RuleFileRecorder.class::isInstance).map(RuleFileRecorder.class::cast)
                .filter(recorder -> recorder.first() != null)
                .map(recorder -> new RuleReport(recorder.first(), recorder.last())).toList();
    }

    List<Recorder> all() {
        final List<Recorder> all = new ArrayList<>(List.of(statistics, window, responses));
        all.addAll(files.values());
        return all;
    }

    /** Names of the files. */
    List<String> files() {
        return List.copyOf(files.keySet());
    }

    SpikeStatistics statistics() {
        return statistics;
    }

    ResponseRecorder responses() {
        return responses;
    }

    /** What the figures show. */
    PlotData plotData(String title) {
        final Network network = scenario.network();
        final List<PlotData.Band> bands = new ArrayList<>();
        for (int a = 0; a < network.populations().size(); a++) {
            final Population population = network.populations().get(a);
            bands.add(window.band(a, population.name(), population.size(), PopulationKind.of(network, population),
                    statistics.ratesHz(a)));
        }
        return new PlotData(title, bands, window.fromMs(), window.toMs());
    }

    /** Removes unfinished files. */
    void abort() {
        files.values().forEach(FileRecorder::abort);
    }
}
