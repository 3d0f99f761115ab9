package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SonataSpikesReaderTest {

    @TempDir
    Path directory;

    private static Path sample(String name) throws URISyntaxException {
        return Path.of(SonataSpikesReaderTest.class.getResource("/sonata/" + name).toURI());
    }

    private SonataSpikesReader reader(Consumer<GroupWriter> content) {
        Path path = directory.resolve("foreign.h5");
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            content.accept(file.root());
        }
        return SonataSpikesReader.open(path);
    }

    @Test
    void readsTheAllenInstitutesFiles() throws URISyntaxException {
        try (SonataSpikesReader reader = SonataSpikesReader.open(sample("300_intfire_spikes.h5"))) {
            assertEquals(List.of("v1"), reader.populations());
            assertEquals(SpikeOrder.BY_TIME, reader.order("v1"));
            assertEquals(Optional.empty(), reader.size("v1"));
            assertEquals(Optional.empty(), reader.provenance());
            SonataSpikesReader.Spikes spikes = reader.spikes("v1");
            assertEquals(4_322, spikes.count());
            assertTrue(LongStream.of(spikes.neurons()).allMatch(id -> id >= 0 && id < 300));
            double[] sorted = DoubleStream.of(spikes.timesMs()).sorted().toArray();
            assertArrayEquals(sorted, spikes.timesMs());
        }
    }

    @Test
    void readsTheOlderLayoutWithoutPopulations() {
        try (SonataSpikesReader reader = SonataSpikesReader.open(
                Path.of("../examples/circuits/ten_cells/external_spike_trains.h5"))) {
            assertEquals(List.of(SonataSpikesReader.UNNAMED), reader.populations());
            assertEquals(SpikeOrder.BY_ID, reader.order(SonataSpikesReader.UNNAMED));
            SonataSpikesReader.Spikes spikes = reader.spikes(SonataSpikesReader.UNNAMED);
            assertEquals(17, spikes.count());
            long[] sorted = LongStream.of(spikes.neurons()).sorted().toArray();
            assertArrayEquals(sorted, spikes.neurons());
        }
    }

    @Test
    void readsOtherNumberTypesAndMissingAttributes() {
        try (SonataSpikesReader reader = reader(root -> {
            GroupWriter population = root.group("spikes").group("p");
            population.array("timestamps", new float[] {0.5f, 1});
            population.array("node_ids", new int[] {3, 1});
        })) {
            assertArrayEquals(new double[] {0.5, 1}, reader.spikes("p").timesMs());
            assertArrayEquals(new long[] {3, 1}, reader.spikes("p").neurons());
            assertEquals(SpikeOrder.NONE, reader.order("p"));
        }
    }

    @Test
    void saysWhatIsWrong() {
        fails("group /spikes", () -> reader(root -> root.group("report")));
        try (SonataSpikesReader reader = reader(root -> {
            GroupWriter spikes = root.group("spikes");
            spikes.group("empty");
            GroupWriter uneven = spikes.group("uneven");
            uneven.array("timestamps", new double[2]);
            uneven.unsignedArray("node_ids", new long[3]);
            GroupWriter seconds = spikes.group("seconds");
            seconds.array("timestamps", new double[1]).attribute("units", "s");
            seconds.unsignedArray("node_ids", new long[1]);
        })) {
            fails("a dataset /spikes/empty/timestamps", () -> reader.spikes("empty"));
            fails("3 ids and 2 times", () -> reader.spikes("uneven"));
            fails("units s", () -> reader.spikes("seconds"));
            fails("[empty, seconds, uneven]", () -> reader.spikes("missing"));
        }
    }

    private static void fails(String expected, Runnable read) {
        DataFileException failure = assertThrows(DataFileException.class, read::run);
        assertTrue(failure.getMessage().contains(expected), failure.getMessage());
        assertTrue(failure.getMessage().contains("foreign.h5"), failure.getMessage());
    }
}
