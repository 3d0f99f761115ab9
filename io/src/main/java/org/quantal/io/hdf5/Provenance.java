package org.quantal.io.hdf5;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the data of a file come from: all that is needed to make them again. Stored as
 * {@code /quantal/provenance/{quantal_version, seed, command_line, scenario_file, scenario}} and, if given,
 * {@code created}; the texts as variable-length UTF-8 strings, the seed as int64.
 *
 * @param quantalVersion version of the simulator
 * @param seed seed of the run's random numbers
 * @param commandLine command that started the run, empty if there was none
 * @param scenarioFile file the scenario was read from, empty if there was none
 * @param scenario the scenario with all parameters filled in, as YAML
 * @param created time of creation; without it, identical runs make identical files
 */
public record Provenance(
        String quantalVersion,
        long seed,
        String commandLine,
        String scenarioFile,
        String scenario,
        Optional<Instant> created) {

    private static final String GROUP = "/quantal/provenance";

    public Provenance {
        Objects.requireNonNull(quantalVersion, "quantalVersion");
        Objects.requireNonNull(commandLine, "commandLine");
        Objects.requireNonNull(scenarioFile, "scenarioFile");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(created, "created");
    }

    /** Writes the group {@code /quantal/provenance}. */
    public void write(Hdf5Writer file) {
        GroupWriter group = file.root().group("quantal").group("provenance");
        group.text("quantal_version", quantalVersion);
        group.array("seed", seed);
        group.text("command_line", commandLine);
        group.text("scenario_file", scenarioFile);
        group.text("scenario", scenario);
        created.ifPresent(time -> group.text("created", time.toString()));
    }

    /**
     * Reads what {@link #write} wrote; empty for files of other makers.
     *
     * @throws DataFileException if the group is there but not as it should be
     */
    public static Optional<Provenance> read(Hdf5Reader file) {
        if (!file.has(GROUP)) {
            return Optional.empty();
        }
        long[] seed = file.longs(GROUP + "/seed");
        if (seed.length != 1) {
            throw new DataFileException(file.path(), "one number in " + GROUP + "/seed", seed.length + " numbers");
        }
        return Optional.of(new Provenance(
                file.text(GROUP + "/quantal_version"),
                seed[0],
                file.text(GROUP + "/command_line"),
                file.text(GROUP + "/scenario_file"),
                file.text(GROUP + "/scenario"),
                file.has(GROUP + "/created") ? Optional.of(time(file)) : Optional.empty()));
    }

    private static Instant time(Hdf5Reader file) {
        String text = file.text(GROUP + "/created");
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new DataFileException(file.path(), "a time in " + GROUP + "/created", text);
        }
    }
}
