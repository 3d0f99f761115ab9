package org.quantal.simulator.engine;

import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.NeuronModel;

/** Where everything lies in one partition: ranges of neurons and slots of input. Immutable. */
final class PartitionPlan {
    private final Scenario scenario;
    private final Partitioning partitioning;
    private final int partition;
    private final WeightFormat format;
    private final Delays delays;
    private final int[] slotBase;
    private final long networkSeed;

    PartitionPlan(Scenario scenario, Partitioning partitioning, int partition, WeightFormat format, Delays delays,
            long networkSeed) {
        this.scenario = scenario;
        this.networkSeed = networkSeed;
        this.partitioning = partitioning;
        this.partition = partition;
        this.format = format;
        this.delays = delays;
        this.slotBase = new int[populations()];
        int slots = 0;
        for (int a = 0; a < slotBase.length; a++) {
            slotBase[a] = slots;
            slots += (to(a) - from(a)) * model(a).channels();
        }
    }

    int partition() {
        return partition;
    }

    int populations() {
        return scenario.network().populations().size();
    }

    /** First neuron of a population in this partition. */
    int from(int population) {
        return partitioning.from(partition, population);
    }

    /** One past the last neuron of a population in this partition. */
    int to(int population) {
        return partitioning.to(partition, population);
    }

    /**
     * First slot of a population; neuron {@code i} and channel {@code c} have slot
     * {@code base + c (to - from) + i - from}.
     */
    int slotBase(int population) {
        return slotBase[population];
    }

    /** The population that a slot belongs to. */
    int populationOf(int slot) {
        int population = slotBase.length - 1;
        while (slotBase[population] > slot || slots(population) == 0) {
            population--;
        }
        return population;
    }

    /** The neuron (index within its population) that a slot belongs to. */
    int neuronOf(int slot, int population) {
        return from(population) + (slot - slotBase[population]) % (to(population) - from(population));
    }

    private int slots(int population) {
        return (to(population) - from(population)) * model(population).channels();
    }

    NeuronModel model(int population) {
        return scenario.network().populations().get(population).model();
    }

    WeightFormat format() {
        return format;
    }

    int longestDelay() {
        return delays.longest();
    }

    int shortestDelay() {
        return delays.shortest();
    }

    /** What synapses that learn count times by. */
    LearningClock learningClock() {
        return scenario.integration() == Integration.EXACT ? LearningClock.continuous() : LearningClock.grid(stepMs());
    }

    double stepMs() {
        return scenario.grid().stepMs();
    }

    /** Seed of what happens: input, and release. */
    long seed() {
        return scenario.seed();
    }

    /** Seed of what is built: synapses, and initial values. */
    long networkSeed() {
        return networkSeed;
    }

    Scenario scenario() {
        return scenario;
    }
}
