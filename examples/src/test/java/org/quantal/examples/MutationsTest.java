package org.quantal.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.examples.Experiment.Mutation;
import org.quantal.examples.Experiment.Plan;
import org.quantal.validation.Check;
import org.quantal.validation.Judges;
import org.quantal.validation.ResultFile;
import org.quantal.validation.Verdict;

/** A right simulator passes every check of every experiment, and each check is failed by an error made on purpose. */
class MutationsTest {
    private static final long SEED = 1;

    @TempDir
    private Path directory;

    static Stream<Experiment> experiments() {
        return Experiments.all().stream();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void passesAsItIs(Experiment experiment) {
        final List<String> failed = verdict(experiment, "").checks().stream().filter(check -> !check.passed())
                .map(Check::toString).toList();
        assertEquals(List.of(), failed);
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void everyCheckCanFail(Experiment experiment) {
        final List<String> missed = new ArrayList<>();
        final Set<String> caught = new TreeSet<>();
        for (Mutation mutation : experiment.mutations()) {
            final Set<String> failed = verdict(experiment, mutation.name()).checks().stream()
                    .filter(check -> !check.passed()).map(Check::id)
                    .collect(Collectors.toSet());
            caught.addAll(failed);
            for (String id : mutation.catches()) {
                if (!failed.contains(id)) {
                    missed.add(id + " in spite of " + mutation.name());
                }
            }
        }
        assertEquals(List.of(), missed, "checks that pass");
        final Set<String> never = verdict(experiment, "").checks().stream().map(Check::id)
                .filter(id -> !caught.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(never.isEmpty(), () -> "no mutation makes these fail: " + never);
    }

    private Verdict verdict(Experiment experiment, String mutation) {
        final Path file = directory.resolve(experiment.name() + "-" + mutation + ".h5");
        Experiments.run(experiment, file, new Plan(false, SEED, mutation));
        try (ResultFile result = ResultFile.open(file)) {
            return Judges.judge(result);
        }
    }
}
