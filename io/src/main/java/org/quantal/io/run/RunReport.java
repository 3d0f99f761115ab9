package org.quantal.io.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantal.io.checkpoint.Job;
import org.quantal.io.plot.PopulationKind;
import org.quantal.io.plot.ResponsesData;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SpikeStatistics;
import org.quantal.simulator.record.SpikeStatistics.PopulationStatistics;

/**
 * What a run found, and where it is written.
 *
 * @param loaded          what was simulated
 * @param directory       where the files are
 * @param commandLine     what started the run; empty if no command did
 * @param started         when
 * @param summary         the simulation's own figures
 * @param populations     figures by population, in the scenario's order
 * @param responses       responses of synapses beside theory, where they are recorded and there is one
 * @param rules           how learning rules for the whole network stood
 * @param complete        whether all of the scenario's time was simulated; false if the run was stopped
 * @param peakMemoryBytes most memory that the process has held
 * @param files           names of the files
 * @param from            the state from which the run began; empty if it began at rest
 * @param warnings        what went wrong without spoiling the results, one line each
 */
public record RunReport(LoadedScenario loaded, Path directory, String commandLine, Instant started, RunSummary summary,
        List<PopulationFigures> populations, List<ResponsesData.Train> responses, List<RuleReport> rules,
        boolean complete, long peakMemoryBytes, List<String> files, Optional<Job.Branch> from, List<String> warnings) {

    public RunReport {
        populations = List.copyOf(populations);
        responses = List.copyOf(responses);
        rules = List.copyOf(rules);
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /**
     * Figures of a population.
     *
     * @param statistics       spikes
     * @param kind             what it does to others
     * @param releasedFraction share of the transmissions from this population that released; NaN if there were none
     */
    public record PopulationFigures(PopulationStatistics statistics, PopulationKind kind, double releasedFraction) {
    }

    /**
     * A learning rule for the whole network.
     *
     * @param first how it stood when recording began
     * @param last  how it stood last
     */
    public record RuleReport(RuleFigures first, RuleFigures last) {
    }

    static List<PopulationFigures> populations(Scenario scenario, SpikeStatistics statistics, RunSummary summary) {
        final List<PopulationFigures> all = new ArrayList<>();
        final List<PopulationStatistics> figures = statistics.populations();
        for (int a = 0; a < figures.size(); a++) {
            all.add(new PopulationFigures(figures.get(a),
                    PopulationKind.of(scenario.network(), scenario.network().populations().get(a)),
                    fraction(summary.releasedBySource().get(a), summary.offeredBySource().get(a))));
        }
        return all;
    }

    static double fraction(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    /** Number of spikes of all populations. */
    public long spikes() {
        return populations.stream().mapToLong(p -> p.statistics().spikes()).sum();
    }

    /** Heading of tables and figures: name, release probability and seed. */
    public String title() {
        return title(loaded.scenario());
    }

    static String title(Scenario scenario) {
        return scenario.name() + ": " + probabilities(scenario.network().projections()) + "seed " + scenario.seed();
    }

    private static String probabilities(List<Projection> projections) {
        final double[] p = projections.stream().mapToDouble(each -> each.release().meanProbability()).sorted()
                .toArray();
        if (p.length == 0) {
            return "";
        }
        final String lowest = Numbers.significant(p[0], 3);
        final String highest = Numbers.significant(p[p.length - 1], 3);
        return "p = " + (lowest.equals(highest) ? lowest : lowest + " to " + highest) + ", ";
    }
}
