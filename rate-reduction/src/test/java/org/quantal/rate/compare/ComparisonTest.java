package org.quantal.rate.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.run.RecordedRun;
import org.quantal.io.run.ScenarioRun;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.rate.meanfield.Methods;

class ComparisonTest {
    /** Feed-forward, with small jumps: mu = 21 mV, sigma = 2 mV, where the diffusion approximation holds. */
    private static final String SCENARIO = """
            name: small
            duration: 2 s
            warmup: 200 ms
            seed: 1
            populations:
              E:
                size: 200
                model: iaf_psc_delta
                params: {tau_m: 20 ms, E_L: 0 mV, V_th: 20 mV, V_reset: 10 mV, t_ref: 2 ms}
                initial: {V_m: {distribution: uniform, low: 0 mV, high: 20 mV}}
            poisson:
              - {to: E, rate: 20250 Hz, weight: 0.0716 mV}
              - {to: E, rate: 5586 Hz, weight: -0.0716 mV}
            record:
              states:
                - {population: E, neurons: 0..9, interval: 1 ms}
            """;

    @TempDir
    private Path folder;

    private Comparison compare(String scenario, String... overrides) throws IOException {
        final Path file = Files.writeString(folder.resolve("small.yaml"), scenario);
        final Path out = folder.resolve("run");
        ScenarioRun.of(ScenarioReader.read(file, BuiltInModels.catalogue(), List.of(overrides)), out).figures(false)
                .force(true).execute();
        return Comparison.of(RecordedRun.open(out), BuiltInModels.catalogue(), Methods.ALL);
    }

    @Test
    void uncoupledNeuronsAgreeWithTheory() throws IOException {
        final Comparison comparison = compare(SCENARIO);
        final Comparison.Row row = comparison.populations().get(0);
        final String text = ComparisonText.of(comparison);
        assertEquals(List.of("siegert", "finite-jump-formula"),
                row.predictions().subList(0, 2).stream().map(Prediction::method).toList());
        assertTrue(row.verdict().startsWith("E: ") && row.verdict().contains("; Siegert "), row.verdict());
        // Finite jumps and the grid of time leave 2 %.
        final Prediction siegert = row.predictions().get(0);
        final double rate = row.measured().rateHz().value();
        assertEquals(siegert.rateHz(), rate, 4 * row.measured().rateHz().error() + 0.02 * rate, text);
        assertTrue(row.measured().rateHz().error() < 0.02 * rate, text);
        assertEquals(21, row.free().orElseThrow().meanMv(), 0.01);
        assertEquals(10, row.membrane().orElseThrow().neurons());
        assertTrue(text.contains("CV ISI") && text.contains("without threshold") && text.contains("J/sigma"), text);
    }

    @Test
    void fileHoldsWhatTheTableShows() throws IOException {
        final Comparison comparison = compare(SCENARIO, "duration=200ms");
        final Path file = folder.resolve("compare.h5");
        ComparisonFile.write(file, comparison,
                new Provenance("0", 1, "", "", comparison.run().resolved(), Optional.empty()));
        final Comparison.Row row = comparison.populations().get(0);
        try (Hdf5Reader reader = Hdf5Reader.open(file)) {
            assertArrayEquals(new double[] {row.measured().rateHz().value()}, reader.doubles("/measured/rate"));
            assertArrayEquals(new double[] {row.measured().rateHz().error()}, reader.doubles("/measured/rate_error"));
            assertArrayEquals(new double[] {row.predictions().get(0).rateHz()}, reader.doubles("/theory/siegert/rate"));
            assertEquals(Optional.of("Hz"), reader.textAttribute("/theory/siegert/rate", "units"));
            assertEquals(row.verdict(), reader.text("/verdicts"));
        }
    }

    @Test
    void exactRunsAreComparedToo() throws IOException {
        final Comparison comparison = compare(SCENARIO, "integration=exact", "duration=200ms", "populations.E.size=20",
                "populations.E.initial={}", "record.states=[]");
        assertEquals("siegert", comparison.populations().get(0).predictions().get(0).method());
        assertTrue(comparison.populations().get(0).measured().spikes() > 50);
        assertTrue(comparison.populations().get(0).membrane().isEmpty());
    }

    @Test
    void measurementsStandAloneWhereTheoryDoesNotApply() throws IOException {
        final Comparison comparison = compare("""
                duration: 200 ms
                populations:
                  A: {size: 10, model: iaf_cond_exp}
                poisson:
                  - {to: A, rate: 20 kHz, weight: 2 nS}
                """);
        final Comparison.Row row = comparison.populations().get(0);
        assertTrue(row.predictions().isEmpty() && row.measured().spikes() > 0, row.toString());
        assertTrue(ComparisonText.of(comparison)
                .contains("theory does not apply, so these are the measurements alone: population 'A'"));
        final Path file = folder.resolve("alone.h5");
        ComparisonFile.write(file, comparison, new Provenance("0", 1, "", "", "", Optional.empty()));
        try (Hdf5Reader reader = Hdf5Reader.open(file)) {
            assertEquals(List.of(), reader.groups("/theory"));
        }
        assertTrue(ComparisonFigure.draw(comparison).getWidth() > 0);
    }

    /** 500 pA that end after half of the run: no theory, and a sentence that says which current. */
    @Test
    void currentsThatDoNotLastAreMeasuredAlone() throws IOException {
        final Comparison comparison = compare("""
                duration: 200 ms
                populations:
                  A: {size: 10, model: iaf_psc_exp}
                current:
                  - {to: A, amplitude: 500 pA, start: 0 ms, stop: 100 ms}
                """);
        assertTrue(comparison.populations().get(0).predictions().isEmpty());
        assertTrue(comparison.populations().get(0).measured().spikes() > 0);
        assertTrue(ComparisonText.of(comparison).contains("theory does not apply, so these are the measurements alone:"
                + " the current into population 'A' does not last: it changes from 500.0 pA to 0.0 pA at 100.0 ms"),
                ComparisonText.of(comparison));
    }

    @Test
    void runsWithoutSpikesAreRefused() {
        final DataFileException e = assertThrows(DataFileException.class,
                () -> compare(SCENARIO, "record.spikes=false", "duration=10ms"));
        assertTrue(e.getMessage().contains("spikes.h5") && e.getMessage().contains("record spikes"), e.getMessage());
        assertThrows(DataFileException.class, () -> RecordedRun.open(folder.resolve("nothing")));
    }
}
