package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.PopulationActivity;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;

/** Builds the partitions of a network, several at a time. What is built depends on the scenario alone. */
final class NetworkBuilder {
    private final Scenario scenario;
    private final int threads;
    private final long networkSeed;
    private final Partitioning partitioning;
    private final WeightFormat format;
    private final Delays delays;
    private final AtomicLong rowsBuilt = new AtomicLong();
    private final long rows;

    /** @param networkSeed seed of what is built; what happens has the scenario's own */
    NetworkBuilder(Scenario scenario, int threads, long networkSeed) {
        this.scenario = scenario;
        this.networkSeed = networkSeed;
        this.threads = threads;
        this.partitioning = Partitioning.of(scenario);
        this.delays = Delays.of(scenario.network(), scenario.grid());
        this.format = WeightFormat.of(scenario.network(), partitioning.slotBits());
        this.rows = partitioning.count() * scenario.network().projections().stream()
                .map(p -> List.of(p.source(), p.release().sharing()))
                .distinct().mapToLong(k -> scenario.network().population((String) k.get(0)).size()).sum();
        check(scenario.network());
        NetworkRules.check(scenario.network(), scenario.grid());
        if (isExact()) {
            ExactPartition.check(scenario.network());
        }
    }

    private boolean isExact() {
        return scenario.integration() == Integration.EXACT;
    }

    private static void check(Network network) {
        for (Projection projection : network.projections()) {
            final NeuronModel target = network.population(projection.target()).model();
            if (target.channels() == 0) {
                throw new IllegalArgumentException("population " + projection.target() + " (" + target.name()
                        + ") takes no input: projection=" + projection.name());
            }
            projection.release().checkWeights(projection.weight());
            checkLearning(projection, target);
        }
        network.poissonDrives().forEach(drive -> {
            if (network.population(drive.target()).model().channels() == 0) {
                throw new IllegalArgumentException("population " + drive.target()
                        + " takes no input, so no Poisson drive either");
            }
        });
    }

    private static void checkLearning(Projection projection, NeuronModel target) {
        projection.plasticity().forEach(rule -> rule.check(projection));
        if (!projection.isPlastic()) {
            return;
        }
        final boolean keepsSign = projection.plasticity().stream().anyMatch(PlasticityRule::keepsSign);
        if (!keepsSign && target.channel(-1) != target.channel(1)) {
            throw new IllegalArgumentException("weights that may cross 0 need a target that takes both signs in one"
                    + " channel: projection="
                    + projection.name() + " target=" + projection.target() + " (" + target.name() + ")");
        }
        final double[] bounds = WeightFormat.bounds(projection);
        if (keepsSign && bounds[0] < 0 && bounds[1] > 0) {
            throw new IllegalArgumentException("synapses that learn must be all excitatory or all inhibitory; truncate"
                    + " the weights at 0: projection="
                    + projection.name() + " weight from " + bounds[0] + " to " + bounds[1]);
        }
        if (projection.release().hasAmplitudes() && projection.plasticity().stream()
                .anyMatch(PlasticityRule::learnsProbability)) {
            throw new IllegalArgumentException("release probabilities can be learnt with release models 'reliable' and"
                    + " 'bernoulli...', not with " + projection.release().name() + ": projection=" + projection.name());
        }
    }

    int partitions() {
        return partitioning.count();
    }

    Delays delays() {
        return delays;
    }

    /** Share of the work done so far, in [0, 1]. */
    double progress() {
        return rows == 0 ? 1 : Math.min(1, (double) rowsBuilt.get() / rows);
    }

