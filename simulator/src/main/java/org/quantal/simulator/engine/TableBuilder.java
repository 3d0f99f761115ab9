package org.quantal.simulator.engine;

import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.SynapseRow;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/**
 * Builds one table of a partition: the synapses of all projections that start in one population and share a release model and a
 * weight format. Rows are made one source neuron at a time, wholly in cache: end points, weights and delays are drawn from streams
 * of (projection, partition, source), sorted by delay by counting, and appended.
 */
final class TableBuilder {
    private final PartitionPlan plan;
    private final List<Part> parts;
    private final ReleaseModel release;
    private final boolean wide;
    private final StreamRandom random = new StreamRandom(0);
    private final SynapseRow row = new SynapseRow();
    private double[] drawn = new double[1024];

    // The row as drawn, in order of projections.
    private int count;
    private int[] slot = new int[1024];
    private double[] weight = new double[1024];
    private int[] population = new int[1024];
    private int[] delay = new int[1024];
    private double[] probability = new double[1024];

    // The row sorted by delay.
    private final int[] perDelay;
    private int[] compactRow = new int[1024];
    private long[] wideRow = new long[1024];
    private double[] sortedProbability = new double[1024];
    private final int[] runDelay;
    private final int[] runLength;

    /** A projection within the table. */
    private record Part(Projection projection, int target, ConnectionRule.TargetRows rows, long weightKey, long delayKey,
            long probabilityKey, double weightFactor) {
    }

    TableBuilder(PartitionPlan plan, List<PlannedProjection> projections, boolean wide) {
        this.plan = plan;
        this.release = projections.get(0).projection().release();
        this.wide = wide;
        this.parts = projections.stream().map(this::part).toList();
        this.perDelay = new int[plan.longestDelay() + 2];
        this.runDelay = new int[plan.longestDelay() + 1];
        this.runLength = new int[plan.longestDelay() + 1];
    }

    private Part part(PlannedProjection planned) {
        final Projection projection = planned.projection();
        final int target = planned.target();
        final long seed = plan.seed();
        final int p = plan.partition();
        return new Part(projection, target, planned.plan().rows(plan.from(target), plan.to(target)),
                key(seed, Purpose.WEIGHT, planned.index(), p), key(seed, Purpose.DELAY, planned.index(), p),
                key(seed, Purpose.RELEASE_PROBABILITY, planned.index(), p), projection.weightFactor());
    }

    private static long key(long seed, Purpose purpose, int projection, int partition) {
        return StreamKey.with(StreamKey.of(seed, purpose, projection), partition);
    }

    /** Builds the whole table. */
    SynapseTable build(int sourcePopulation, int sources) {
        final ReleaseSites sites = release.createSites();
        final CompactTable compact = wide ? null : new CompactTable(sourcePopulation, sources, plan.format().slotBits(), sites);
        final WideTable wideTable = wide ? new WideTable(sourcePopulation, sources, sites) : null;
        for (int source = 0; source < sources; source++) {
            draw(source);
            final int runs = sort();
            if (release.variesBySynapse()) {
                sites.append(sortedProbability, count);
            }
            if (wide) {
                wideTable.addRow(source, wideRow, count, runDelay, runLength, runs);
            } else {
                compact.addRow(source, compactRow, count, runDelay, runLength, runs);
            }
        }
        if (wide) {
            wideTable.finish();
            return wideTable;
        }
        compact.finish();
        return compact;
    }

    private void draw(int source) {
        count = 0;
        for (Part part : parts) {
            row.clear();
            part.rows().append(source, random, row);
            final int n = row.size();
            ensure(count + n);
            drawWeights(part, source, n);
            drawDelays(part, source, n);
            final NeuronModel model = plan.model(part.target());
            final int first = plan.from(part.target());
            final int base = plan.slotBase(part.target());
            final int size = plan.to(part.target()) - first;
            final int[] targets = row.targets();
            for (int i = 0; i < n; i++) {
                slot[count + i] = base + model.channel(weight[count + i]) * size + targets[i] - first;
                population[count + i] = part.target();
            }
            count += n;
        }
    }

    private void drawWeights(Part part, int source, int n) {
        final double[] raw;
        if (part.projection().rule().definesWeights()) {
            raw = row.weights();
        } else {
            random.reset(StreamKey.with(part.weightKey(), source));
            part.projection().weight().fill(random, drawn, n);
            raw = drawn;
        }
        if (release.variesBySynapse() && n > 0) {
            random.reset(StreamKey.with(part.probabilityKey(), source));
            final double[] p = new double[n];
            release.drawProbabilities(random, part.projection().weight(), raw, p, n);
            System.arraycopy(p, 0, probability, count, n);
        }
        final double factor = part.weightFactor();
        for (int i = 0; i < n; i++) {
            weight[count + i] = raw[i] * factor;
        }
    }

    private void drawDelays(Part part, int source, int n) {
        if (part.projection().rule().definesDelays()) {
            for (int i = 0; i < n; i++) {
                delay[count + i] = Delays.steps(row.delaysMs()[i], plan.stepMs());
            }
        } else {
            random.reset(StreamKey.with(part.delayKey(), source));
            Delays.draw(part.projection().delayMs(), plan.stepMs(), random, drawn, delay, count, n);
        }
    }

    /** Sorts the row by delay, keeping the order within a delay, and packs it; returns the number of runs. */
    private int sort() {
        Arrays.fill(perDelay, 0);
        for (int i = 0; i < count; i++) {
            perDelay[delay[i] + 1]++;
        }
        int runs = 0;
        for (int d = 0; d < perDelay.length - 1; d++) {
            if (perDelay[d + 1] > 0) {
                runDelay[runs] = d;
                runLength[runs++] = perDelay[d + 1];
            }
            perDelay[d + 1] += perDelay[d];
        }
        final WeightFormat format = plan.format();
        final boolean varies = release.variesBySynapse();
        for (int i = 0; i < count; i++) {
            final int at = perDelay[delay[i]]++;
            if (wide) {
                wideRow[at] = InputBuffers.wide(slot[i], weight[i]);
            } else {
                compactRow[at] = format.pack(slot[i], weight[i], population[i]);
            }
            if (varies) {
                sortedProbability[at] = probability[i];
            }
        }
        return runs;
    }

    private void ensure(int needed) {
        if (needed <= slot.length) {
            return;
        }
        final int capacity = Math.max(needed, 2 * slot.length);
        slot = Arrays.copyOf(slot, capacity);
        weight = Arrays.copyOf(weight, capacity);
        population = Arrays.copyOf(population, capacity);
        delay = Arrays.copyOf(delay, capacity);
        compactRow = Arrays.copyOf(compactRow, capacity);
        drawn = new double[capacity];
        wideRow = Arrays.copyOf(wideRow, capacity);
        probability = Arrays.copyOf(probability, capacity);
        sortedProbability = Arrays.copyOf(sortedProbability, capacity);
    }
}
