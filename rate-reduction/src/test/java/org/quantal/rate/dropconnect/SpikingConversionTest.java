package org.quantal.rate.dropconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.rate.dropconnect.DropConnectLayer.Units;
import org.quantal.rate.dropconnect.SpikingConversion.Counts;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;

class SpikingConversionTest {
    private static final double WINDOW = 50;
    private static final double STEP = 0.25;
    private static final int WINDOWS = 250;
    private static final int COPIES = 300;
    private static final double[] WEIGHT = {0.04, -0.02};

    @TempDir
    private Path folder;

    /** Copies of a unit with two inputs, each with inputs of its own. */
    private static DropConnectNetwork copies(double keep0, double keep1) {
        final DMatrixRMaj w = new DMatrixRMaj(COPIES, 2 * COPIES);
        final DMatrixRMaj keep = new DMatrixRMaj(COPIES, 2 * COPIES);
        keep.fill(1);
        final double[] b = new double[COPIES];
        for (int i = 0; i < COPIES; i++) {
            for (int j = 0; j < 2; j++) {
                w.set(i, 2 * i + j, WEIGHT[j]);
                keep.set(i, 2 * i + j, j == 0 ? keep0 : keep1);
            }
            b[i] = 0.3;
        }
        return DropConnectNetwork.of(new DropConnectLayer("out", w, b, keep, Activation.LINEAR, new Units("Hz", "mV",
                "mV")));
    }

    /**
     * Scenario files are written, read as {@code quantal run} reads them, and run: the drives over presentations have
     * the mean and variance of the artificial network, 75,000 independent samples. On the grid a Poisson source has at
     * most one spike a step, so that a release is a Bernoulli number of each step: with that taken into account (2 % at
     * this long step) the bound is 4 standard errors, 2 % of the variance.
     */
    @ParameterizedTest
    @CsvSource({"REGULAR,0.6,0.8", "POISSON,0.6,0.5"})
    void scenarioHasTheMomentsOfTheNetwork(Counts counts, double keep0, double keep1) {
        final DropConnectNetwork net = copies(keep0, keep1);
        final double[] rates = new double[2 * COPIES];
        java.util.Arrays.setAll(rates, j -> j % 2 == 0 ? 100 : 60);
        final LifExp neuron = new LifExp(new Membrane(250, 20, 2, -70, 1e6, -70, 0), 2, 2, false);
        final SpikingNetwork spiking = new SpikingConversion(WINDOW, 1, 1, counts, layer -> neuron).convert(net,
                List.of(rates));
        final Path file = SpikingScenarioFiles.write(folder, spiking, new SpikingScenarioFiles.Run("inverse", STEP,
                STEP, 100,
                WINDOW * WINDOWS, 21));
        final Scenario read = ScenarioReader.read(file, BuiltInModels.catalogue(), List.of()).scenario();
        final double[][] drive = drives(read, spiking.layers().get(0));
        final double[][] samples = new double[COPIES * WINDOWS][1];
        for (int n = 0; n < samples.length; n++) {
            samples[n][0] = drive[n / COPIES][n % COPIES];
        }
        final double[] moments = EngineGroups.moments(samples)[0];
        double mean = net.layers().get(0).drive(rates)[0] - 0.3;
        double variance = net.layers().get(0).driveVariance(rates)[0];
        if (counts == Counts.POISSON) {
            mean = 0;
            double onGrid = 0;
            for (int j = 0; j < 2; j++) {
                final double perStep = rates[j] * STEP / 1000;
                final double q = -Math.expm1(-perStep);
                final double p = spiking.layers().get(0).release().get(0, j);
                mean += WEIGHT[j] * rates[j] * q / perStep;
                onGrid += WEIGHT[j] * WEIGHT[j] * rates[j] * rates[j] * q * (1 - p * q)
                        / (p * perStep * perStep * WINDOW / STEP);
            }
            assertEquals(variance, onGrid, 0.025 * variance);
            variance = onGrid;
        }
        assertEquals(mean, moments[0], 4 * Math.sqrt(variance / samples.length));
        assertEquals(variance, moments[1], 4 * moments[2]);
        assertEquals(0.005, moments[2] / variance, 0.002);
        // The bias is a current that makes 0.3 mV.
        assertEquals(0.3 * 250 / 20, read.network().currentDrives().get(0).initialPA(), 1e-12);
    }

