package org.quantal.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.quantal.examples.AssociationTask.Fault;
import org.quantal.examples.AssociationTask.Learned;
import org.quantal.examples.Experiment.Plan;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.OneToOne;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;

/**
 * Storage in spiking neurons: Poisson inputs meet membranes without threshold, weights are learned from the responses
 * of single synapses and written back as lists of connections, and the same input spikes come again, now also to
 * synapses that fail.
 */
final class CapacityInEngine {
    private static final int INPUTS = 200;
    private static final int SAMPLES = 200;
    private static final int CELLS = 4;
    private static final double EXCITATORY = 0.8;
    private static final double RATE_HZ = 20;
    private static final double TAU_MS = 20;
    private static final double P = 0.5;
    private static final double STEP_MS = 0.5;
    private static final double DELAY_MS = 2;
    private static final double INTERVAL_MS = 5 * TAU_MS;
    private static final double CAPACITANCE_PF = 250;
    private static final double WARMUP_MS = 500;

    private final Plan plan;
    private final double tauMs;
    private final double[][] trains;

    private CapacityInEngine(Plan plan, int network) {
        this.plan = plan;
        tauMs = plan.has("wrong-membrane") ? 0.8 * TAU_MS : TAU_MS;
        trains = new double[INPUTS][];
        final Gaussians gaussians = new Gaussians(plan.seed(), 100, network);
        for (int i = 0; i < INPUTS; i++) {
            trains[i] = train(gaussians);
        }
    }

    static void run(GroupWriter root, Fault fault, Plan plan) {
        root.attribute("rate_hz", RATE_HZ);
        root.attribute("tau_m_ms", TAU_MS);
        root.attribute("step_ms", STEP_MS);
        root.attribute("delay_ms", DELAY_MS);
        root.attribute("sample_interval_ms", INTERVAL_MS);
        root.attribute("excitatory_fraction", EXCITATORY);
        root.attribute("release_probability", P);
        for (int network = 0; network < plan.size(4, 20); network++) {
            new CapacityInEngine(plan, network).run(root.group("network-" + network), fault, network);
        }
    }

    private void run(GroupWriter group, Fault fault, int network) {
        final double[][] responses = responses();
        final DMatrixRMaj x = new DMatrixRMaj(responses);
        final double variance = RATE_HZ * 1e-3 * TAU_MS / 2;
        final double load = (double) SAMPLES / INPUTS;
        group.array("spike_times_ms", Arrays.stream(trains).flatMapToDouble(Arrays::stream).toArray());
        group.array("spikes", Arrays.stream(trains).mapToInt(train -> train.length).toArray());
        group.array("responses", responses);
        final double[][][] targets = new double[2][CELLS][];
        final List<Cell> cells = new ArrayList<>();
        for (int aware = 0; aware < 2; aware++) {
            final double ridge = INPUTS * variance * (aware == 1 ? load * (1 - P) / P : AssociationTask.SMALL_RIDGE);
            for (int c = 0; c < CELLS; c++) {
                targets[aware][c] = new Gaussians(plan.seed(), 101, network, aware, c).vector(SAMPLES);
                final Learned learned = AssociationTask.learn(x, targets[aware][c], EXCITATORY, true, ridge, fault);
                cells.add(new Cell(learned, new Reliable(), 1));
                cells.add(new Cell(learned, fault == Fault.SYNAPSES_NEVER_FAIL ? new Reliable()
                        : new BernoulliRelease(P), 1 / P));
            }
        }
        final double[][] potentials = potentials(cells);
        for (int aware = 0; aware < 2; aware++) {
            final double[][] weights = new double[CELLS][];
            final double[] bias = new double[CELLS];
            final double[][] reliable = new double[CELLS][];
            final double[][] unreliable = new double[CELLS][];
            for (int c = 0; c < CELLS; c++) {
                final int cell = 2 * (aware * CELLS + c);
                weights[c] = cells.get(cell).learned.weights();
                bias[c] = cells.get(cell).learned.bias();
                reliable[c] = fault.spoil(potentials[cell]);
                unreliable[c] = fault.spoil(potentials[cell + 1]);
            }
            final GroupWriter written = group.group(aware == 1 ? "aware" : "unaware");
            written.array("targets", targets[aware]);
            written.array("weights", weights);
            written.array("bias", bias);
            written.array("reliable_potential", reliable);
            written.array("unreliable_potential", unreliable);
        }
    }