    List<Partition> build() {
        final ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            final Thread thread = new Thread(task, "quantal-build");
            thread.setDaemon(true);
            return thread;
        });
        try {
            final List<Projection> projections = scenario.network().projections();
            final List<Callable<PlannedProjection>> plans = new ArrayList<>();
            for (int i = 0; i < projections.size(); i++) {
                final int index = i;
                plans.add(() -> plan(projections.get(index), index));
            }
            final List<PlannedProjection> planned = all(pool, plans);
            final List<Callable<Partition>> parts = new ArrayList<>();
            for (int p = 0; p < partitioning.count(); p++) {
                final PartitionPlan plan = new PartitionPlan(scenario, partitioning, p, format, delays, networkSeed);
                parts.add(() -> buildPartition(plan, planned));
            }
            return all(pool, parts);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> all(ExecutorService pool, List<Callable<T>> tasks) {
        try {
            final List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while building", interrupted);
        }
    }

    private PlannedProjection plan(Projection projection, int index) {
        final Network network = scenario.network();
        return new PlannedProjection(projection, index, network.indexOf(projection.source()),
                network.indexOf(projection.target()), projection.rule()
                .plan(network.pairs(projection), StreamKey.of(networkSeed, Purpose.CONNECTION, index)));
    }

    /** Projections whose synapses lie in one table; each projection that learns has a table of its own. */
    private record TableKey(int source, Object release, TableBuilder.Kind kind, int plasticProjection) {
    }

    private Partition buildPartition(PartitionPlan plan, List<PlannedProjection> planned) {
        final Map<TableKey, List<PlannedProjection>> byTable = new LinkedHashMap<>();
        for (PlannedProjection projection : planned) {
            final boolean plastic = projection.projection().isPlastic();
            final TableBuilder.Kind kind = kind(plastic, format.isWide(projection.index()));
            final TableKey key = new TableKey(projection.source(), projection.projection().release().sharing(), kind,
                    plastic ? projection.index() : -1);
            byTable.computeIfAbsent(key, k -> new ArrayList<>()).add(projection);
        }
        final Network network = scenario.network();
        final PopulationActivity activity = new PopulationActivity(
                network.populations().stream().map(Population::name).toArray(String[]::new));
        final SpikeHistory[] histories = histories(plan);
        final List<SynapseTable> tables = new ArrayList<>();
        byTable.forEach((key, projections) -> {
            final int target = projections.get(0).target();
            final LearningTable.Side side = key.plasticProjection() < 0 ? null
                    : new LearningTable.Side(slotOffset(plan, projections.get(0)), histories[target], activity);
            tables.add(new TableBuilder(plan, projections, key.kind()).build(key.source(),
                    network.populations().get(key.source()).size(), side, rowsBuilt::incrementAndGet));
        });
        if (isExact()) {
            final ExactDelays exact = ExactDelays.of(network, scenario.grid());
            return new ExactPartition(plan, tables, exact,
                    new Learning(histories, activity, tables, plan.learningClock().ticks(exact.longestMs())));
        }
        return new GridPartition(plan, tables, new Learning(histories, activity, tables, plan.longestDelay()));
    }

    private TableBuilder.Kind kind(boolean plastic, boolean wide) {
        if (isExact()) {
            return plastic ? TableBuilder.Kind.EXACT_PLASTIC : TableBuilder.Kind.EXACT;
        }
        return plastic ? TableBuilder.Kind.PLASTIC : wide ? TableBuilder.Kind.WIDE : TableBuilder.Kind.COMPACT;
    }

    /** The difference of slot and local number of the targets of a projection whose weights have one sign. */
    private static int slotOffset(PartitionPlan plan, PlannedProjection planned) {
        final int target = planned.target();
        final double[] bounds = WeightFormat.bounds(planned.projection());
        final int channel = plan.model(target).channel(bounds[0] < 0 ? -1 : 1);
        return plan.slotBase(target) + channel * (plan.to(target) - plan.from(target));
    }

    /** A memory of spikes for each population onto which synapses learn. */
    private SpikeHistory[] histories(PartitionPlan plan) {
        final SpikeHistory[] histories = new SpikeHistory[plan.populations()];
        for (int a = 0; a < histories.length; a++) {
            final String name = scenario.network().populations().get(a).name();
            final List<PlasticityRule> rules = scenario.network().projections().stream()
                    .filter(p -> p.target().equals(name)).flatMap(p -> p.plasticity().stream())
                    .filter(rule -> !(rule instanceof NetworkRule)).toList();
            if (!rules.isEmpty()) {
                final double[] taus = rules.stream().flatMapToDouble(r -> Arrays.stream(r.postsynapticTausMs()))
                        .distinct().sorted()
                        .toArray();
                histories[a] = new SpikeHistory(plan.to(a) - plan.from(a), taus, plan.learningClock());
            }
        }
        return histories;
    }
}
