package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.plot.ResponsesData.Train;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;

class ResponsesRunTest {
    private static final String TEXT = """
            name: responses
            duration: 100 ms
            populations:
              pre: {size: 3, model: spike_source, file: trains.csv}
              post: {size: 400, model: iaf_psc_exp}
            projections:
              - from: pre
                to: post
                rule: {rule: all_to_all}
                weight: 1 pA
                delay: 1 ms
                release: {model: stochastic_tsodyks_markram, U: 0.5, tau_rec: 800 ms, n: 2}
            record: {releases: [pre->post]}
            """;

    @TempDir
    private Path folder;

    private RunReport run(String directory, String... overrides) throws IOException {
        final Path file = Files.writeString(folder.resolve("responses.yaml"), TEXT);
        final StringBuilder trains = new StringBuilder("time_ms,node_id\n20,0\n40,0\n60,0\n");
        for (int k = 0; k < 120; k++) {
            trains.append(10 + 0.5 * k).append(",2\n");
        }
        Files.writeString(folder.resolve("trains.csv"), trains);
        return ScenarioRun.of(ScenarioReader.read(file, BuiltInModels.catalogue(), List.of(overrides)),
                folder.resolve(directory)).execute();
    }

    /** Neuron 1 is silent, and of neuron 2 there are more spikes than are shown. */
    @Test
    void responsesStandBesideTheory() throws IOException {
        for (String mode : new String[] {"grid", "exact"}) {
            final List<Train> trains = run(mode, "integration=" + mode).responses();
            assertEquals(2, trains.size());
            final Train train = trains.get(0);
            assertEquals(0, train.neuron());
            assertEquals(400, train.synapses());
            assertArrayEquals(new double[] {20, 40, 60}, train.timesMs());
            // Values of the theory's table: U = 0.5, tau_rec = 800 ms, spikes 20 ms apart.
            assertArrayEquals(new double[] {0.5, 0.256172522, 0.1372688439}, train.expected(), 1e-9);
            for (int k = 0; k < 3; k++) {
                final double m = train.expected()[k];
                final double error = Math.sqrt(m * (1 - m) / 2 / 400);
                assertEquals(error, train.expectedError()[k], 1e-12);
                assertEquals(m, train.mean()[k], 4 * error);
                // A standard deviation of 400 numbers has itself a standard error of about 3.5 %, up to 6 % with the
                // tails of the last spike.
                assertEquals(1, train.error()[k] / error, 0.24);
            }
            assertEquals(100, trains.get(1).timesMs().length);
            assertEquals(120, trains.get(1).spikes());
            assertEquals(meanAt(20, folder.resolve(mode).resolve("releases.h5")), train.mean()[0], 1e-12);
        }
    }

    private static double meanAt(double timeMs, Path releases) {
        try (Hdf5Reader reader = Hdf5Reader.open(releases)) {
            final double[] times = reader.doubles("/releases/pre->post/timestamps");
            final double[] responses = reader.doubles("/releases/pre->post/response");
            final long[] sources = reader.longs("/releases/pre->post/source_node_id");
            double sum = 0;
            for (int k = 0; k < times.length; k++) {
                sum += times[k] == timeMs && sources[k] == 0 ? responses[k] : 0;
            }
            return sum / 400;
        }
    }

    /**
     * The curve is what a spike would meet: all of it before the first, less after each, and more and more from then
     * on.
     */
    @Test
    void curveGoesThroughWhatIsExpected() throws IOException {
        final Train train = run("one").responses().get(0);
        final double[] at = train.curveMs();
        for (int i = 0; i < at.length; i++) {
            for (int k = 0; k < 3; k++) {
                if (at[i] == train.timesMs()[k]) {
                    assertEquals(train.expected()[k], train.curve()[i]);
                    // Half of the vesicles are gone.
                    assertEquals(train.expected()[k] / 2, train.curve()[i + 1], 1e-12);
                }
            }
            assertTrue(at[i] > 20 || train.curve()[i] == 0.5);
        }
    }

    @Test
    void figureIsDrawnAgainFromTheRecord() throws IOException {
        assertTrue(run("one").files().contains("responses.png"));
        final List<Path> again = RunPlots.draw(folder.resolve("one"), folder.resolve("again"),
                RunPlots.Options.DEFAULT);
        assertTrue(again.contains(folder.resolve("again/responses.png")), again.toString());
        assertArrayEquals(Files.readAllBytes(folder.resolve("one/responses.png")),
                Files.readAllBytes(folder.resolve("again/responses.png")));
    }

    @Test
    void withoutTheoryThereIsNoFigure() throws IOException {
        final String[][] without = {{"record.releases=[]"}, {"warmup=5 ms"}, {"projections[0].release.U_sd=0.1"},
            {"projections[0].release=reliable"}, {"populations.pre.size=11"}, {"populations.post.size=1"}};
        for (int i = 0; i < without.length; i++) {
            final RunReport report = run("without" + i, without[i]);
            assertEquals(List.of(), report.responses(), without[i][0]);
            assertFalse(Files.exists(folder.resolve("without" + i).resolve("responses.png")), without[i][0]);
        }
        // Without memory a warm-up does no harm.
        final Train train = run("with", "warmup=5 ms", "projections[0].release={model: bernoulli, p: 0.25}")
                .responses().get(0);
        assertArrayEquals(new double[] {0.25, 0.25, 0.25}, train.expected());
    }
}
