package org.quantal.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The verdicts on several experiments, as files.
 *
 * @param verdicts one an experiment
 */
public record ValidationReport(List<Verdict> verdicts) {
    /** Name of the file that {@link #writeJson} makes. */
    public static final String JSON = "validation.json";
    /** Name of the file that {@link #writeHdf5} makes. */
    public static final String HDF5 = "validation.h5";

    public ValidationReport {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether every prediction of every experiment holds. */
    public boolean passed() {
        return verdicts.stream().allMatch(Verdict::passed);
    }

    /** Number of predictions. */
    public int checks() {
        return verdicts.stream().mapToInt(verdict -> verdict.checks().size()).sum();
    }

    /** Upper bound of the probability that a right simulator fails any check. */
    public double falseAlarm() {
        return verdicts.stream().mapToDouble(Verdict::falseAlarm).sum();
    }

    /**
     * Writes {@value #JSON}.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public Path writeJson(Path directory) {
        final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        final ObjectNode root = mapper.createObjectNode();
        root.put("passed", passed());
        root.put("false_alarm_probability", falseAlarm());
        final ArrayNode experiments = root.putArray("experiments");
        for (Verdict verdict : verdicts) {
            final ObjectNode experiment = experiments.addObject();
            experiment.put("experiment", verdict.experiment());
            experiment.put("passed", verdict.passed());
            final ArrayNode checks = experiment.putArray("checks");
            for (Check check : verdict.checks()) {
                checks.addObject().put("id", check.id()).put("prediction", check.prediction())
                        .put("comparison", check.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .put("expected", check.expected())
                        .put("measured", check.measured()).put("standard_error", check.standardError())
                        .put("bound", check.bound())
                        .put("false_alarm_probability", check.falseAlarm()).put("passed", check.passed());
            }
        }
        return write(directory.resolve(JSON), file -> {
            try {
                Files.writeString(file, mapper.writeValueAsString(root) + "\n");
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /**
     * Writes {@value #HDF5}: a group for each experiment with a dataset for each column of the table.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public Path writeHdf5(Path directory) {
        return write(directory.resolve(HDF5), file -> {
            try (WritableHdfFile out = HdfFile.write(file)) {
                for (Verdict verdict : verdicts) {
                    final WritableGroup group = out.putGroup(verdict.experiment());
                    final List<Check> checks = verdict.checks();
                    group.putDataset("id", checks.stream().map(Check::id).toArray(String[]::new));
                    group.putDataset("prediction", checks.stream().map(Check::prediction).toArray(String[]::new));
                    group.putDataset("expected", column(checks, Check::expected));
                    group.putDataset("measured", column(checks, Check::measured));
                    group.putDataset("standard_error", column(checks, Check::standardError));
                    group.putDataset("bound", column(checks, Check::bound));
                    group.putDataset("passed", column(checks, check -> check.passed() ? 1 : 0));
                }
            }
        });
    }

    private static double[] column(List<Check> checks, ToDoubleFunction<Check> value) {
        return checks.stream().mapToDouble(value).toArray();
    }

    private interface Writing {
        void to(Path file) throws IOException;
    }

    /** Writes under a temporary name first, so that a file of the final name is whole. */
    private static Path write(Path file, Writing writing) {
        final Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            writing.to(unfinished);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        return file;
    }
}
