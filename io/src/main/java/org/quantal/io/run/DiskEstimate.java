package org.quantal.io.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;

/**
 * Space that the recordings of a scenario will take, known before it is simulated. Figures are of unpacked data; what
 * is written is packed, by how much depends on the data.
 *
 * <p>How many samples of states and snapshots of synapses there will be is certain; how many spikes is not, and
 * {@value #GUESSED_RATE_HZ} spikes per second and neuron are assumed. A run is refused if even the certain part, packed
 * as well as it may be, has no room; see {@link #require}.
 *
 * @param spikeBytes   spikes at the assumed rate: time (float64) and neuron (uint64)
 * @param stateBytes   samples of states, float32
 * @param synapseBytes snapshots of synapses
 * @param releaseBytes outcomes of release at the assumed rate: time, both neurons, and response, 28 bytes each
 * @param leastBytes   what will at least be written, whatever the rates
 */
public record DiskEstimate(double spikeBytes, double stateBytes, double synapseBytes, double releaseBytes,
        double leastBytes) {
    /** Rate that is assumed for all neurons, in spikes per second. */
    public static final double GUESSED_RATE_HZ = 10;

    private static final double MS_PER_S = 1000;
    private static final int SPIKE_BYTES = 2 * Long.BYTES;
    private static final int RELEASE_BYTES = 3 * Long.BYTES + Float.BYTES;
    /** Neurons, type, group and place of an edge, its delay, and its place in the indices. */
    private static final int EDGE_BYTES = 6 * Long.BYTES + 2 * Long.BYTES;
    /** Weight and release probability. */
    private static final int PROPERTIES = 2;
    /** Recorded membrane potentials were packed to 0.42 to 0.62 of their size, weights that learn to 0.57 to 0.59. */
    private static final double BEST_PACKED = 0.25;
    /** With checkpoints all goes to a log first, which is there until the files are complete. */
    private static final int COPIES_WITH_CHECKPOINTS = 2;

    /** The estimate for a scenario without checkpoints. */
    public static DiskEstimate of(LoadedScenario loaded) {
        final Scenario scenario = loaded.scenario();
        final Network network = scenario.network();
        final double spikesOfANeuron = GUESSED_RATE_HZ * scenario.durationMs() / MS_PER_S;
        final double spikes = loaded.recordSpikes() ? spikesOfANeuron * network.neurons() : 0;
        double states = 0;
        for (StateRecording recording : scenario.states()) {
            states += recording.samples(scenario.durationMs()) * recording.neurons().length
                    * recording.variables().size() * Float.BYTES;
        }
        double synapses = 0;
        double learnt = 0;
        for (SynapseRecording recording : scenario.recordings().synapses()) {
            final Projection projection = network.projection(recording.projection());
            final double count = network.expectedSynapses(projection);
            final int looks = looks(recording, scenario.durationMs());
            // The last snapshot stands by itself; if there are several, all stand in the history, too.
            final int copies = looks > 1 ? looks + 1 : looks;
            synapses += looks == 0 ? 0 : count * (EDGE_BYTES + PROPERTIES * Float.BYTES * copies);
            learnt += projection.isPlastic() ? count * copies * Float.BYTES * (learnsProbability(projection) ? 2 : 1)
                    : 0;
        }
        double releases = 0;
        for (String name : new HashSet<>(scenario.recordings().releases())) {
            releases += network.expectedSynapses(network.projection(name)) * spikesOfANeuron;
        }
        return new DiskEstimate(spikes * SPIKE_BYTES, states, synapses, releases * RELEASE_BYTES,
                BEST_PACKED * (states + learnt));
    }

    private static int looks(SynapseRecording recording, double durationMs) {
        final Set<Double> times = new HashSet<>(recording.timesMs());
        times.removeIf(time -> time > durationMs);
        if (recording.atEnd()) {
            times.add(durationMs);
        }
        return times.size();
    }

    private static boolean learnsProbability(Projection projection) {
        return projection.plasticity().stream().anyMatch(PlasticityRule::learnsProbability);
    }

    /** All bytes of unpacked data. */
    public double totalBytes() {
        return spikeBytes + stateBytes + synapseBytes + releaseBytes;
    }

    /**
     * Compares the part that is certain with the space that there is.
     *
     * @param freeBytes   space of the directory's file system
     * @param checkpoints whether there will be a log beside the files
     * @throws OutputException if it cannot be enough
     */
    void require(Path directory, double freeBytes, boolean checkpoints) {
        final double least = checkpoints ? COPIES_WITH_CHECKPOINTS * leastBytes : leastBytes;
        if (least > freeBytes) {
            throw new OutputException(directory + ": recorded states and learning synapses need at least "
                    + Numbers.bytes(least)
                    + (checkpoints ? " (log and files)" : "") + ", and there are " + Numbers.bytes(freeBytes)
                    + " free; record fewer neurons, longer intervals or fewer times, free some space, or name another"
                    + " directory with --out");
        }
    }

    /**
     * Space that is left for a directory, which need not be there yet.
     *
     * @throws IOException if the file system does not tell
     */
    static long freeBytes(Path directory) throws IOException {
        final Path there = Stream.iterate(directory.toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(Files::exists).findFirst()
                .orElseThrow(() -> new IOException(directory + " is on no file system"));
        // Not by Files.getFileStore, which looks for the mount in a table that containers and chroots may not show.
        final File file = there.toFile();
        if (file.getTotalSpace() == 0) {
            throw new IOException(there + ": no size of the file system");
        }
        return file.getUsableSpace();
    }
}
