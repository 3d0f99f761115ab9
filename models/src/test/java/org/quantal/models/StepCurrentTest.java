package org.quantal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.CurrentDrive.Change;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.record.Recorder;

/** Currents that change in the course of a run, against closed forms written down here. */
class StepCurrentTest {
    private static final double STEP = 0.1;
    private static final double TAU = 20;
    private static final double CAPACITANCE = 250;
    private static final double REST = -70;
    private static final double THRESHOLD = -55;
    private static final double RESET = -72;
    private static final double REFRACTORY = 2;
    private static final double OWN = 50;
    private static final Membrane MEMBRANE =
            new Membrane(CAPACITANCE, TAU, REFRACTORY, REST, THRESHOLD, RESET, OWN);

    /** Spikes of the first neuron, its potentials in mV, and all spikes as text. */
    private static final class Trace implements Recorder {
        private final List<Double> spikes = new ArrayList<>();
        private final List<Float> potentials = new ArrayList<>();
        private final List<String> all = new ArrayList<>();
        private final boolean exact;

        Trace(boolean exact) {
            this.exact = exact;
        }

        private void spike(double timeMs, int population, int neuron) {
            all.add(timeMs + " " + population + " " + neuron);
            if (population == 0 && neuron == 0) {
                spikes.add(timeMs);
            }
        }

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            for (int k = 0; k < count; k++) {
                spike((step + 1) / 10.0, population, neurons[k]);
            }
        }

        @Override
        public boolean takesExactTimes() {
            return exact;
        }

