package org.quantal.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quantal.examples.Experiment.Plan;
import org.quantal.examples.linear.LinearNetworksExperiment;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.run.QuantalVersion;

/** All experiments. */
public final class Experiments {
    private static final List<Experiment> ALL = List.of(
            new ReleaseExperiment(),
            new LinearNetworksExperiment(),
            new CapacityExperiment(),
            new LearningBoundsExperiment(),
            new BalancingExperiment(),
            new ReliabilityExperiment(),
            new MicrocircuitExperiment());

    private Experiments() {
    }

    /** All experiments, in the order in which they run. */
    public static List<Experiment> all() {
        return ALL;
    }

    /** An experiment by name. */
    public static Optional<Experiment> named(String name) {
        return ALL.stream().filter(experiment -> experiment.name().equals(name)).findFirst();
    }

    /**
     * Runs an experiment and writes its file.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void run(Experiment experiment, Path file, Plan plan) {
        final Hdf5Writer writer = new Hdf5Writer(file);
        try {
            writer.root().attribute("experiment", experiment.name());
            writer.root().attribute("effort", plan.full() ? "full" : "quick");
            writer.root().attribute("seed", plan.seed());
            experiment.run(writer.root(), plan);
            new Provenance(QuantalVersion.get(), plan.seed(), "", "", "", Optional.empty()).write(writer);
            writer.close();
        } finally {
            writer.abort(); // nothing after a success
        }
    }
}
