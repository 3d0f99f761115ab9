package org.quantal.rate.meanfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.models.neuron.AdaptiveExponential;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.neuron.PoissonSource;
import org.quantal.models.neuron.PulsePoissonSource;
import org.quantal.models.neuron.RegularSource;
import org.quantal.models.neuron.SinusoidalPoissonSource;
import org.quantal.models.neuron.StepPoissonSource;
import org.quantal.models.plasticity.StdpRule;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BetaRelease;
import org.quantal.models.release.ListedRelease;
import org.quantal.models.release.Quanta;
import org.quantal.models.release.Reliable;
import org.quantal.models.release.ShortTermDynamics;
import org.quantal.models.release.ShortTermTheory;
import org.quantal.models.release.StochasticTsodyksMarkram;
import org.quantal.models.release.WeightCorrelatedRelease;
import org.quantal.rate.Amplitude;
import org.quantal.rate.Drive;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.siegert.Siegert;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.CurrentDrive.Change;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.FixedTotalNumber;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.PairwiseBernoulli;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;

class NetworkReductionTest {
    private static final Membrane MEMBRANE = new Membrane(250, 10, 2, -65, -50, -65, 0);
    private static final NeuronModel LIF = new LifExp(MEMBRANE, 0.5, 0.5, false);

    private static Scenario scenario(Network network) {
        return new Scenario("test", network, new TimeGrid(0.1), 0, 1000, 1, 0, List.of());
    }

    private static Population population(String name, int size, NeuronModel model) {
        return new Population(name, size, model, Map.of());
    }

    /** Ten sources of 5 Hz and what they project onto. */
    private static MeanField model(NeuronModel target, ConnectionRule rule, Distribution weight, ReleaseModel release,
            boolean keepMean) {
        return NetworkReduction.of(scenario(new Network(
                List.of(population("in", 10, new PoissonSource(5)), population("out", 20, target)),
                List.of(new Projection("in->out", "in", "out", rule, weight, new Constant(1), release, keepMean)),
                List.of(), List.of())));
    }

    /** The one input of the target at the sources' rate. */
    private static PoissonInput input(MeanField model) {
        final List<PoissonInput> inputs = model.inputs(1, new double[] {0.005, 0});
        assertEquals(1, inputs.size());
        return inputs.get(0);
    }

