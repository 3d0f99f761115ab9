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
 * Builds one table of a partition: the synapses of all projections that start in one population and share a release
 * model and a weight format. Rows are made one source neuron at a time, wholly in cache: end points, weights and delays
 * are drawn from streams of (projection, partition, source), sorted by delay by counting, and appended.
 */
final class TableBuilder {
    private final PartitionPlan plan;
    private final List<Part> parts;
    private final List<PlannedProjection> planned;
    private final ReleaseModel release;
    private final Kind kind;
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
    private double[] delayMs = new double[1024];

    // The row sorted by delay.
    private final int[] perDelay;
    private int[] compactRow = new int[1024];
    private long[] wideRow = new long[1024];
    private float[] plasticWeight = new float[1024];
    private double[] sortedProbability = new double[1024];
    private final int[] runDelay;
    private final int[] runLength;

    /** How a table stores its synapses. */
    enum Kind {
        COMPACT, WIDE, PLASTIC, EXACT, EXACT_PLASTIC
    }

    /** A projection within the table. */
    private record Part(Projection projection, int target, ConnectionRule.TargetRows rows, long weightKey,
            long delayKey, long probabilityKey, double weightFactor) {
    }

    TableBuilder(PartitionPlan plan, List<PlannedProjection> projections, Kind kind) {
        this.plan = plan;
        this.planned = projections;
        this.release = projections.get(0).projection().release();
        this.kind = kind;
        this.parts = projections.stream().map(this::part).toList();
        this.perDelay = new int[plan.longestDelay() + 2];
        this.runDelay = new int[plan.longestDelay() + 1];
        this.runLength = new int[plan.longestDelay() + 1];
    }

    private Part part(PlannedProjection planned) {
        final Projection projection = planned.projection();
        final int target = planned.target();
        final long seed = plan.networkSeed();
        final int p = plan.partition();
        return new Part(projection, target, planned.plan().rows(plan.from(target), plan.to(target)),
                key(seed, Purpose.WEIGHT, planned.index(), p), key(seed, Purpose.DELAY, planned.index(), p),
                key(seed, Purpose.RELEASE_PROBABILITY, planned.index(), p), projection.weightFactor());
    }

    private static long key(long seed, Purpose purpose, int projection, int partition) {
        return StreamKey.with(StreamKey.of(seed, purpose, projection), partition);
    }

    /**
     * Builds the whole table.
     *
     * @param side what learning synapses see of their targets; {@code null} for static ones
     */
    SynapseTable build(int sourcePopulation, int sources, LearningTable.Side side, Runnable rowBuilt) {
        return switch (kind) {
            case COMPACT -> {
                final ReleaseSites sites = release.createSites();
                final CompactTable table = new CompactTable(sourcePopulation, sources, plan.format().slotBits(), sites);
                for (int source = 0; source < sources; source++) {
                    final int runs = nextRow(source, sites, rowBuilt);
                    table.addRow(source, compactRow, count, runDelay, runLength, runs);
                }
                table.finish();
                yield table;
            }
            case WIDE -> {
                final ReleaseSites sites = release.createSites();
                final WideTable table = new WideTable(sourcePopulation, sources, sites, plan.stepMs());
                for (int source = 0; source < sources; source++) {
                    final int runs = nextRow(source, sites, rowBuilt);
                    table.addRow(source, wideRow, count, runDelay, runLength, runs);
                }
                table.finish();
                yield table;
            }
            case PLASTIC -> {
                final PlasticTable table = new PlasticTable(planned.get(0), sources, side, plan);
                for (int source = 0; source < sources; source++) {
                    final int runs = nextRow(source, table.sites(), rowBuilt);
                    table.addRow(source, compactRow, plasticWeight, sortedProbability, count, runDelay, runLength,
                            runs);
                }
                table.finish();
                yield table;
            }
            case EXACT -> buildExact(sourcePopulation, sources, rowBuilt);
            case EXACT_PLASTIC -> buildExactPlastic(sources, side, rowBuilt);
        };
    }