    private static double[][] drives(Scenario read, SpikingNetwork.Layer layer) {
        final Network network = read.network();
        final List<ReleasedDrive> measured = new java.util.ArrayList<>();
        Simulation simulation = Simulation.of(new Scenario(read.name(), network, read.grid(), read.warmupMs(),
                read.durationMs(), read.seed(),
                1, new Recordings(List.of(), List.of(), network.projections().stream().map(p -> p.name()).toList())))
                .threads(1);
        for (var projection : network.projections()) {
            final double weight = ((ExplicitConnections) projection.rule()).weight()[0];
            measured.add(new ReleasedDrive(projection.name(), COPIES,
                    (i, j) -> weight * layer.factorMs(weight) / WINDOW, WINDOW, WINDOWS));
            simulation = simulation.record(measured.get(measured.size() - 1));
        }
        try (Simulation running = simulation) {
            running.run();
        }
        final double[][] sum = new double[WINDOWS][COPIES];
        for (ReleasedDrive one : measured) {
            for (int w = 0; w < WINDOWS; w++) {
                for (int i = 0; i < COPIES; i++) {
                    sum[w][i] += one.drive()[w][i];
                }
            }
        }
        return sum;
    }

    /** Masks, weights and biases come back when the spiking network is reduced at its reference rates. */
    @Test
    void reductionUndoesTheConversion() {
        final double[][] w = {{0.5, -0.3, 0.2}, {0.1, 0.4, -0.6}};
        final DropConnectNetwork net = new DropConnectNetwork(List.of(DropConnectLayer.of("hidden", w,
                new double[] {0.2, 0.1}, 0.4, Activation.RELU),
                DropConnectLayer.of("out", new double[][] {{0.7, -0.2}}, new double[] {0.05}, 0.5, Activation.LINEAR)));
        final SpikingConversion conversion = new SpikingConversion(200, 50, 2, Counts.POISSON,
                SpikingConversion.linearPoisson(10, 50, 2));
        final double[] x = {1, 0.5, 0.25};
        final List<double[]> rates = conversion.ratesAt(net, x);
        final Network network = conversion.convert(net, rates)
                .network(new org.quantal.models.neuron.PoissonSource(50), 1);
        final Scenario scenario = new Scenario("s", network, new org.quantal.simulator.TimeGrid(0.1), 0, 1, 1, 1,
                List.of());
        final OperatingPoint point = new OperatingPoint(java.util.Map.of("input", rates.get(0), "hidden", rates.get(1),
                "hidden_bias",
                new double[] {1000}), java.util.Map.of());
        final List<ReducedLayer> layers = new DropConnectReduction(200, point, TransferFactory.drive(),
                DropConnectReduction.Resolution.NEURONS)
                .reduce(scenario);
        final ReducedLayer hidden = layers.get(0);
        for (int i = 0; i < 2; i++) {
            // In pA for a drive of 2 pA; the bias of its source comes on top of what the inputs bring.
            assertEquals(2 * net.layers().get(0).drive(x)[i], hidden.mean()[i], 1e-6);
            for (int j = 0; j < 3; j++) {
                assertEquals(2 * w[i][j] / 50, hidden.layer().weight().get(i, j), 1e-8);
                assertEquals(0.4, hidden.layer().keep().get(i, j), 1e-4);
            }
            assertEquals(rates.get(1)[i], hidden.layer().transfer().value(i, hidden.mean()[i]), 1e-5);
        }
        assertEquals(0.1, layers.get(1).layer().bias()[0], 1e-12);
        assertEquals(0.5, layers.get(1).layer().keep().get(0, 1), 1e-4);
    }

