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
        return List.of(
                new Mutation(Errors.WRONG_PROBABILITY, "two-layers/p0.5-0.8/loss", "one-layer/p0.5/weights",
                "flow/p0.5/singular-values",
                        "sampled/p0.5/singular-values", "counts/poisson/noise", "learning/failing/singular-values",
                        "learning/reliable/norm"),
                new Mutation(Errors.FAILURES_OFF, "two-layers/p0.5-0.8/noise", "flow/p0.5/survivors", "flow/p0.5/units",
                "flow/p0.5/norms",
                        "sampled/p0.3/survivors", "sampled/rank-falls", "counts/regular/noise",
                        "learning/failing/survivors", "learning/failures-cut-rank", "learning/failures-shrink-weights",
                        "learning/failures-lose-modes"),
                new Mutation(Errors.POOR_TEACHER, "one-layer/p0.5/rank", "flow/flat/survivors", "flat-widths/slope",
                        "learning/reliable/survivors"),
                new Mutation(Errors.SHARED_FAILURES, "counts/regular/covariance", "counts/poisson/covariance",
                "scaling/p0.2/coherent-slope",
                        "scaling/p0.5/coherent-slope", "scaling/p0.8/coherent-slope", "widths/p0.2/trained-slope",
                        "widths/p0.5/trained-slope", "widths/p0.8/trained-slope"),
                new Mutation(Errors.WRONG_WEIGHTS, "covariance/mean", "flow/p0.5/conserved", "white-layer/p0.5/snr",
                "scaling/p0.2/random-slope",
                        "scaling/p0.5/random-slope", "scaling/p0.8/random-slope", "learning/reliable/singular-values"));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        new FixedWeightRuns(plan).run(root.group("fixed"));
        new TrainingRuns(plan).run(root.group("trained"));
        new EngineRuns(plan).run(root.group("engine"));
    }
}