    /** What a cell has learned, and how its synapses release with weights that are larger by a factor. */
    private record Cell(Learned learned, ReleaseModel release, double factor) {
    }

    /** Poisson spikes at most one a step. */
    private static double[] train(Gaussians gaussians) {
        final double[] times = new double[(int) (2 * RATE_HZ * 1e-3 * SAMPLES * INTERVAL_MS) + 100];
        int count = 0;
        final int steps = (int) Math.round(SAMPLES * INTERVAL_MS / STEP_MS);
        for (int step = 1; step < steps; step++) {
            if (gaussians.uniform().nextDouble() < RATE_HZ * 1e-3 * STEP_MS) {
                times[count++] = step * STEP_MS;
            }
        }
        return Arrays.copyOf(times, count);
    }

    /** Response of a membrane to each input alone, with weight 1 mV: rows are samples. */
    private double[][] responses() {
        final double[][] byNeuron = record(List.of(new Population("cells", INPUTS, membrane(0), Map.of())),
                List.of(new Projection("synapses", "inputs", "cells", new OneToOne(), new Constant(1),
                new Constant(DELAY_MS), new Reliable(), false)));
        final double[][] samples = new double[SAMPLES][INPUTS];
        for (int mu = 0; mu < SAMPLES; mu++) {
            for (int i = 0; i < INPUTS; i++) {
                samples[mu][i] = byNeuron[i][mu];
            }
        }
        return samples;
    }

    /** Potentials of cells with learned weights; a bias is a constant current. */
    private double[][] potentials(List<Cell> cells) {
        final List<Population> populations = new ArrayList<>();
        final List<Projection> synapses = new ArrayList<>();
        final int moved = plan.has("weights-of-neighbours") ? 1 : 0;
        for (Cell cell : cells) {
            final String name = "cell-" + populations.size();
            final double[] weights = cell.learned.weights();
            final int[] used = IntStream.range(0, INPUTS).filter(i -> weights[i] != 0).toArray();
            final int[] sources = Arrays.stream(used).map(i -> (i + moved) % INPUTS).toArray();
            final double[] arriving = Arrays.stream(used).mapToDouble(i -> weights[i] * cell.factor).toArray();
            populations.add(new Population(name, 1, membrane(cell.learned.bias()), Map.of()));
            synapses.add(new Projection("to-" + name, "inputs", name,
                    new ExplicitConnections(sources, new int[used.length], arriving, null),
                    new Constant(Arrays.stream(arriving).map(Math::abs).average().orElseThrow()),
                    new Constant(DELAY_MS), cell.release, false));
        }
        return record(populations, synapses);
    }

    private LifDelta membrane(double biasMV) {
        return new LifDelta(new Membrane(CAPACITANCE_PF, tauMs, 2, 0, 1e9, 0, biasMV * CAPACITANCE_PF / tauMs));
    }

    /** Lets the inputs spike, and samples potentials: a row for each cell. */
    private double[][] record(List<Population> cells, List<Projection> synapses) {
        final List<Population> populations = new ArrayList<>(cells);
        populations.add(new Population("inputs", INPUTS, new SpikeTrainSource(trains), Map.of()));
        final List<StateRecording> recordings = cells.stream().map(cell -> new StateRecording(cell.name(),
                IntStream.range(0, cell.size()).toArray(), List.of("V_m"), INTERVAL_MS)).toList();
        final Scenario scenario = new Scenario("ei-capacity", new Network(populations, synapses, List.of(), List.of()),
                new TimeGrid(STEP_MS), WARMUP_MS, SAMPLES * INTERVAL_MS, plan.seed(), 1,
                new Recordings(recordings, List.of(), List.of()));
        final int[] first = new int[cells.size() + 1];
        for (int c = 0; c < cells.size(); c++) {
            first[c + 1] = first[c] + cells.get(c).size();
        }
        final double[][] potential = new double[first[cells.size()]][SAMPLES];
        final Recorder recorder = new Recorder() {
            @Override
            public void onStates(long step, int recording, float[][] values) {
                final int sample = (int) Math.round((step + 1) * STEP_MS / INTERVAL_MS) - 1;
                for (int i = 0; i < values[0].length; i++) {
                    potential[first[recording] + i][sample] = values[0][i];
                }
            }

            @Override
            public void close() {
                // Everything is kept.
            }
        };
        try (Simulation simulation = Simulation.of(scenario).record(recorder)) {
            simulation.run();
        }
        return potential;
    }
}