    /**
     * Probabilities and weights of a list go together (weights are divided by probabilities): the theory of rates
     * knows, and so does the reduction of populations.
     */
    @Test
    void ratesOfAConvertedNetworkFollowFromItsWeights() {
        final DropConnectNetwork net = DropConnectNetwork.of(new DropConnectLayer("l",
                new DMatrixRMaj(new double[][] {{1, 1}}), new double[1],
                new DMatrixRMaj(new double[][] {{0.2, 0.6}}), Activation.RELU, Units.NONE));
        // A slow filter leaves no noise that the rectification could turn into rate.
        final SpikingNetwork spiking = new SpikingConversion(100, 40, 1, Counts.POISSON,
                SpikingConversion.linearPoisson(50_000, 40, 1))
                .convert(net, List.of(new double[] {40, 40}));
        final Scenario scenario = new Scenario("s", spiking.network(1), new org.quantal.simulator.TimeGrid(0.1), 0, 1,
                1, 1, List.of());
        final var rates = org.quantal.rate.meanfield.Reduction.of(scenario,
                org.quantal.rate.meanfield.Methods.named("siegert"));
        assertEquals(80, rates.ratesHz().get("l"), 1e-6);
        final ReducedLayer coarse = new DropConnectReduction(100, OperatingPoint.of(scenario, rates),
                TransferFactory.drive(),
                DropConnectReduction.Resolution.POPULATIONS).reduce(scenario).get(0);
        assertEquals(2, coarse.mean()[0], 1e-6);
        assertEquals(0.8 / 0.2 + 0.4 / 0.6, coarse.driveVariance()[0], 1e-3);
    }

    @Test
    void whatCannotBeIsRefusedWithFigures() {
        final DropConnectNetwork net = DropConnectNetwork.of(DropConnectLayer.of("l", new double[][] {{1}},
                new double[1], 0.9, Activation.LINEAR));
        final SpikingConversion conversion = new SpikingConversion(100, 1, 1, Counts.POISSON,
                SpikingConversion.linearPoisson(5, 1, 1));
        final String few = assertThrows(IllegalArgumentException.class, () -> conversion.convert(net,
                List.of(new double[] {20}))).getMessage();
        assertTrue(few.contains("layer l, output 0, input 0 at 20.0 Hz for 100.0 ms") && few.contains("at least 9.0")
                && few.contains("there are 2.0"),
                few);
        final String many = assertThrows(IllegalArgumentException.class,
                () -> conversion.convert(DropConnectNetwork.of(DropConnectLayer.of("l",
                new double[][] {{1}}, new double[1], 0.1, Activation.LINEAR)), List.of(new double[] {1e5})))
                .getMessage();
        assertTrue(many.contains("too small for its grid of 1/65536"), many);
        assertThrows(IllegalArgumentException.class,
                () -> conversion.convert(DropConnectNetwork.of(DropConnectLayer.of("l", new double[][] {{1}},
                new double[1], 0.5, Activation.TANH)), List.of(new double[] {100})));
        assertThrows(IllegalArgumentException.class, () -> conversion.convert(net, List.of(new double[2])));
    }

    @Test
    void filesOfDifferentRatesAndBiasesAreScenarios() throws IOException {
        final DropConnectNetwork net = DropConnectNetwork.of(DropConnectLayer.of("l", new double[][] {{1, 2, 3}, {1, 0,
                1}}, new double[] {0.5, -1},
                0.5, Activation.LINEAR));
        final SpikingNetwork spiking = new SpikingConversion(100, 1, 1, Counts.POISSON,
                SpikingConversion.linearPoisson(5, 1, 1)).convert(net,
                List.of(new double[] {40, 20, 40}));
        final Path file = SpikingScenarioFiles.write(folder, spiking, new SpikingScenarioFiles.Run("two", 0.1, 1, 0,
                100, 1));
        final Scenario read = ScenarioReader.read(file, BuiltInModels.catalogue(), List.of()).scenario();
        assertEquals(List.of("input_0", "input_1", "l", "l_bias"), read.network().populations().stream()
                .map(p -> p.name()).toList());
        assertEquals(4 + 1 + 2, read.network().expectedSynapses());
        assertEquals(spiking.network(1).projections().stream().map(p -> p.rule()).toList(), read.network()
                .projections().stream().map(p -> p.rule())
                .toList());
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.toString().endsWith(".part")));
        }
    }
}
