package org.quantal.rate.dropconnect;

import java.nio.file.Path;
import java.util.List;
import org.quantal.simulator.Scenario;

/** Reduces a scenario and writes the layers: what a command needs. */
public final class DropConnectExport {
    /** Presentations of the stored test. */
    private static final int TRIALS = 2000;

    private DropConnectExport() {
    }

    /**
     * Writes {@code dropconnect.h5}: the layers of a scenario's network for presentations of a length and, if they are
     * a chain, a test at the rates of the operating point.
     *
     * @param file     to write; replaced if there is one
     * @param scenario whose network is reduced; its seed also draws the test's masks
     * @param point    rates of all populations that are sources of synapses
     * @param windowMs length of a presentation in ms
     * @param transfer from drive to rate, such as {@link SiegertTransfer#factory()}
     * @return the layers, to be reported
     * @throws IllegalArgumentException     if the network has no such reduction
     * @throws java.io.UncheckedIOException if the file cannot be written; there is none then
     */
    public static List<ReducedLayer> write(Path file, Scenario scenario, OperatingPoint point, double windowMs,
            TransferFactory transfer,
            DropConnectReduction.Resolution resolution) {
        final List<ReducedLayer> layers = new DropConnectReduction(windowMs, point, transfer, resolution)
                .reduce(scenario);
        DropConnectFile.Test test = null;
        if (DropConnectReduction.isChain(layers)) {
            test = DropConnectFile.Test.of(DropConnectReduction.chain(layers), layers.get(0).rateHz(), TRIALS,
                    scenario.seed());
        }
        DropConnectFile.write(file, layers, test);
        return layers;
    }
}
