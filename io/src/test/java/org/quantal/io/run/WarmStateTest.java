package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.io.checkpoint.CheckpointException;
import org.quantal.io.checkpoint.StateFile;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.SonataEdgesReader;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.CheckpointSchedule;
import org.quantal.simulator.NumericalException;

/** Runs that begin from the state in which another one ended. */
class WarmStateTest {
    private static final String LEARNS = "projections[0].plasticity={rule: unified_pre_post, learning_rate: 0.05}";
    private static final String LOOKS = "record.synapses=[{projection: E->E, times: [0 ms, 50 ms]}]";
    private static final String SILENT = "poisson=[]";
    private static final String RELEASES = "record.releases=[E->E]";

    @TempDir
    private Path folder;

    private ScenarioRun run(String out, String... overrides) throws IOException {
        return ScenarioRun.of(TestScenario.load(folder, overrides), folder.resolve(out));
    }

    /** 80 ms to begin with, in the same network. */
    private StateFile warm(String... overrides) throws IOException {
        final String[] shorter = Arrays.copyOf(overrides, overrides.length + 1);
        shorter[overrides.length] = "duration=80 ms";
        final Path file = folder.resolve("warm.bin");
        run("warm", shorter).saveState(file).execute();
        return StateFile.open(file);
    }

    private double[] times(String out, String population) {
        try (SonataSpikesReader reader = SonataSpikesReader.open(folder.resolve(out).resolve("spikes.h5"))) {
            return reader.spikes(population).timesMs();
        }
    }

    private double[] releases(String out) {
        try (Hdf5Reader reader = Hdf5Reader.open(folder.resolve(out).resolve("releases.h5"))) {
            return reader.doubles("/releases/E->E/timestamps");
        }
    }

    private float[] potentials(String out, int from) {
        try (Hdf5Reader reader = Hdf5Reader.open(folder.resolve(out).resolve("states.h5"))) {
            final int rows = (int) reader.dimensions("/report/E/data")[0];
            final float[] all = new float[3 * (rows - from)];
            final float[][] table = reader.table("/report/E/data", from, rows - from, 0, 3);
            for (int i = 0; i < all.length; i++) {
                all[i] = table[i / 3][i % 3];
            }
            return all;
        }
    }

    private static double[] later(double[] times, double from) {
        return Arrays.stream(times).filter(t -> t > from).map(t -> t - from).toArray();
    }