    /** The network of the full circuit, whose numbers of synapses are rounded: 2e-5 of a rate. */
    @Test
    void microcircuitIsThatOfItsNumbers() {
        final List<Population> populations = new ArrayList<>();
        final List<Projection> projections = new ArrayList<>();
        final List<PoissonDrive> drives = new ArrayList<>();
        for (int a = 0; a < 8; a++) {
            populations.add(population("P" + a, Microcircuit.SIZES[a], LIF));
            drives.add(new PoissonDrive("P" + a, Microcircuit.EXTERNAL[a], 8, Microcircuit.WEIGHT));
        }
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < 8; b++) {
                final ConnectionRule.PairSpace pairs =
                        new ConnectionRule.PairSpace(Microcircuit.SIZES[b], Microcircuit.SIZES[a], a == b);
                projections.add(new Projection(b + "->" + a, "P" + b, "P" + a,
                        FixedTotalNumber.ofProbability(Microcircuit.PROBABILITIES[a][b], pairs),
                        new Constant(Microcircuit.weight(a, b)), new Constant(1.5), new BernoulliRelease(0.5), true));
            }
        }
        final Reduction reduction = Reduction.of(scenario(new Network(populations, projections, drives, List.of())),
                new Siegert());
        final double[] expected = FixedPointSearch.of(Microcircuit.model(0.5, true, false), new Siegert()).get(0)
                .ratesPerMs();
        for (int a = 0; a < 8; a++) {
            assertEquals(1000 * expected[a], reduction.ratesHz().get("P" + a), 2e-2 * expected[a]);
        }
        assertEquals(1, reduction.points().size());
    }

    /** Mean in-degrees, for each rule. */
    @Test
    void indegreesAreMeans() {
        final Reliable reliable = new Reliable();
        final Constant weight = new Constant(50);
        assertEquals(0.005 * 10, input(model(LIF, new AllToAll(), weight, reliable, false)).ratePerMs(), 1e-15);
        assertEquals(0.005 * 7, input(model(LIF, new FixedIndegree(7), weight, reliable, false)).ratePerMs(), 1e-15);
        assertEquals(0.005 * 3, input(model(LIF, new PairwiseBernoulli(0.3), weight, reliable, false)).ratePerMs(),
                1e-15);
        assertEquals(0.005 * 60 / 20, input(model(LIF, new FixedTotalNumber(60), weight, reliable, false)).ratePerMs(),
                1e-15);
        final Network self = new Network(List.of(population("E", 20, LIF)),
                List.of(new Projection("E->E", "E", "E", new AllToAll(false),
                weight, new Constant(1), reliable, false)), List.of(), List.of());
        assertEquals(0.019, NetworkReduction.of(scenario(self)).inputs(0, new double[] {0.001}).get(0).ratePerMs(),
                1e-15);
    }

    /** Distributed weights, failures and kept means: (1) with the factor 1 + c_J². */
    @ParameterizedTest
    @CsvSource({"1, false", "0.4, false", "0.4, true"})
    void momentsAreThoseOfWeightsAndRelease(double p, boolean keepMean) {
        final Distribution weight = new LogNormal(50, 20);
        final Amplitude amplitude = input(model(LIF, new FixedIndegree(7), weight, new BernoulliRelease(p), keepMean))
                .amplitude();
        final double factor = keepMean ? 1 / p : 1;
        assertEquals(p * factor * 50, amplitude.moment(1), 1e-7);
        assertEquals(p * factor * factor * 2500 * 1.16, amplitude.moment(2), 1e-5);
        // E[w³] = m³ (1 + c²)³ of a lognormal law.
        assertEquals(p * StrictMath.pow(factor * 50 * 1.16, 3), amplitude.moment(3), 1e-4 * amplitude.moment(3));
    }

    @Test
    void keptMeansAreKeptWithEveryRelease() {
        final Distribution weight = new Uniform(20, 80);
        for (ReleaseModel release : List.of(new BetaRelease(0.46, 0.26),
                new WeightCorrelatedRelease(new BetaRelease(0.5, 0.2), 0.8))) {
            final Amplitude amplitude = input(model(LIF, new FixedIndegree(7), weight, release, true)).amplitude();
            assertEquals(50, amplitude.mean(), 1e-9);
            assertEquals(release.meanProbability(), amplitude.moment(0), 1e-6);
        }
    }

    /** Listed weights enter with their own moments. */
    @Test
    void weightsFromAFileCount() {
        final ConnectionRule rule = new ExplicitConnections(new int[] {0, 1, 2, 2}, new int[] {0, 3, 3, 19},
                new double[] {10, 20, 40, 10}, null);
        final PoissonInput input = input(model(LIF, rule, new Constant(25), new BernoulliRelease(0.5), false));
        assertEquals(0.005 * 4 / 20, input.ratePerMs(), 1e-15);
        assertEquals(0.5 * 20, input.amplitude().moment(1), 1e-12);
        assertEquals(0.5 * 550, input.amplitude().moment(2), 1e-10);
        assertEquals(0.5 * 18500, input.amplitude().moment(3), 1e-8);
    }

    /** Listed probabilities go with the listed weights: sums of p w^k over four synapses. */
    @Test
    void probabilitiesFromAFileGoWithTheWeights() {
        final double[] weight = {10, 20, 40, 10};
        final double[] p = {0.1, 0.5, 0.9, 0.2};
        final ConnectionRule rule = new ExplicitConnections(new int[] {0, 1, 2, 2}, new int[] {0, 3, 3, 19}, weight,
                null, p);
        final Amplitude amplitude =
                input(model(LIF, rule, new Constant(25), ListedRelease.ENTRY.create(Map.of()), false)).amplitude();
        for (int k = 0; k <= 3; k++) {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += p[i] * StrictMath.pow(weight[i], k) / 4;
            }
            assertEquals(sum, amplitude.moment(k), 1e-12 * sum);
        }
    }

    /** Releases per spike fall with the rate as theory says. */
    @Test
    void depletionFollowsTheRate() {
        final ShortTermDynamics dynamics = new ShortTermDynamics(0.5, 0, 0, 800);
        final MeanField model = model(LIF, new FixedIndegree(7), new Constant(50),
                new StochasticTsodyksMarkram(dynamics, new Quanta(5, 0, true)), false);
        assertEquals(50 * new ShortTermTheory(dynamics).poisson(5).release(), input(model).amplitude().mean(), 1e-9);
        assertEquals(50 * new ShortTermTheory(dynamics).poisson(80).release(),
                model.inputs(1, new double[] {0.08, 0}).get(0).amplitude().mean(), 1e-9);
        assertTrue(model.cautions(1, new double[] {0.005, 0}).contains(Caution.DEPLETION));
        final double slope = model.populations().get(1).connections().get(0).slope(0.005, 1);
        // d/dr of r U/(1 + U r tau) is U/(1 + U r tau)².
        assertEquals(7 * 50 * 0.5 / 9, slope, 1e-6);
    }

    /** Currents of the model and of drives; potentials relative to rest; delta synapses. */
    @Test
    void currentsAndDrivesAddUp() {
        final Membrane membrane = new Membrane(200, 20, 2, -70, -52, -60, 30);
        final MeanField model =
                NetworkReduction.of(scenario(new Network(List.of(population("E", 5, new LifDelta(membrane))), List.of(),
                List.of(new PoissonDrive("E", 100, 13, 0.2), new PoissonDrive("E", 10, 5, 0)),
                List.of(new CurrentDrive("E", 20), new CurrentDrive("E", 10)))));
        final Drive drive = model.drive(0, new double[1]).orElseThrow();
        assertEquals(20 * (1.3 * 0.2 + 60.0 / 200), drive.muMv(), 1e-12);
        assertEquals(Math.sqrt(20 * 1.3 * 0.04), drive.sigmaMv(), 1e-12);
        final LifRate neuron = (LifRate) model.populations().get(0).neuron();
        assertEquals(18, neuron.excitatory().thresholdMv());
        assertEquals(10, neuron.excitatory().resetMv());
        assertTrue(neuron.excitatory().hasDeltaSynapses());
    }

    /** Mean rates of all sources over 1000 ms. */
    @Test
    void sourcesHaveTheirMeanRates() {
        assertSource(7, true, new PoissonSource(7), Map.of());
        assertSource(12, true, new PoissonSource(7), Map.of("rate", new Uniform(4, 20)));
        assertSource(25, false, new RegularSource(40, 3, 1), Map.of());
        assertSource(1.25, false, new SpikeTrainSource(new double[][] {{-5, 1, 500, 999.5}, {3, 1200}, {}, {4}}),
                Map.of());
        assertSource(20 + 0.15 * 80, false, new PulsePoissonSource(20, 100, 100, 30, 200), Map.of());
        assertSource(20 + 0.03 * 80, false, new PulsePoissonSource(20, 100, 100, 30, 0), Map.of());
        assertSource(20, true, new PulsePoissonSource(20, 100, 5000, 30, 0), Map.of());
        assertSource(0.3 * 10 + 0.5 * 40, false,
                new StepPoissonSource(new double[] {200, 500, 1000}, new double[] {10, 40, 99}), Map.of());
        assertSource(15, false, new SinusoidalPoissonSource(15, 10, 3, 30), Map.of());
        // max(0, a sin) has the mean a/pi.
        assertSource(20 / Math.PI, false, new SinusoidalPoissonSource(0, 20, 10, 0), Map.of());
        assertSource(5 + 10 * 0.5, true, new SinusoidalPoissonSource(5, 10, 0, 30), Map.of());
    }

    private static void assertSource(double rateHz, boolean poisson, NeuronModel model,
            Map<String, Distribution> initial) {
        final NeuronModel.SourceRate rate = model.sourceRate(initial, 0, 1000).orElseThrow();
        assertEquals(rateHz, rate.meanHz(), 1e-6, model.name());
        assertEquals(poisson, rate.poisson(), model.name());
    }

    @Test
    void sourcesDriveTheNetwork() {
        final Population regular = population("in", 10, new RegularSource(100, 0, 0));
        final Network network = new Network(List.of(regular, population("out", 20, LIF)),
                List.of(new Projection("in->out", "in", "out",
                new AllToAll(), new Constant(3000), new Constant(1), new Reliable(), false)), List.of(), List.of());
        final Reduction reduction = Reduction.of(scenario(network), new Siegert());
        assertEquals(10, reduction.ratesHz().get("in"), 1e-9);
        assertTrue(reduction.cautions(1, reduction.point()).containsAll(Set.of(Caution.SOURCE, Caution.LARGE_JUMPS)));
        assertEquals(10 * 10 * 0.01 * 3000 * 0.5 / 250, reduction.model().drive(1, reduction.point().ratesPerMs())
                .orElseThrow().muMv(), 1e-9);
    }

    /** Two synaptic time constants: charges and noise of the true amplitudes, and a tau between, weighted by noise. */
    @Test
    void twoTimeConstantsKeepMeanAndNoise() {
        final NeuronModel two = new LifExp(MEMBRANE, 0.5, 2, false);
        final Network network = new Network(List.of(population("E", 10, two), population("I", 10, two)), List.of(
                new Projection("E->E", "E", "E", new FixedIndegree(10), new Constant(80), new Constant(1),
                new Reliable(), false),
                new Projection("I->E", "I", "E", new FixedIndegree(4), new Constant(-60), new Constant(1),
                new BernoulliRelease(0.5), false)), List.of(new PoissonDrive("E", 1000, 8, 90)), List.of());
        final MeanField model = NetworkReduction.of(scenario(network));
        final double[] rates = {0.01, 0.02};
        final Drive drive = model.drive(0, rates).orElseThrow();
        final double[] charge = {80 * 0.5, -60 * 2, 90 * 0.5};
        final double[] rate = {0.1, 0.04, 8};
        assertEquals(10 / 250.0 * (rate[0] * charge[0] + rate[1] * charge[1] + rate[2] * charge[2]),
                drive.muMv(), 1e-12);
        final double fast = rate[0] * charge[0] * charge[0] + rate[2] * charge[2] * charge[2];
        final double slow = rate[1] * charge[1] * charge[1];
        assertEquals(Math.sqrt(10 * (fast + slow)) / 250, drive.sigmaMv(), 1e-12);
        final LifRate neuron = (LifRate) model.populations().get(0).neuron();
        final double root = (Math.sqrt(0.5) * fast + Math.sqrt(2) * slow) / (fast + slow);
        assertEquals(root * root, neuron.effective(model.inputs(0, rates)).synapticMs(), 1e-12);
        assertTrue(model.cautions(0, rates).contains(Caution.TWO_TAUS));
        final double h = 1e-6;
        for (int b = 0; b < 2; b++) {
            final double[] up = rates.clone();
            final double[] down = rates.clone();
            up[b] += h;
            down[b] -= h;
            final double slope = (model.respond(up, new Siegert())[0] - model.respond(down, new Siegert())[0])
                    / (2 * h);
            assertEquals(slope, model.couplings(rates).get(0, b), 1e-6 * Math.abs(slope));
        }
    }

    /**
     * Equal noise from both, jumps of 0.005 sigma: rates of 400 simulated neurons over 4 s on a grid of 0.05 ms, with a
     * standard error of 1 %; within 3 s.e. + 3 %.
     */
    @ParameterizedTest
    @CsvSource({"0.5, 2, 3.83", "2, 0.5, 3.84", "0.2, 1, 4.96", "0.5, 0.5, 4.99", "2, 2, 2.66"})
    void twoTimeConstantsAreCloseToSimulations(double tauEx, double tauIn, double simulated) {
        final Network network = new Network(List.of(population("E", 1, new LifExp(MEMBRANE, tauEx, tauIn, false))),
                List.of(), List.of(
                new PoissonDrive("E", 1000, 2016, 6.25 / tauEx), new PoissonDrive("E", 1000, 1984, -6.25 / tauIn)),
                List.of());
        final Reduction reduction = Reduction.of(scenario(network), new Siegert());
        assertEquals(8, reduction.model().drive(0, new double[1]).orElseThrow().muMv(), 1e-12);
        assertEquals(5, reduction.model().drive(0, new double[1]).orElseThrow().sigmaMv(), 1e-12);
        assertEquals(simulated, reduction.ratesHz().get("E"), 0.06 * simulated);
    }

    /** The Gaussian mean of max(0, x), by Simpson's rule, and its slopes. */
    @ParameterizedTest
    @CsvSource({"10, 0.5", "-5, 0.5", "0, -0.7", "300, 0.5"})
    void linearNeuronsAreRectified(double baseline, double gain) {
        final LinearPoissonRate neuron = new LinearPoissonRate(baseline, gain, 10);
        final List<PoissonInput> inputs = List.of(new PoissonInput(0.4, Amplitude.of(8, 0.5)),
                new PoissonInput(0.1, Amplitude.of(-4, 1)));
        final double mean = baseline + gain * (10 * (1.6 - 0.4) + 3);
        final double sd = Math.abs(gain) * Math.sqrt(5 * (0.4 * 32 + 0.1 * 16));
        double sum = 0;
        double mass = 0;
        for (int i = 0; i <= 40_000; i++) {
            final double z = -10 + i * 5e-4;
            sum += Math.exp(-z * z / 2) * Math.max(0, mean + sd * z);
            mass += Math.exp(-z * z / 2);
        }
        assertEquals(1e-3 * sum / mass, neuron.ratePerMs(inputs, 3, new Siegert()), 1e-9);
        final double h = 1e-4;
        final double up = neuron.ratePerMs(List.of(inputs.get(0), new PoissonInput(0.1 + h, Amplitude.of(-4, 1))), 3,
                new Siegert());
        final double down = neuron.ratePerMs(List.of(inputs.get(0), new PoissonInput(0.1 - h, Amplitude.of(-4, 1))), 3,
                new Siegert());
        final RateNeuron.Sensitivity by = neuron.sensitivity(inputs, 3);
        assertEquals((up - down) / (2 * h), -4 * by.ofFirst() + 16 * by.ofSecond(),
                1e-6 * Math.abs(by.ofFirst()) + 1e-12);
        assertEquals(1e-3 * Math.max(0, baseline), neuron.ratePerMs(List.of(), 0, new Siegert()));
    }

    @Test
    void linearPoissonNetworksHaveTheirLinearRates() {
        final NeuronModel linear = new LinearPoisson(20, 0.1, 10);
        final Network network = new Network(List.of(population("A", 100, linear)),
                List.of(new Projection("A->A", "A", "A", new FixedIndegree(10), new Constant(5), new Constant(1),
                new BernoulliRelease(0.5), false)), List.of(), List.of());
        // r = 20 + 0.1 · 10 ms · 10 · 2.5 r
        final Reduction reduction = Reduction.of(scenario(network), new Siegert());
        assertEquals(20 / (1 - 0.1 * 10e-3 * 25), reduction.ratesHz().get("A"), 1e-6);
        assertEquals(0.025, reduction.point().largestRealPart(), 1e-6);
    }

    @Test
    void whatHasNoReductionIsRefusedByName() {
        final NeuronModel adaptive = AdaptiveExponential.ENTRY.create(Map.of());
        assertRefused(() -> model(adaptive, new AllToAll(), new Constant(1), new Reliable(), false), "'out'",
                "aeif_psc_exp", "iaf_psc_delta");
        final NeuronModel two = new LifExp(MEMBRANE, 0.5, 2, false);
        assertRefused(() -> model(two, new AllToAll(), new Normal(1, 10), new Reliable(), false), "in->out", "tau_syn",
                "truncate");
        final Projection plastic = new Projection("E->E", "E", "E", new AllToAll(), new Constant(1), new Constant(1),
                new Reliable(), false, List.of(StdpRule.ENTRY.create(Map.of("Wmax", 100.0))));
        assertRefused(() ->
                NetworkReduction.of(scenario(new Network(List.of(population("E", 5, LIF)), List.of(plastic), List.of(),
                List.of()))), "E->E", "stdp", "plasticity");
    }

    /** A stationary state needs a current that lasts; one that changes before or after is that of the run. */
    @Test
    void currentsThatDoNotLastHaveNoStationaryState() {
        assertRefused(() -> NetworkReduction.of(scenario(driven(0, new Change(5, 300)))), "population 'E'",
                "from 0.0 pA to 300.0 pA at 5.0 ms", "no stationary state");
        final double rate = Reduction.of(scenario(driven(500)), new Siegert()).ratesHz().get("E");
        assertTrue(rate > 0);
        final double duration = scenario(driven(500)).durationMs();
        assertEquals(rate, Reduction.of(scenario(driven(7, new Change(0, 500), new Change(duration, 0))),
                new Siegert()).ratesHz().get("E"));
    }

    private static Network driven(double initialPA, Change... changes) {
        return new Network(List.of(population("E", 5, LIF)), List.of(), List.of(new PoissonDrive("E", 1, 1000, 10)),
                List.of(new CurrentDrive("E", initialPA, List.of(changes))));
    }

    private static void assertRefused(Runnable reduction, String... words) {
        final String message = assertThrows(ReductionException.class, reduction::run).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), word + " in: " + message);
        }
    }
}
