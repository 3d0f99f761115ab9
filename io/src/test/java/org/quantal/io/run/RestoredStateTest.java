package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.CheckpointSchedule;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SynapseSnapshot;

/**
 * A simulation that takes up the state of another goes on as that one did: for all neuron models, release models and
 * rules.
 */
class RestoredStateTest {
    private static final String LEARNS = "projections[0].plasticity=";
    private static final String STDP = "{rule: stdp, Wmax: 200 pA}";
    private static final String ALL_SYNAPSES =
            "record.synapses=[{projection: E->E, times: [50 ms, 100 ms]}, {projection: E->I}]";
    private static final String SPREAD = "projections[0].delay={distribution: uniform, low: 0.7 ms, high: 3 ms}";
    private static final String ALL_RELEASES = "record.releases=[E->E, I->I]";

    @TempDir
    private Path folder;

    /** All that recorders are told, in order. */
    private static final class Log implements Recorder {
        private final List<String> lines = new ArrayList<>();
        private final boolean exact;

        Log(boolean exact) {
            this.exact = exact;
        }

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            lines.add(step + " spikes " + population + " " + Arrays.toString(Arrays.copyOf(neurons, count)));
        }

        @Override
        public boolean takesExactTimes() {
            return exact;
        }

        @Override
        public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
            for (int k = 0; k < count; k++) {
                lines.add(timesMs[k] + " spike " + population + " " + neurons[k]);
            }
        }

        @Override
        public void onStates(long step, int recording, float[][] values) {
            lines.add(step + " states " + Arrays.deepToString(values));
        }

        @Override
        public void onSynapses(long step, SynapseSnapshot snapshot) {
            lines.add(step + " synapses " + snapshot.projection() + Arrays.hashCode(snapshot.weight()) + " "
                    + Arrays.hashCode(snapshot.probability()) + " " + snapshot.states().keySet().stream().sorted()
                            .map(name -> Arrays.hashCode(snapshot.states().get(name))).toList());
        }

        @Override
        public void onRule(long step, RuleFigures figures) {
            lines.add(step + " rule " + figures.totals());
        }

        @Override
        public void onReleases(ReleaseEvents releases) {
            for (int k = 0; k < releases.count(); k++) {
                lines.add(releases.timeMs()[k] + " release " + releases.source()[k] + " " + releases.target()[k] + " "
                        + releases.response()[k]);
            }
        }

        @Override
        public void close() {
        }
    }

    /** A state, and how many lines had been logged. */
    private record Kept(byte[] bytes, int lines) {
    }

    private static void checkRestored(Scenario scenario, CheckpointSchedule schedule, int least) throws IOException {
        final boolean exact = scenario.integration() == org.quantal.simulator.Integration.EXACT;
        final Log whole = new Log(exact);
        final RunSummary summary = run(scenario, whole, null, null);
        assertTrue(whole.lines.size() > 100, "something happens");
        final Log cut = new Log(exact);
        final List<Kept> kept = new ArrayList<>();
        run(scenario, cut, schedule, kept);
        assertEquals(sorted(whole, 0), sorted(cut, 0), "keeping states leaves no trace");
        assertTrue(kept.size() >= least, "states: " + kept.size());
        for (int k = 0; k < kept.size(); k += 1 + kept.size() / 8) {
            final Kept state = kept.get(k);
            final Log rest = new Log(exact);
            try (Simulation simulation = Simulation.of(scenario).threads(1).record(rest)) {
                simulation.restore(new DataInputStream(new ByteArrayInputStream(state.bytes))).run();
                final RunSummary restored = simulation.summary();
                assertEquals(summary.modelMs(), restored.modelMs());
                assertEquals(summary.released(), restored.released());
                assertEquals(summary.offeredBySource(), restored.offeredBySource());
            }
            assertEquals(sorted(cut, state.lines), sorted(rest, 0));
        }
    }

    /** Where a slice ends decides when releases are told, and so only that. */
    private static List<String> sorted(Log log, int from) {
        return log.lines.subList(from, log.lines.size()).stream().sorted().toList();
    }

    private static RunSummary run(Scenario scenario, Log log, CheckpointSchedule schedule, List<Kept> kept) {
        try (Simulation simulation = Simulation.of(scenario).threads(2).record(log)) {
            if (schedule != null) {
                simulation.keepStates(schedule, state -> {
                    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    try {
                        state.save(new DataOutputStream(bytes));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    kept.add(new Kept(bytes.toByteArray(), log.lines.size()));
                });
            }
            simulation.run();
            return simulation.summary();
        }
    }

    private Scenario scenario(String... overrides) throws IOException {
        return TestScenario.load(folder, overrides).scenario();
    }

    /** 220 ms at 31.7 ms: one in the warm-up, six in the run, one at the end. */
    private void check(String... overrides) throws IOException {
        checkRestored(scenario(overrides), CheckpointSchedule.model(31.7), 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{rule: stdp, Wmax: 200 pA}", "{rule: stdp_triplet, Wmax: 200 pA}",
            "{rule: vogels_sprekeler, eta: 0.1, Wmax: 200 pA}", "{rule: unified_pre_post, learning_rate: 0.05}",
        "{rule: reliability, weight_scale: 200, data_phase: 30 ms, free_phase: 20 ms}",
        "{rule: hedonistic, target_rate: 50 Hz, interval: 10 ms, eta: 0.5}",
        "[{rule: stdp, Wmax: 200 pA}, {rule: reliability, weight_scale: 200}]"})
    void learning(String rule) throws IOException {
        check(LEARNS + rule, ALL_SYNAPSES, ALL_RELEASES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{rule: stdp, Wmax: 200 pA}", "{rule: stdp_triplet, Wmax: 200 pA}",
            "{rule: vogels_sprekeler, eta: 0.1, Wmax: 200 pA}", "{rule: unified_pre_post, learning_rate: 0.05}",
        "{rule: reliability, weight_scale: 200, data_phase: 30 ms, free_phase: 20 ms}",
        "{rule: hedonistic, target_rate: 50 Hz, interval: 10 ms, eta: 0.5}",
        "[{rule: stdp, Wmax: 200 pA}, {rule: reliability, weight_scale: 200}]"})
    void learningExactly(String rule) throws IOException {
        final String[] all = {"integration=exact", LEARNS + rule, SPREAD, ALL_SYNAPSES, ALL_RELEASES};
        check(all);
        checkRestored(scenario(all), CheckpointSchedule.model(7.3), 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{model: bernoulli_beta, mean: 0.4, sd: 0.2}", "{model: binomial, p: 0.3, n: 4}",
            "{model: tsodyks_markram}", "{model: stochastic_tsodyks_markram}"})
    void releaseModels(String release) throws IOException {
        check("projections[0].release=" + release, ALL_SYNAPSES, ALL_RELEASES);
        check("projections[0].release=" + release, LEARNS + STDP, ALL_SYNAPSES);
        check("projections[0].release=" + release, LEARNS + STDP, ALL_SYNAPSES, SPREAD, "integration=exact");
    }

    /** Currents that change within pieces, at their ends (63.4 and 95.1 ms), and in the warm-up. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void currentsInSteps(boolean exact) throws IOException {
        final String currents = "current=[{to: E, times: [-10 ms, 30 ms, 63.4 ms, 75.1 ms, 150 ms], amplitudes: [50 pA,"
                + " 300 pA, 100 pA, 400 pA, 0 pA]}, {to: I, amplitude: 200 pA, start: 95.1 ms, stop: 120 ms}]";
        final String model = "populations.I.model=" + (exact ? "iaf_psc_exp" : "iaf_psc_alpha");
        check(currents, model, exact ? "integration=exact" : "integration=grid");
    }

    @Test
    void balancing() throws IOException {
        checkRestored(RestoredScenarios.balancing(folder).scenario(), CheckpointSchedule.model(33), 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "projections[0].release={model: stochastic_tsodyks_markram}"})
    void exactly(String override) throws IOException {
        final String[] all = override.isEmpty() ? new String[] {"integration=exact", ALL_RELEASES}
                : new String[] {"integration=exact", ALL_RELEASES, override};
        checkRestored(scenario(all), CheckpointSchedule.model(31.7), 7);
        checkRestored(scenario(all), CheckpointSchedule.model(7.3), 20);
    }

    @Test
    void byTheClockOnTheWall() throws IOException {
        checkRestored(scenario(LEARNS + STDP, ALL_SYNAPSES, "duration=2 s"), CheckpointSchedule.wall(0.001), 2);
    }

    @Test
    void stateOfAnotherNetworkIsRefused() throws IOException {
        final List<Kept> kept = new ArrayList<>();
        run(scenario(), new Log(false), CheckpointSchedule.model(100), kept);
        try (Simulation other = Simulation.of(scenario("populations.E.size=81"))) {
            assertThrows(IOException.class,
                    () -> other.restore(new DataInputStream(new ByteArrayInputStream(kept.get(0).bytes))));
        }
    }
}