    private SynapseTable buildExact(int sourcePopulation, int sources, Runnable rowBuilt) {
        final ReleaseSites sites = release.createSites();
        final ExactTable table = new ExactTable(sourcePopulation, sources, sites, plan.stepMs(), sliceMs());
        for (int source = 0; source < sources; source++) {
            draw(source);
            appendProbabilities(sites, probability);
            table.addRow(source, slot, weight, delayMs, count);
            rowBuilt.run();
        }
        table.finish();
        return table;
    }

    private SynapseTable buildExactPlastic(int sources, LearningTable.Side side, Runnable rowBuilt) {
        final ExactPlasticTable table = new ExactPlasticTable(planned.get(0), sources, side, plan, sliceMs());
        for (int source = 0; source < sources; source++) {
            draw(source);
            appendProbabilities(table.sites(), probability);
            for (int i = 0; i < count; i++) {
                plasticWeight[i] = (float) weight[i];
            }
            table.addRow(source, slot, plasticWeight, probability, delayMs, count);
            rowBuilt.run();
        }
        table.finish();
        return table;
    }

    private double sliceMs() {
        return ExactDelays.of(plan.scenario().network(), plan.scenario().grid()).sliceMs();
    }

    private int nextRow(int source, ReleaseSites sites, Runnable rowBuilt) {
        draw(source);
        final int runs = sort();
        appendProbabilities(sites, sortedProbability);
        rowBuilt.run();
        return runs;
    }

    private void appendProbabilities(ReleaseSites sites, double[] probabilities) {
        if (release.variesBySynapse() || release.hasAmplitudes()) {
            sites.append(probabilities, count);
        }
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
        if (release.takesListedProbabilities()) {
            System.arraycopy(row.probabilities(), 0, probability, count, n);
        } else if (release.variesBySynapse() && n > 0) {
            random.reset(StreamKey.with(part.probabilityKey(), source));
            final double[] p = new double[n];
            release.drawProbabilities(random, part.projection().weight(), raw, p, n);
            System.arraycopy(p, 0, probability, count, n);
        } else {
            Arrays.fill(probability, count, count + n, release.meanProbability());
        }
        final double factor = part.weightFactor();
        for (int i = 0; i < n; i++) {
            weight[count + i] = raw[i] * factor;
        }
    }

    private void drawDelays(Part part, int source, int n) {
        if (kind == Kind.EXACT || kind == Kind.EXACT_PLASTIC) {
            drawExactDelays(part, source, n);
        } else if (part.projection().rule().definesDelays()) {
            for (int i = 0; i < n; i++) {
                delay[count + i] = Delays.steps(row.delaysMs()[i], plan.stepMs());
            }
        } else {
            random.reset(StreamKey.with(part.delayKey(), source));
            Delays.draw(part.projection().delayMs(), plan.stepMs(), random, drawn, delay, count, n);
        }
    }

    private void drawExactDelays(Part part, int source, int n) {
        if (part.projection().rule().definesDelays()) {
            System.arraycopy(row.delaysMs(), 0, delayMs, count, n);
        } else {
            random.reset(StreamKey.with(part.delayKey(), source));
            ExactDelays.draw(part.projection().delayMs(), plan.stepMs(), random, drawn, n);
            System.arraycopy(drawn, 0, delayMs, count, n);
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
        for (int i = 0; i < count; i++) {
            final int at = perDelay[delay[i]]++;
            sortedProbability[at] = probability[i];
            switch (kind) {
                case COMPACT -> compactRow[at] = format.pack(slot[i], weight[i], population[i]);
                case WIDE -> wideRow[at] = InputBuffers.wide(slot[i], weight[i]);
                case PLASTIC -> {
                    compactRow[at] = slot[i];
                    plasticWeight[at] = (float) weight[i];
                }
                default -> throw new IllegalStateException("no such kind: " + kind);
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
        delayMs = Arrays.copyOf(delayMs, capacity);
        compactRow = Arrays.copyOf(compactRow, capacity);
        drawn = new double[capacity];
        wideRow = Arrays.copyOf(wideRow, capacity);
        plasticWeight = Arrays.copyOf(plasticWeight, capacity);
        probability = Arrays.copyOf(probability, capacity);
        sortedProbability = Arrays.copyOf(sortedProbability, capacity);
    }
}