    /** With all as it was, a run from the state is the rest of a longer one, with its own time. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runIsTheRestOfALongerOne(boolean exact) throws IOException {
        final String[] settings = exact ? new String[] {"integration=exact", RELEASES}
                : new String[] {LEARNS, LOOKS, RELEASES};
        run("whole", settings).execute();
        final StateFile warm = warm(settings);
        final String[] rest = Arrays.copyOf(settings, settings.length + 1);
        rest[settings.length] = "duration=120 ms";
        final RunReport report = run("rest", rest).from(warm).checkpoints(CheckpointSchedule.model(50)).execute();
        assertEquals(120, report.summary().modelMs());
        final double rounding = exact ? 1e-12 : 1e-13;
        assertTrue(times("rest", "E").length > 100);
        assertArrayEquals(later(times("whole", "E"), 80), times("rest", "E"), 1000 * rounding);
        assertArrayEquals(later(releases("whole"), 80), releases("rest"), 1000 * rounding);
        assertArrayEquals(potentials("whole", 80), potentials("rest", 0));
        if (!exact) {
            try (SonataEdgesReader one = SonataEdgesReader.open(folder.resolve("whole/weights.h5"));
                    SonataEdgesReader other = SonataEdgesReader.open(folder.resolve("rest/weights.h5"))) {
                assertArrayEquals(one.property("E->E", "release_probability").orElseThrow(),
                        other.property("E->E", "release_probability").orElseThrow());
                assertArrayEquals(new double[] {0, 50, 120}, other.historyMs("E->E"));
            }
        }
    }

    private static double relaxed(double v, double steady, double ms) {
        return steady + (v - steady) * Math.exp(-ms / 10);
    }

    /**
     * Changes of a current have their times on the clock of the first run (80 ms are over), and one that the first run
     * did not have begins where its state is: 100 pA move a membrane of 250 pF and 10 ms by 4 mV.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void currentsGoOnByTheClockOfTheFirstRun(boolean exact) throws IOException {
        final String mode = exact ? "integration=exact" : "integration=grid";
        final String steps = "current=[{to: E, amplitude: 300 pA, start: 60 ms, stop: 90 ms},"
                + " {to: E, amplitude: 350 pA, start: 120 ms}]";
        final String kept = "record.states=[{population: E, neurons: 0..2, interval: 1 ms, from: 10 ms, to: 100 ms}]";
        run("whole", SILENT, steps, mode).execute();
        final StateFile warm = warm(SILENT, steps, mode);
        run("rest", SILENT, steps, mode, kept, "duration=120 ms").from(warm).execute();
        final float[] whole = potentials("whole", 90);
        assertArrayEquals(Arrays.copyOf(whole, 3 * 90), potentials("rest", 0));
        try (Hdf5Reader reader = Hdf5Reader.open(folder.resolve("rest/states.h5"))) {
            assertArrayEquals(new double[] {11, 101, 1}, reader.doubles("/report/E/mapping/time"));
        }
        final Path rested = folder.resolve("rested.bin");
        run("rested", SILENT, mode, "duration=80 ms").saveState(rested).execute();
        run("other", SILENT, mode, "current=[{to: E, times: [0 ms, 85 ms], amplitudes: [100 pA, 50 pA]}]")
                .from(StateFile.open(rested)).execute();
        final float[] other = potentials("other", 0);
        for (int k = 1; k <= 20; k++) {
            assertEquals(k <= 5 ? relaxed(-70, -66, k) : relaxed(relaxed(-70, -66, 5), -68, k - 5), other[3 * (k - 1)],
                    1e-5, k + " ms");
        }
    }

    @Test
    void otherSeedsAndParametersGiveOtherRunsOfTheSameNetwork() throws IOException {
        final StateFile warm = warm(LOOKS);
        run("one", LOOKS).from(warm).execute();
        run("again", LOOKS).from(warm).execute();
        run("seed", LOOKS, "seed=4").from(warm).execute();
        run("parameter", LOOKS, "p=0.9").from(warm).execute();
        assertArrayEquals(times("one", "E"), times("again", "E"));
        for (String other : new String[] {"seed", "parameter"}) {
            assertFalse(Arrays.equals(times("one", "E"), times(other, "E")), other);
        }
        try (SonataEdgesReader one = SonataEdgesReader.open(folder.resolve("one/weights.h5"));
                SonataEdgesReader seed = SonataEdgesReader.open(folder.resolve("seed/weights.h5"));
                SonataEdgesReader parameter = SonataEdgesReader.open(folder.resolve("parameter/weights.h5"))) {
            assertArrayEquals(one.property("E->E", "syn_weight").orElseThrow(),
                    seed.property("E->E", "syn_weight").orElseThrow());
            assertArrayEquals(one.property("E->E", "delay").orElseThrow(),
                    parameter.property("E->E", "delay").orElseThrow());
            assertEquals(0.9, parameter.property("E->E", "release_probability").orElseThrow()[0], 1e-4);
        }
        final JsonNode record = new ObjectMapper().readTree(folder.resolve("seed/run.json").toFile());
        assertEquals(4, record.path("seed").asInt());
        assertEquals(3, record.path("from").path("network_seed").asInt());
        assertEquals(80, record.path("from").path("time_ms").asDouble());
    }

    @Test
    void stateIsKeptByRunsThatAreResumedAndNeedsAPlace() throws IOException {
        final Path file = folder.resolve("end.bin");
        final ScenarioRun stopped = run("stopped").checkpoints(CheckpointSchedule.model(50)).saveState(file);
        stopped.stop();
        stopped.execute();
        assertFalse(Files.exists(file), "it has not ended");
        ScenarioRun.resume(folder.resolve("stopped"), BuiltInModels.catalogue()).execute();
        assertEquals(200, StateFile.open(file).header().timeMs());
        final ScenarioRun nowhere = run("nowhere").saveState(folder.resolve("no/end.bin"));
        assertEquals(folder.resolve("no/end.bin") + ": there is no such directory to keep the state in",
                assertThrows(OutputException.class, nowhere::execute).getMessage());
    }

    @Test
    void stateThatIsNoNumberEndsTheRun() throws IOException {
        final ScenarioRun run = run("wild", "poisson[0].weight=1e308 pA");
        final String message = assertThrows(NumericalException.class, run::execute).getMessage();
        assertTrue(message.matches("population E: I_syn of neuron \\d+ is (Infinity|NaN) at 0.0 ms; look for .*"),
                message);
        assertFalse(Files.exists(folder.resolve("wild")));
    }

    @Test
    void stateThatDoesNotFitIsRefused() throws IOException {
        final StateFile warm = warm();
        final ScenarioRun larger = run("larger", "populations.E.size=81").from(warm);
        final String message = assertThrows(CheckpointException.class, larger::execute).getMessage();
        assertTrue(message.startsWith(warm.file() + ": is of a network with other neurons, synapses"), message);
        assertFalse(Files.exists(folder.resolve("larger")));
        final ScenarioRun between = run("between", "record.states=[{population: E, interval: 7 ms}]").from(warm);
        assertTrue(assertThrows(ScenarioException.class, between::execute).getMessage()
                .contains("states are sampled at multiples of 7.0 ms, and the run would begin between two, at 80.0"
                + " ms"));
    }
}
