package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads SONATA element reports, those written here and those of other makers. All methods throw
 * {@link DataFileException} if the file is not one.
 */
public final class SonataReportReader implements AutoCloseable {

    private final Hdf5Reader file;

    private SonataReportReader(Hdf5Reader file) {
        this.file = file;
    }

    /** Opens a file. */
    public static SonataReportReader open(Path path) {
        Hdf5Reader file = Hdf5Reader.open(path);
        try {
            if (!file.has("/report")) {
                throw new DataFileException(path, "a SONATA report with a group /report", "none");
            }
            return new SonataReportReader(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Names of the reports, sorted: a population's name for its membrane potential, {@code POPULATION.VARIABLE} for
     * other variables.
     */
    public List<String> reports() {
        return file.groups("/report");
    }

    /** A report by its name. It can be read until this reader is closed. */
    public SonataReport report(String name) {
        if (!reports().contains(name)) {
            throw new DataFileException(file.path(), "a report " + name, "reports " + reports());
        }
        return new SonataReport(file, name);
    }

    /** The report of a population's variable, in a file written here. */
    public SonataReport report(String population, String variable) {
        return report(SonataReportWriter.reportName(population, variable));
    }

    /** Where the data come from; empty for files of other makers. */
    public Optional<Provenance> provenance() {
        return Provenance.read(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
