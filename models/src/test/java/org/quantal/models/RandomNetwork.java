package org.quantal.models;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.quantal.models.EventOracle.Cell;
import org.quantal.models.EventOracle.Synapse;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/** A random network of explicit synapses, of which an oracle can know all. */
final class RandomNetwork {
    final SplittableRandom random = new SplittableRandom(5);
    final List<Population> populations = new ArrayList<>();
    final List<Projection> projections = new ArrayList<>();
    final List<PoissonDrive> drives = new ArrayList<>();
    double[][] sourceTrains;

    int from(int population) {
        return populations.subList(0, population).stream().mapToInt(Population::size).sum();
    }

    /** Weights are drawn within 20 % of their mean. */
    void connect(int source, int target, int indegree, double weight, double shortest, double longest,
            double delayUnit, ReleaseModel release) {
        final int n = populations.get(target).size() * indegree;
        final int[] from = new int[n];
        final int[] to = new int[n];
        final double[] w = new double[n];
        final double[] d = new double[n];
        for (int k = 0; k < n; k++) {
            from[k] = random.nextInt(populations.get(source).size());
            to[k] = k / indegree;
            w[k] = weight * (0.8 + 0.4 * random.nextDouble());
            d[k] = shortest + (longest - shortest) * random.nextDouble();
            d[k] = delayUnit > 0 ? Math.rint(d[k] / delayUnit) * delayUnit : d[k];
        }
        projections.add(new Projection(source + ">" + target, populations.get(source).name(),
                populations.get(target).name(), new ExplicitConnections(from, to, w, d), new Constant(1),
                new Constant(1), release, false));
    }

    double[][] trains(int sources, double meanGapMs, double durationMs) {
        final double[][] trains = new double[sources][];
        for (int i = 0; i < sources; i++) {
            final TreeSet<Double> times = new TreeSet<>();
            for (int k = 0; k < durationMs / meanGapMs; k++) {
                times.add(durationMs * random.nextDouble());
            }
            trains[i] = times.stream().mapToDouble(Double::doubleValue).toArray();
        }
        return trains;
    }

    Network network() {
        return new Network(populations, projections, drives, List.of());
    }

    /** The oracle of this network, with the drawn initial values, external arrivals and releases. */
    EventOracle oracle(double endMs, int partitions, double p) {
        final int n = from(populations.size());
        final Cell[] cells = new Cell[n];
        final int[] populationOf = new int[n];
        for (int a = 0; a < populations.size(); a++) {
            for (int i = 0; i < populations.get(a).size(); i++) {
                populationOf[from(a) + i] = a;
                cells[from(a) + i] = cell(a, i);
            }
        }
        final List<List<List<Synapse>>> rows = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            rows.add(new ArrayList<>());
            for (int part = 0; part < partitions; part++) {
                rows.get(j).add(new ArrayList<>());
            }
        }
        for (Projection projection : projections) {
            addSynapses(projection, partitions, rows);
        }
        final ReleaseSites sites = new BernoulliRelease(p == 1 ? 0.5 : p).createSites();
        final EventOracle oracle = new EventOracle(cells, rows, (neuron, part, number, count) -> {
            final BitSet all = new BitSet();
            all.set(0, count);
            if (p == 1) {
                return all;
            }
            final int a = populationOf[neuron];
            final long[] mask = new long[count / 64 + 1];
            sites.release(StreamKey.with(StreamKey.with(StreamKey.with(StreamKey.of(ExactRun.SEED, Purpose.RELEASE,
                    part), number), (long) a << 8), neuron - from(a)), 0, count, mask);
            return BitSet.valueOf(mask);
        });
        for (int a = 0; a < populations.size(); a++) {
            giveInput(oracle, a, endMs);
        }
        return oracle;
    }

    private Cell cell(int a, int i) {
        final Population of = populations.get(a);
        if (of.model() instanceof SpikeTrainSource) {
            return null;
        }
        final double[] v = {0};
        final StreamRandom stream = new StreamRandom(
                StreamKey.with(StreamKey.with(StreamKey.of(ExactRun.SEED, Purpose.INITIAL_VALUE, a), 0), i));
        of.initialValues().get("V_m").fill(stream, v, 1);
        final boolean delta = of.model() instanceof LifDelta;
        final Membrane m = delta ? ((LifDelta) of.model()).membrane() : ((LifExp) of.model()).membrane();
        final double[] tauS = delta ? new double[0] : ((LifExp) of.model()).channels() == 1
                ? new double[] {((LifExp) of.model()).tauExMs()}
                : new double[] {((LifExp) of.model()).tauExMs(), ((LifExp) of.model()).tauInMs()};
        return new Cell(m.tauMs(), m.capacitancePF(), m.refractoryMs(), m.thresholdMV() - m.restMV(),
                m.resetMV() - m.restMV(), m.currentPA() * m.tauMs() / m.capacitancePF(), v[0] - m.restMV(), delta
                ? 1 : 0.002, tauS);
    }

    private void addSynapses(Projection projection, int partitions, List<List<List<Synapse>>> rows) {
        final ExplicitConnections list = (ExplicitConnections) projection.rule();
        final int[] source = list.source();
        final int[] target = list.target();
        final double[] weight = list.weight();
        final double[] delay = list.delayMs();
        final int a = network().indexOf(projection.source());
        final int b = network().indexOf(projection.target());
        final long size = populations.get(b).size();
        for (int k = 0; k < source.length; k++) {
            int part = 0;
            while (target[k] >= size * (part + 1) / partitions) {
                part++;
            }
            rows.get(from(a) + source[k]).get(part).add(new Synapse(from(b) + target[k],
                    populations.get(b).model().channel(weight[k]), weight[k], delay[k]));
        }
    }

    private void giveInput(EventOracle oracle, int a, double endMs) {
        for (int i = 0; i < populations.get(a).size(); i++) {
            if (a == populations.size() - 1) {
                for (double t : sourceTrains[i]) {
                    oracle.give(from(a) + i, t);
                }
            }
            for (int d = 0; d < drives.size(); d++) {
                final PoissonDrive drive = drives.get(d);
                if (drive.target().equals(populations.get(a).name())) {
                    double t = 0;
                    for (int k = 0; t < endMs; k++) {
                        final double u = new StreamRandom(
                                StreamKey.with(StreamKey.with(StreamKey.of(ExactRun.SEED, Purpose.DRIVE, d), i), k))
                                .nextDouble();
                        t += -Math.log(1 - u) * 1000 / (drive.indegree() * drive.rateHz());
                        oracle.arrive(from(a) + i, t, populations.get(a).model().channel(drive.weight()),
                                drive.weight());
                    }
                }
            }
        }
    }

    void addSources(int sources, double meanGapMs, double durationMs) {
        sourceTrains = trains(sources, meanGapMs, durationMs);
        populations.add(new Population("S", sources, new SpikeTrainSource(sourceTrains), Map.of()));
    }

    void add(String name, int size, NeuronModel model, Distribution initial) {
        populations.add(new Population(name, size, model, Map.of("V_m", initial)));
    }
}