        @Override
        public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
            for (int k = 0; k < count; k++) {
                spike(timesMs[k], population, neurons[k]);
            }
        }

        @Override
        public void onStates(long step, int recording, float[][] values) {
            potentials.add(values[0][0]);
        }

        @Override
        public void close() {
            all.sort(null);
        }
    }

    private static Trace run(NeuronModel model, double initialMV, double warmupMs, double durationMs,
            Integration integration, CurrentDrive... currents) {
        return run(new Network(List.of(new Population("E", 1, model, Map.of("V_m", new Constant(initialMV)))),
                List.of(), List.of(), List.of(currents)), warmupMs, durationMs, integration, 1, durationMs);
    }

    private static Trace run(Network network, double warmupMs, double durationMs, Integration integration, int threads,
            double... pieces) {
        final Trace trace = new Trace(integration == Integration.EXACT);
        final Scenario scenario = new Scenario("steps", network, new TimeGrid(STEP), warmupMs, durationMs, 5, 3,
                new Recordings(List.of(new StateRecording("E", new int[] {0}, List.of("V_m"), STEP)), List.of(),
                List.of()), integration);
        try (Simulation simulation = Simulation.of(scenario).threads(threads).record(trace)) {
            for (double piece : pieces) {
                simulation.run(piece);
            }
        }
        return trace;
    }

    private static NeuronModel model(boolean delta) {
        return delta ? new LifDelta(MEMBRANE) : new LifExp(MEMBRANE, 2, 2, false);
    }

    /** The potential at which a current holds the membrane. */
    private static double steady(double currentPA) {
        return REST + TAU * (OWN + currentPA) / CAPACITANCE;
    }

    private static double relaxed(double v, double currentPA, double ms) {
        return steady(currentPA) + (v - steady(currentPA)) * Math.exp(-ms / TAU);
    }

    /** How long the potential takes to the threshold, ln((V_inf - V)/(V_inf - V_th)) time constants. */
    private static double toThreshold(double v, double currentPA) {
        return TAU * Math.log((steady(currentPA) - v) / (steady(currentPA) - THRESHOLD));
    }

    /**
     * Each step of a neuron under 0 pA, from 10 ms 300 pA, from 40 ms -100 pA, from 60 ms 500 pA: the potential at
     * 10.1 ms is the first that the change at 10 ms moves. Samples are floats, whose spacing at 70 mV is 8e-6 mV.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyStepIsTheClosedForm(boolean delta) {
        final Trace found = run(model(delta), REST, 0, 100, Integration.GRID, new CurrentDrive("E", 0,
                List.of(new Change(10, 300), new Change(40, -100), new Change(60, 500))));
        double v = REST;
        long free = 0;
        final List<Double> spikes = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            final double current = k < 100 ? 0 : k < 400 ? 300 : k < 600 ? -100 : 500;
            v = k < free ? RESET : relaxed(v, current, STEP);
            if (v >= THRESHOLD) {
                v = RESET;
                free = k + 1 + Math.round(REFRACTORY / STEP);
                spikes.add((k + 1) / 10.0);
            }
            assertEquals(v, found.potentials.get(k), 8e-6, "step " + k);
        }
        assertTrue(spikes.size() > 3, "spikes " + spikes);
        assertEquals(spikes, found.spikes);
    }

    /** A clamp from 100 to 900 ms: spikes at the intervals of theory, rounded up to the grid, and no others. */
    @Test
    void intervalsDuringAClampAreThoseOfTheory() {
        final double amplitude = 190;
        final Trace found = run(model(true), REST, 0, 1000, Integration.GRID,
                new CurrentDrive("E", 0, List.of(new Change(100, amplitude), new Change(900, 0))));
        final double interval = REFRACTORY + STEP * Math.ceil(toThreshold(RESET, amplitude) / STEP);
        // The potential is at rest under I_e when the clamp begins.
        final double first = 100 + STEP * Math.ceil(toThreshold(relaxed(REST, 0, 100), amplitude) / STEP);
        final long number = 1 + (long) Math.floor((900 - first) / interval);
        assertEquals(number, found.spikes.size());
        for (int k = 0; k < number; k++) {
            assertEquals(first + k * interval, found.spikes.get(k), 1e-9);
        }
        assertTrue(number > 10);
    }

    /** Without a grid: times of the changes and of the spikes are any, to 1e-12 ms. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exactSpikesAreTheClosedForm(boolean delta) {
        final double begin = 10.0371;
        final double more = 12.93;
        final double end = 40.0003;
        final Trace found = run(model(delta), REST, 0, 60, Integration.EXACT, new CurrentDrive("E", 0,
                List.of(new Change(begin, 200), new Change(more, 900), new Change(end, -300))));
        final double atBegin = relaxed(REST, 0, begin);
        final double atMore = relaxed(atBegin, 200, more - begin);
        double spike = more + toThreshold(atMore, 900);
        final double interval = REFRACTORY + toThreshold(RESET, 900);
        int spikes = 0;
        for (; spike < end; spike += interval) {
            assertEquals(spike, found.spikes.get(spikes++), 1e-12 * (1 + spikes));
        }
        assertEquals(spikes, found.spikes.size());
        assertTrue(spikes > 3, "spikes " + spikes);
        final double last = spike - interval;
        assertTrue(end - last > REFRACTORY, "the clamp ends when the neuron is free");
        final double atEnd = relaxed(RESET, 900, end - last - REFRACTORY);
        for (int k = 401; k < 600; k++) {
            assertEquals(relaxed(atEnd, -300, (k + 1) / 10.0 - end), found.potentials.get(k), 8e-6, "sample " + k);
        }
    }

    /** A change while a neuron is refractory counts from its end on; one at the very time of a spike from there on. */
    @Test
    void exactChangesMeetRefractoryNeurons() {
        final double first = toThreshold(REST, 900);
        for (double later : new double[] {0, 0.5, REFRACTORY}) {
            final Trace found = run(model(true), REST, 0, 60, Integration.EXACT,
                    new CurrentDrive("E", 900, List.of(new Change(first + later, 700))));
            assertEquals(first, found.spikes.get(0), 1e-12);
            assertEquals(first + REFRACTORY + toThreshold(RESET, 700), found.spikes.get(1), 1e-12);
        }
    }

    /** Below threshold a current adds R I (1 - exp(-t/tau)) to what synaptic currents do, also with two of them. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 3})
    void currentsAddToSynapticOnes(double tauIn) {
        final LifExp model = new LifExp(MEMBRANE, 2, tauIn, false);
        for (Integration integration : Integration.values()) {
            final List<Trace> traces = new ArrayList<>();
            for (double amplitude : new double[] {0, 80}) {
                traces.add(run(new Network(List.of(new Population("E", 1, model,
                        Map.of(tauIn == 2 ? "I_syn" : "I_syn_ex", new Constant(100)))), List.of(), List.of(),
                        List.of(new CurrentDrive("E", 0, List.of(new Change(5, amplitude))))), 0, 50, integration, 1,
                        50));
            }
            assertEquals(List.of(), traces.get(1).spikes);
            for (int k = 0; k < 500; k++) {
                final double ms = Math.max(0, (k + 1) / 10.0 - 5);
                assertEquals(TAU * 80 / CAPACITANCE * (1 - Math.exp(-ms / TAU)),
                        traces.get(1).potentials.get(k) - traces.get(0).potentials.get(k), 1.6e-5, "sample " + k);
            }
        }
    }

    /** Times in the warm-up are negative; what begins before the simulation holds from its start, bit for bit. */
    @ParameterizedTest
    @EnumSource(Integration.class)
    void timesCountFromTheEndOfTheWarmUp(Integration integration) {
        final double begin = REST + TAU * OWN / CAPACITANCE;
        final Trace found = run(model(true), begin, 20, 1, integration,
                new CurrentDrive("E", 0, List.of(new Change(-5, 100), new Change(0, 0))));
        for (int k = 0; k < 10; k++) {
            assertEquals(relaxed(relaxed(begin, 100, 5), 0, (k + 1) / 10.0), found.potentials.get(k), 8e-6);
        }
        final Trace constant = run(model(true), RESET, 20, 100, integration, new CurrentDrive("E", 400));
        for (double time : new double[] {-20, -1000}) {
            final Trace early = run(model(true), RESET, 20, 100, integration,
                    new CurrentDrive("E", 0, List.of(new Change(time, 400), new Change(100, 7))));
            assertEquals(constant.all, early.all);
            assertEquals(constant.potentials, early.potentials);
        }
        assertTrue(constant.spikes.size() > 3);
    }

    /** Currents add up, wherever each of them changes. */
    @ParameterizedTest
    @EnumSource(Integration.class)
    void currentsAddUp(Integration integration) {
        final Trace sum = run(model(true), REST, 0, 100, integration, new CurrentDrive("E", 100),
                new CurrentDrive("E", 200, List.of(new Change(30, 0), new Change(60, 300))),
                new CurrentDrive("E", 0, List.of(new Change(30, 150))));
        final Trace one = run(model(true), REST, 0, 100, integration,
                new CurrentDrive("E", 300, List.of(new Change(30, 250), new Change(60, 550))));
        assertEquals(one.all, sum.all);
        assertEquals(one.potentials, sum.potentials);
        assertTrue(one.spikes.size() > 3);
    }

    /** A network does the same on any number of threads, and however its run is cut into pieces. */
    @ParameterizedTest
    @EnumSource(Integration.class)
    void threadsAndPiecesChangeNothing(Integration integration) {
        final LifExp model = new LifExp(MEMBRANE, 2, 2, false);
        final Map<String, org.quantal.simulator.network.Distribution> initial = Map.of("V_m", new Uniform(-70, -56));
        final List<CurrentDrive> currents = List.of(
                new CurrentDrive("E", 0, List.of(new Change(20, 250), new Change(70.3, 0))),
                new CurrentDrive("I", 100, List.of(new Change(50, 300))));
        final Network network = new Network(
                List.of(new Population("E", 90, model, initial), new Population("I", 30, model, initial)),
                List.of(new Projection("E->I", "E", "I", new FixedIndegree(10), new Constant(60), new Constant(1.5),
                        new BernoulliRelease(0.5), false), new Projection("I->E", "I", "E", new FixedIndegree(10),
                        new Constant(-80), new Constant(1), new BernoulliRelease(0.5), false)),
                List.of(new PoissonDrive("E", 1, 1000, 60)), currents);
        final Trace whole = run(network, 10, 100, integration, 1, 100);
        final Trace cut = run(network, 10, 100, integration, 3, 20, 0.5, 30.2, 19.6, 29.7);
        assertTrue(whole.all.size() > 200, "spikes " + whole.all.size());
        assertEquals(whole.all, cut.all);
        assertEquals(whole.potentials, cut.potentials);
        final Network without = new Network(network.populations(), network.projections(), network.poissonDrives(),
                List.of());
        assertNotEquals(whole.all, run(without, 10, 100, integration, 1, 100).all);
    }

    @Test
    void timesMustFitTheGridAndAscend() {
        final CurrentDrive between = new CurrentDrive("E", 0, List.of(new Change(10.05, 100)));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> run(model(true), REST, 0, 20, Integration.GRID, between)).getMessage()
                .contains("time of the current into E must be a whole number of steps of 0.1 ms"));
        run(model(true), REST, 0, 20, Integration.EXACT, between);
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new CurrentDrive("E", 0, List.of(new Change(10, 100), new Change(10, 0)))).getMessage()
                .contains("must ascend: target=E"));
        assertThrows(IllegalArgumentException.class, () -> new Change(Double.NaN, 0));
        assertThrows(IllegalArgumentException.class,
                () -> new CurrentDrive("E", 0, List.of(new Change(10, Double.NaN))));
    }
}
