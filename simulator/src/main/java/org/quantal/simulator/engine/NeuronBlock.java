package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/**
 * Up to {@value #LARGEST} neurons of one population in one partition, with their input: small enough that all loops of
 * a step over a block find it in the first cache levels.
 */
final class NeuronBlock implements StateSampler.Block {
    /** Most neurons of a block. */
    static final int LARGEST = 1024;

    private final int population;
    private final int first;
    private final int size;
    private final NeuronGroup group;
    /** First slot of each channel in the partition's sums. */
    private final int[] slot;
    /** The weight of one unit of compact input. */
    private final double unit;
    private final double[][] arrivals;
    private final Drive[] drives;
    private final CurrentCourse course;
    /** The step that begins with another current; infinite if there is none to come. */
    private double nextChange;

    /** A Poisson drive of this block. */
    private record Drive(PoissonInput input, int channel, long key) {
    }

    NeuronBlock(PartitionPlan plan, int populationIndex, int first, int size, Map<PoissonDrive, PoissonInput> tables) {
        final Scenario scenario = plan.scenario();
        final Network network = scenario.network();
        final Population of = network.populations().get(populationIndex);
        final NeuronModel model = of.model();
        this.population = populationIndex;
        this.first = first;
        this.size = size;
        this.unit = plan.format().unit(populationIndex);
        this.slot = new int[model.channels()];
        final int partSize = plan.to(populationIndex) - plan.from(populationIndex);
        for (int c = 0; c < slot.length; c++) {
            slot[c] = plan.slotBase(populationIndex) + c * partSize + first - plan.from(populationIndex);
        }
        this.arrivals = new double[model.channels()][size];
        this.course = new CurrentCourse(network, of.name(), ms -> scenario.grid().steps("time of a current", ms));
        final long firstStep = -scenario.grid().steps("warmup", scenario.warmupMs());
        this.nextChange = course.nextChange(firstStep);
        this.group = model.createGroup(new GroupContext(first, size, plan.stepMs(), firstStep, course.at(firstStep),
                StreamKey.of(plan.seed(), Purpose.SOURCE, populationIndex),
                initialValues(of, plan.networkSeed(), populationIndex, first, size)));
        this.drives = drives(network, of, plan.seed(), tables);
    }

    /** Initial values of neurons of a population, complete for its state variables. */
    static Map<String, double[]> initialValues(Population of, long seed, int populationIndex, int first, int size) {
        final Map<String, double[]> values = new HashMap<>();
        final List<NeuronModel.StateVariable> variables = of.model().stateVariables();
        for (int v = 0; v < variables.size(); v++) {
            final double[] initial = new double[size];
            final Distribution distribution = of.initialValues().get(variables.get(v).name());
            final long key = StreamKey.with(StreamKey.of(seed, Purpose.INITIAL_VALUE, populationIndex), v);
            if (distribution == null) {
                java.util.Arrays.fill(initial, variables.get(v).initial());
            } else {
                // One stream a neuron, so that values do not depend on how neurons are grouped.
                final double[] one = new double[1];
                final StreamRandom random = new StreamRandom(0);
                for (int i = 0; i < size; i++) {
                    random.reset(StreamKey.with(key, first + i));
                    distribution.fill(random, one, 1);
                    initial[i] = one[0];
                }
            }
            values.put(variables.get(v).name(), initial);
        }
        return values;
    }

    private Drive[] drives(Network network, Population of, long seed, Map<PoissonDrive, PoissonInput> tables) {
        final List<Drive> found = new ArrayList<>();
        for (int d = 0; d < network.poissonDrives().size(); d++) {
            final PoissonDrive drive = network.poissonDrives().get(d);
            if (drive.target().equals(of.name()) && drive.indegree() * drive.rateHz() > 0) {
                final long key = StreamKey.with(StreamKey.of(seed, Purpose.DRIVE, d), first);
                found.add(new Drive(tables.get(drive), of.model().channel(drive.weight()), key));
            }
        }
        return found.toArray(new Drive[0]);
    }

    /** Takes this step's recurrent input out of the partition's sums. */
    void gather(InputBuffers input) {
        for (int c = 0; c < slot.length; c++) {
            final double[] arriving = arrivals[c];
            take(input.compactSum, slot[c], arriving, unit);
            if (input.wideSum.length > 0) {
                takeWide(input.wideSum, slot[c], arriving);
            }
        }
    }

    private static void takeWide(double[] sums, int from, double[] arriving) {
        for (int i = 0; i < arriving.length; i++) {
            arriving[i] += sums[from + i];
        }
        java.util.Arrays.fill(sums, from, from + arriving.length, 0);
    }

    private static void take(int[] sums, int from, double[] arriving, double unit) {
        for (int i = 0; i < arriving.length; i++) {
            arriving[i] = unit * sums[from + i];
        }
        java.util.Arrays.fill(sums, from, from + arriving.length, 0);
    }

    /** Adds this step's external input. */
    void drive(long step) {
        for (Drive drive : drives) {
            drive.input().add(StreamKey.with(drive.key(), step), arrivals[drive.channel()]);
        }
    }

    /** Whether there is external input to add. */
    boolean isDriven() {
        return drives.length > 0;
    }

    /** Advances the neurons; writes spikes as indices within the block. */
    int advance(long step, int[] spiked) {
        if (step >= nextChange) {
            group.setCurrent(course.at(step));
            nextChange = course.nextChange(step);
        }
        return group.advance(step, arrivals, spiked);
    }

    @Override
    public int population() {
        return population;
    }

    @Override
    public int first() {
        return first;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double state(String variable, int neuron) {
        return group.state(variable, neuron);
    }

    void save(DataOutput out) throws IOException {
        group.save(out);
    }

    void load(DataInput in) throws IOException {
        group.load(in);
        if (course.nextChange(Double.NEGATIVE_INFINITY) < Double.POSITIVE_INFINITY) {
            nextChange = Double.NEGATIVE_INFINITY; // the next step, whichever it is, looks up its current
        }
    }
}
