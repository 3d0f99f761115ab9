package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;

/** Builds the partitions of a network, several at a time. What is built depends on the scenario alone. */
final class NetworkBuilder {
    private final Scenario scenario;
    private final int threads;
    private final Partitioning partitioning;
    private final WeightFormat format;
    private final Delays delays;
    private final AtomicLong rowsBuilt = new AtomicLong();
    private final long rows;

    NetworkBuilder(Scenario scenario, int threads) {
        this.scenario = scenario;
        this.threads = threads;
        this.partitioning = Partitioning.of(scenario);
        this.delays = Delays.of(scenario.network(), scenario.grid());
        this.format = WeightFormat.of(scenario.network(), partitioning.slotBits());
        this.rows = (long) scenario.network().neurons() * partitioning.count();
        check(scenario.network());
    }

    private static void check(Network network) {
        for (Projection projection : network.projections()) {
            final NeuronModel target = network.population(projection.target()).model();
            if (target.channels() == 0) {
                throw new IllegalArgumentException("population " + projection.target() + " (" + target.name()
                        + ") takes no input: projection=" + projection.name());
            }
            projection.release().checkWeights(projection.weight());
        }
        network.poissonDrives().forEach(drive -> {
            if (network.population(drive.target()).model().channels() == 0) {
                throw new IllegalArgumentException("population " + drive.target() + " takes no input, so no Poisson drive either");
            }
        });
    }

    int partitions() {
        return partitioning.count();
    }

    Delays delays() {
        return delays;
    }

    /** Share of the work done so far, in [0, 1]. */
    double progress() {
        return rows == 0 ? 1 : (double) rowsBuilt.get() / rows;
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
                final PartitionPlan plan = new PartitionPlan(scenario, partitioning, p, format, delays);
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
        return new PlannedProjection(projection, index, network.indexOf(projection.source()), network.indexOf(projection.target()),
                projection.rule().plan(network.pairs(projection), StreamKey.of(scenario.seed(), Purpose.CONNECTION, index)));
    }

    /** Projections whose synapses lie in one table. */
    private record TableKey(int source, ReleaseModel release, boolean wide) {
    }

    private Partition buildPartition(PartitionPlan plan, List<PlannedProjection> planned) {
        final Map<TableKey, List<PlannedProjection>> byTable = new LinkedHashMap<>();
        for (PlannedProjection projection : planned) {
            final TableKey key = new TableKey(projection.source(), projection.projection().release(),
                    format.isWide(projection.target()));
            byTable.computeIfAbsent(key, k -> new ArrayList<>()).add(projection);
        }
        final List<SynapseTable> tables = new ArrayList<>();
        byTable.forEach((key, projections) -> {
            final int sources = scenario.network().populations().get(key.source()).size();
            tables.add(new TableBuilder(plan, projections, key.wide()).build(key.source(), sources));
            rowsBuilt.addAndGet(sources);
        });
        return new Partition(plan, tables);
    }
}
