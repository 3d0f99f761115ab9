package org.quantal.simulator.engine;

import java.util.Locale;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;

/**
 * Memory that a scenario will need, known before anything is built.
 *
 * @param synapses      expected number of synapses
 * @param synapseBytes  bytes of the synapses, with their rows
 * @param neuronBytes   bytes of neurons and their input
 * @param stateBytes    bytes of recorded states on their way to files
 * @param overheadBytes bytes of the program itself and of what building needs for a while
 */
public record MemoryEstimate(double synapses, double synapseBytes, double neuronBytes, double stateBytes,
        double overheadBytes) {
    private static final double OVERHEAD = 64e6;
    private static final double BYTES_PER_NEURON = 64;
    private static final double RUN_BYTES = 4;
    private static final double TRANSPOSED_BYTES = 4;
    /** Share of the memory from which on recorded states are told of. */
    private static final double SIZEABLE = 0.1;

    /** The estimate for a scenario. */
    public static MemoryEstimate of(Scenario scenario) {
        final Network network = scenario.network();
        final Partitioning partitioning = Partitioning.of(scenario);
        final WeightFormat format = WeightFormat.of(network, partitioning.slotBits());
        final Delays delays = Delays.of(network, scenario.grid());
        double synapses = 0;
        double bytes = 0;
        double widest = 0;
        for (int i = 0; i < network.projections().size(); i++) {
            final Projection projection = network.projections().get(i);
            final double expected = network.expectedSynapses(projection);
            synapses += expected;
            final boolean exact = scenario.integration() == Integration.EXACT;
            final int own = projection.isPlastic() ? LearningTable.bytesPerSynapse(projection)
                    : exact ? ExactTable.BYTES_PER_SYNAPSE : format.isWide(i) ? Long.BYTES : Integer.BYTES;
            bytes += expected * (own + projection.release().createSites().bytesPerSynapse());
            if (projection.isPlastic()) {
                final double tableRows = (double) network.population(projection.source()).size()
                        * partitioning.count();
                bytes += tableRows * LearningTable.BYTES_PER_ROW;
                bytes += exact ? exactRuns(projection, tableRows, expected) * ExactPlasticTable.BYTES_PER_RUN : 0;
            }
            widest = Math.max(widest, expected);
        }
        final double rows = (double) network.neurons() * partitioning.count();
        final double runs = Math.min(synapses, rows * (delays.longest() - delays.shortest() + 1.0));
        return new MemoryEstimate(synapses, bytes + rows * 2 * Long.BYTES + runs * RUN_BYTES,
                network.neurons() * BYTES_PER_NEURON, SampleBuffers.bytes(scenario),
                OVERHEAD + widest * TRANSPOSED_BYTES);
    }

    /** Runs of synapses that learn in continuous time: each of its own, unless all delays are equal. */
    private static double exactRuns(Projection projection, double rows, double synapses) {
        final double low = projection.rule().definesDelays() ? projection.rule().delayBounds()[0]
                : projection.delayMs().minimum();
        final double high = projection.rule().definesDelays() ? projection.rule().delayBounds()[1]
                : projection.delayMs().maximum();
        return low == high ? Math.min(rows, synapses) : synapses;
    }

    /** All bytes. */
    public double totalBytes() {
        return synapseBytes + neuronBytes + stateBytes + overheadBytes;
    }

    /**
     * Compares with what the virtual machine may take.
     *
     * @throws InsufficientMemoryException if it is not enough
     */
    public void require(long availableBytes) {
        if (totalBytes() > availableBytes) {
            final boolean many = stateBytes > SIZEABLE * totalBytes();
            throw new InsufficientMemoryException(String.format(Locale.ROOT,
                    "the network needs %.2f GB (%.3g synapses%s) but the program may use %.2f GB; make the network"
                    + " smaller, %sor allow more memory with QUANTAL_JAVA_OPTS=-Xmx%.0fg", totalBytes() / 1e9, synapses,
                    many ? String.format(Locale.ROOT, ", and %.2f GB for recorded states", stateBytes / 1e9) : "",
                    availableBytes / 1e9, many ? "record states of fewer neurons, " : "",
                    Math.ceil(totalBytes() / 1e9 * 1.1)));
        }
    }

    /** Too little memory for a network. */
    public static final class InsufficientMemoryException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        InsufficientMemoryException(String message) {
            super(message);
        }
    }
}
