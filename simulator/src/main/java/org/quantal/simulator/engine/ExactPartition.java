package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.EventNeuronModel;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamKey;

/**
 * A partition whose neurons go from event to event in continuous time.
 *
 * <p>When a slice begins all its arrivals are known. Each neuron handles its own, in order of time; the spikes of the
 * slice are then put in order of time, population and neuron. Release is drawn from streams of (partition, source
 * neuron, number of its spike).
 */
final class ExactPartition extends Partition {
    private final List<EventBlock> blocks = new ArrayList<>();
    private final int[] channelOfSlot;
    /** Population of each neuron of the partition. */
    private final int[] populationOf;
    /** Number within its population of each neuron of the partition. */
    private final int[] neuronOf;
    private final EventQueue queue;
    /** The same tables. */
    private final ExactSynapses[][] synapsesOf;
    /** Number of spikes so far of each neuron of the network, {@code [population][neuron]}. */
    private final int[][] spikesOf;
    private final StateSampler sampler;
    private final EventList spiked = new EventList();
    private final SpikeMerge merge = new SpikeMerge();
    private final LearningClock ticks;
    /** End of the slice at hand. */
    private double endMs;

    ExactPartition(PartitionPlan plan, List<SynapseTable> tables, ExactDelays delays, Learning learning) {
        super(plan, tables, learning);
        final Network network = plan.scenario().network();
        int neurons = 0;
        int slots = 0;
        for (int a = 0; a < plan.populations(); a++) {
            neurons += plan.to(a) - plan.from(a);
            slots += (plan.to(a) - plan.from(a)) * plan.model(a).channels();
        }
        populationOf = new int[neurons];
        neuronOf = new int[neurons];
        channelOfSlot = new int[slots];
        final int[] neuronOfSlot = new int[slots];
        synapsesOf = new ExactSynapses[plan.populations()][];
        spikesOf = new int[plan.populations()][];
        int offset = 0;
        for (int a = 0; a < plan.populations(); a++) {
            final int size = plan.to(a) - plan.from(a);
            for (int i = 0; i < size; i++) {
                populationOf[offset + i] = a;
                neuronOf[offset + i] = plan.from(a) + i;
                for (int c = 0; c < plan.model(a).channels(); c++) {
                    neuronOfSlot[plan.slotBase(a) + c * size + i] = offset + i;
                    channelOfSlot[plan.slotBase(a) + c * size + i] = c;
                }
            }
            blocks.add(new EventBlock(plan, a, offset));
            offset += size;
            synapsesOf[a] = Arrays.stream(tablesOfPopulation[a]).toArray(ExactSynapses[]::new);
            spikesOf[a] = new int[network.populations().get(a).size()];
        }
        queue = new EventQueue(delays, neuronOfSlot, neurons);
        sampler = new StateSampler(plan, blocks);
        ticks = plan.learningClock();
    }

    /**
     * Refuses networks that cannot be run without a grid.
     *
     * @throws IllegalArgumentException naming the part and what would work
     */
    static void check(Network network) {
        for (Population population : network.populations()) {
            if (!(population.model() instanceof EventNeuronModel)) {
                throw new IllegalArgumentException("population " + population.name() + ": model "
                        + population.model().name() + " has no closed form between events, which 'integration: exact'"
                        + " needs; take a model that has one (iaf_psc_delta, iaf_psc_exp, and all sources of spikes),"
                        + " or 'integration: grid'");
            }
        }
        for (Projection projection : network.projections()) {
            projection.plasticity().stream().filter(NetworkRule.class::isInstance).forEach(rule -> {
                throw new IllegalArgumentException("projection " + projection.name() + ": rule " + rule.name()
                        + " acts on the whole network at times of the grid, which needs 'integration: grid'");
            });
        }
    }

    @Override
    void advance(double from, double to, boolean last, SpikeBatch batch) {
        batch.beginExact(to, last && isFirst);
        passOutcomes(batch);
        clock.startSlice();
        queue.begin(from, to);
        clock.endDeliver();
        spiked.clear();
        for (EventBlock block : blocks) {
            block.advance(from, to, queue, channelOfSlot, spiked);
        }
        spiked.sort();
        for (int k = 0; k < spiked.count; k++) {
            final int population = populationOf[spiked.code[k]];
            final int neuron = neuronOf[spiked.code[k]];
            batch.add(spiked.timeMs[k], population, neuron);
            final SpikeHistory history = learning.history(population);
            if (history != null) {
                history.add(neuron - plan.from(population), ticks.ticks(spiked.timeMs[k]));
            }
        }
        endMs = to;
        final long sampled = ExactTimeline.stepEndingAt(to, plan.scenario().grid());
        if (sampled >= 0) {
            sampler.sample(sampled, batch);
        }
        clock.endUpdate();
        queue.end(to);
    }

    @Override
    void receive(SpikeBatch[] batches) {
        clock.startReceive();
        merge.begin(batches);
        while (merge.advance()) {
            final int population = merge.population();
            final int neuron = merge.neuron();
            final ExactSynapses[] tables = synapsesOf[population];
            learning.count(population);
            final long key = StreamKey.with(releaseKey, spikesOf[population][neuron]++);
            for (int t = 0; t < tables.length; t++) {
                tables[t].deliver(neuron, merge.timeMs(), StreamKey.with(key, (long) population << 8 | t), queue);
            }
        }
        if (!learning.isEmpty()) {
            final long end = ticks.ticks(endMs);
            learning.endSlice(end - 1, ExactTimeline.stepBeginningAt(endMs, plan.scenario().grid()), end);
        }
        clock.endReceive();
    }

    @Override
    void catchUp(double position) {
        if (!learning.isEmpty()) {
            learning.catchUp(ticks.ticks(position) - 1);
        }
    }

    @Override
    List<? extends StateSampler.Block> blocks() {
        return blocks;
    }

    @Override
    StateSampler sampler() {
        return sampler;
    }

    @Override
    void save(DataOutput out) throws IOException {
        for (EventBlock block : blocks) {
            block.save(out);
        }
        queue.save(out);
        for (int a = 0; a < spikesOf.length; a++) {
            for (int spikes : spikesOf[a]) {
                out.writeInt(spikes);
            }
            for (SynapseTable table : tablesOfPopulation[a]) {
                table.save(out);
            }
        }
        if (!learning.isEmpty()) {
            learning.save(out);
        }
    }

    @Override
    void load(DataInput in) throws IOException {
        for (EventBlock block : blocks) {
            block.load(in);
        }
        queue.load(in);
        for (int a = 0; a < spikesOf.length; a++) {
            for (int i = 0; i < spikesOf[a].length; i++) {
                spikesOf[a][i] = in.readInt();
            }
            for (SynapseTable table : tablesOfPopulation[a]) {
                table.load(in);
            }
        }
        if (!learning.isEmpty()) {
            learning.load(in);
        }
    }
}
