package org.quantal.examples.linear;

import java.util.List;
import org.quantal.examples.Experiment;
import org.quantal.io.hdf5.GroupWriter;

/** Linear networks whose synapses fail: losses, optima and signal-to-noise ratios, outside and inside the simulator. */
public final class LinearNetworksExperiment implements Experiment {

    @Override
    public String name() {
        return "linear-networks";
    }

    @Override
    public List<Mutation> mutations() {
        return List.of(new Mutation(Errors.WRONG_PROBABILITY), new Mutation(Errors.FAILURES_OFF), new Mutation(Errors.POOR_TEACHER),
                new Mutation(Errors.FIRST_LAYER_SHRINKS), new Mutation(Errors.SHARED_FAILURES), new Mutation(Errors.WRONG_WEIGHTS));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        long t=System.nanoTime();new FixedWeightRuns(plan).run(root.group("fixed"));System.err.println("F"+(System.nanoTime()-t)*1e-9);
        new TrainingRuns(plan).run(root.group("trained"));
System.err.println("T"+(System.nanoTime()-t)*1e-9);        new EngineRuns(plan).run(root.group("engine"));System.err.println("E"+(System.nanoTime()-t)*1e-9);
    }
}
