package org.quantal.validation;

import java.util.List;
import java.util.stream.Collectors;

/** The judges of all experiments. */
public final class Judges {
    private static final List<Judge> ALL = List.of(
            new ReleaseJudge(),
            new LinearNetworksJudge(),
            new CapacityJudge(),
            new LearningBoundsJudge(),
            new BalancingJudge(),
            new ReliabilityJudge(),
            new MicrocircuitJudge());

    private Judges() {
    }

    /** All judges, in the order in which they are listed. */
    public static List<Judge> all() {
        return ALL;
    }

    /**
     * The judge of a file.
     *
     * @throws ResultFileException if no judge knows the file's experiment
     */
    public static Judge of(ResultFile file) {
        final String experiment = file.experiment();
        return ALL.stream().filter(judge -> judge.experiment().equals(experiment)).findFirst()
                .orElseThrow(() -> new ResultFileException(file.path(),
                "experiment '" + experiment + "' is unknown (known: "
                        + ALL.stream().map(Judge::experiment).collect(Collectors.joining(", ")) + ")"));
    }

    /** Reads and judges a file. */
    public static Verdict judge(ResultFile file) {
        final Judge judge = of(file);
        return new Verdict(judge.experiment(), judge.judge(file), judge.figures(file));
    }
}
