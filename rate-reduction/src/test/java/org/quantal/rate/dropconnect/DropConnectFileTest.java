package org.quantal.rate.dropconnect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.neuron.PoissonSource;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.rate.dropconnect.DropConnectReduction.Resolution;
import org.quantal.rate.meanfield.Methods;
import org.quantal.rate.meanfield.Reduction;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

class DropConnectFileTest {
    /** Left behind for the Python of docs/dropconnect.md. */
    private static final Path KEPT = Path.of("target", "dropconnect");

    @TempDir
    private Path folder;

    private static DropConnectNetwork network() {
        return new DropConnectNetwork(List.of(
                DropConnectLayer.of("hidden", new double[][] {{0.5, -1, 0.3}, {0.2, 0.8, -0.4}}, new double[] {0.1,
                0.2}, 0.7, Activation.RELU),
                DropConnectLayer.of("out", new double[][] {{1, -0.5}, {0.3, 0.9}}, new double[] {0, 0.1}, 0.5,
                Activation.TANH)));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Files.createDirectories(KEPT);
        final Path file = KEPT.resolve("dropconnect.h5");
        final double[] input = {1, 0.5, 0.8};
        final DropConnectFile.Test test = DropConnectFile.Test.of(network(), input, 100_000, 4);
        DropConnectFile.write(file, network(), test);
        final DropConnectNetwork read = DropConnectFile.read(file);
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(network().layers().get(k).weight().data, read.layers().get(k).weight().data);
            assertArrayEquals(network().layers().get(k).keep().data, read.layers().get(k).keep().data);
            assertArrayEquals(network().layers().get(k).bias(), read.layers().get(k).bias());
            assertEquals(network().layers().get(k).transfer(), read.layers().get(k).transfer());
            assertEquals(network().layers().get(k).units(), read.layers().get(k).units());
        }
        try (Hdf5Reader reader = Hdf5Reader.open(file)) {
            assertArrayEquals(read.trials(input, Masks.quenched(), 100_000, 4).mean(), reader.doubles("/test/mean"));
            assertArrayEquals(new long[] {2, 3}, reader.dimensions("/layers/0/weight"));
        }
    }

    private static Scenario scenario(boolean recurrent, int size) {
        final LifDelta lif = new LifDelta(new Membrane(250, 20, 2, -70, -50, -60, 0));
        final Projection in = new Projection("S->E", "S", "E", new FixedIndegree(20, true, true), new Constant(0.4),
                new Constant(1),
                new BernoulliRelease(0.5), true);
        final Projection back = new Projection("E->E", "E", "E", new FixedIndegree(10, true, true), new Constant(0.2),
                new Constant(1),
                new BernoulliRelease(0.25), false);
        return new Scenario("s", new Network(List.of(new Population("S", size, new PoissonSource(20), Map.of()),
                new Population("E", size, lif, Map.of())),
                recurrent ? List.of(in, back) : List.of(in), List.of(new PoissonDrive("E", 100, 10, 0.1)), List.of()),
                new TimeGrid(0.1), 0, 1, 3, 1,
                List.of());
    }

    /**
     * mu and sigma of (15), whatever the resolution: neurons differ by their drawn synapses (pairs may share some), but
     * their in-degrees are fixed.
     */
    @Test
    void reducedScenarioHasTheDriveOfMeanFieldTheory() {
        final Path file = folder.resolve("dropconnect.h5");
        final OperatingPoint point = OperatingPoint.poisson(Map.of("S", 20.0, "E", 5.0));
        final double mu = 20 * 0.4 * 20 * 0.02 + 20 * 10 * 0.2 * 0.25 * 0.005 + 20 * 100 * 0.1 * 0.01;
        final double sigma2 = 20 * 20 * 0.4 * 0.4 / 0.5 * 0.02 + 20 * 10 * 0.04 * 0.25 * 0.005 + 20 * 100 * 0.01 * 0.01;
        final ReducedLayer coarse = DropConnectExport.write(file, scenario(true, 200), point, 100,
                TransferFactory.drive(), Resolution.POPULATIONS)
                .get(0);
        assertEquals(mu, coarse.mean()[0], 1e-12);
        assertEquals(Math.sqrt(sigma2), coarse.sigma()[0], 1e-12);
        assertEquals(List.of("S", "E"), coarse.sources().stream().map(ReducedLayer.Source::population).toList());
        // 20 synapses of p = 0.5 at 20 Hz for 100 ms: keep probability of their sum.
        assertEquals(20 * 0.5 * 2 / (1 + 20 * 0.5 * 2), coarse.layer().keep().get(0, 0), 1e-12);
        // Synapses of S: p = 0.5 and 2 spikes, ratio 2; of E: p = 0.25 and half a spike, ratio 1.375; weighted by their
        // variances.
        final double[] part = {20 * 20 * 0.16 / 0.5 * 0.02, 20 * 10 * 0.04 * 0.25 * 0.005};
        assertEquals((2 * part[0] + 1.375 * part[1]) / (part[0] + part[1]), coarse.varianceRatio()[0], 1e-9);
        final String[] text = ReducedLayerText.of(List.of(coarse)).split("\n");
        assertTrue(text[2].startsWith("E ") && text[2].contains(" 1 x 2 "), text[2]);
        assertTrue(text[2].contains(String.format(java.util.Locale.ROOT, "%.4g mV", mu)), text[2]);
        final ReducedLayer fine = DropConnectExport.write(file, scenario(true, 200), point, 100,
                TransferFactory.drive(), Resolution.AUTO).get(0);
        double meanSigma2 = 0;
        for (int i = 0; i < 200; i++) {
            assertEquals(mu, fine.mean()[i], 1e-5);
            meanSigma2 += fine.sigma()[i] * fine.sigma()[i] / 200;
        }
        // Twin synapses of a pair share counts: sum of squares up by (K - 1)/N of <a>^2, here 20 * (19/200 0.16 20 0.02
        // + 9/200 10/20 ...).
        final double twins = 20 * (20 * 19 / 200.0 * 0.16 * 0.02 + 10 * 9 / 200.0 * 0.04 / 16 * 0.005);
        assertEquals(sigma2 + twins, meanSigma2, 0.03);
        assertFalse(DropConnectReduction.isChain(List.of(fine)));
        try (Hdf5Reader reader = Hdf5Reader.open(file)) {
            assertFalse(reader.has("/test"));
            assertArrayEquals(new long[] {200, 400}, reader.dimensions("/layers/0/weight"));
            assertEquals("mV/Hz", reader.textAttribute("/layers/0/weight", "units").orElseThrow());
            assertEquals(100, reader.doubleAttribute("/", "presentation").orElseThrow());
        }
    }

    /**
     * Layers at the self-consistent rates give these rates back: the drive of both reductions is the same, and so is
     * the transfer.
     */
    @Test
    void layersHaveTheSelfConsistentRates() {
        final Scenario scenario = scenario(true, 200);
        final Reduction rates = Reduction.of(scenario, Methods.named("siegert"));
        final OperatingPoint point = OperatingPoint.of(scenario, rates);
        final ReducedLayer layer = new DropConnectReduction(100, point, SiegertTransfer.factory(),
                Resolution.POPULATIONS).reduce(scenario).get(0);
        final double rate = rates.ratesHz().get("E");
        assertTrue(rate > 0);
        assertEquals(rate, layer.layer().transfer().value(0, layer.mean()[0]), 1e-8 * rate);
        final double h = 1e-4;
        assertEquals((layer.layer().transfer().value(0, layer.mean()[0] + h) - layer.layer().transfer().value(0,
                layer.mean()[0] - h)) / (2 * h),
                layer.layer().transfer().slope(0, layer.mean()[0]), 1e-5 * layer.layer().transfer().slope(0,
                layer.mean()[0]));
        assertEquals(rate, layer.layer().activity(layer.layer().drive(layer.rateHz()))[0], 1e-8 * rate);
    }

    @Test
    void chainCarriesItsTest() {
        final Path file = folder.resolve("dropconnect.h5");
        final List<ReducedLayer> layers = DropConnectExport.write(file, scenario(false, 50),
                OperatingPoint.poisson(Map.of("S", 20.0)), 100,
                (population, mean, sigma) -> TransferFactory.linearised(new double[50], new double[50], mean),
                Resolution.AUTO);
        assertTrue(DropConnectReduction.isChain(layers));
        assertEquals(layers.get(0).layer().transfer(), DropConnectFile.read(file).layers().get(0).transfer());
        try (Hdf5Reader reader = Hdf5Reader.open(file)) {
            assertEquals(50, reader.doubles("/test/mean").length);
        }
    }

    @Test
    void mistakesAreRefused() throws IOException {
        final OperatingPoint empty = OperatingPoint.poisson(Map.of());
        assertMessageHolds("lacks the rate of population 'S'", () -> new DropConnectReduction(100, empty,
                TransferFactory.drive(), Resolution.AUTO)
                .reduce(scenario(true, 50)));
        assertMessageHolds("25000000 entries, more than 4000000", () -> new DropConnectReduction(100, empty,
                TransferFactory.drive(),
                Resolution.NEURONS).reduce(scenario(false, 5000)));
        assertMessageHolds("a presentation must have a length", () -> new DropConnectReduction(0, empty,
                TransferFactory.drive(), Resolution.AUTO));
        final Path no = Files.writeString(folder.resolve("no.h5"), "text");
        assertThrows(DataFileException.class, () -> DropConnectFile.readLayers(no));
    }

    private static void assertMessageHolds(String part, org.junit.jupiter.api.function.Executable action) {
        final String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
