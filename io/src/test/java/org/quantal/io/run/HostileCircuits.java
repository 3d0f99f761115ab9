package org.quantal.io.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quantal.io.hdf5.Compression;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataEdgesReader;
import org.quantal.io.hdf5.SonataReport;
import org.quantal.io.hdf5.SonataReportReader;
import org.quantal.io.hdf5.SonataReportWriter;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesWriter;
import org.quantal.io.hdf5.SpikeOrder;
import org.quantal.models.BuiltInModels;

/** Good files of all kinds that Quantal reads, to be damaged, and how each is read. */
final class HostileCircuits {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("..")
            .normalize();
    private static final Path SAMPLES = Path.of("src/test/resources/sonata");
    private static final Provenance SOME = new Provenance("0.1.0", 7, "quantal run net.yaml", "net.yaml", "name: µ\n",
            Optional.empty());
    private static final int MAX_DEPTH = 8;

    /** Uses what the examples leave out: files of synapses and spikes, tables, downscaling, exact integration. */
    private static final String SCENARIO = """
            parameters: {scale: 0.5, J: 80}
            tables:
              w: {unit: pA, columns: [E, I], E: [1, 2], I: [3, 4]}
            duration: 100 ms
            definitions:
              neuron: &neuron {model: iaf_psc_exp, initial: {V_m: {distribution: uniform, low: -70 mV, high: -60 mV}}}
            populations:
              E: {<<: *neuron, size: 8}
              I: {<<: *neuron, size: 2}
              drive: {model: spike_source, size: 3, file: spikes.csv}
              taped: {model: spike_source, size: 4, file: spikes.h5, file_population: exc}
              given: {model: spike_source, size: 2, times: [[1 ms, 2.5 ms], []]}
            projections:
              - {from: E, to: [E, I], rule: {rule: fixed_indegree, indegree: 2}, weight: "${J * scale} pA",
                delay: 1.5 ms,
                 release: {model: stochastic_tsodyks_markram, U: 0.5, n: 3, tau_rec: 800 ms}}
              - {from: drive, to: E, rule: {rule: explicit, file: synapses.csv}, release: bernoulli_listed}
              - {from: taped, to: I, rule: {rule: fixed_total_number, total: 5}, weight: {distribution: lognormal,
                mean: 10 pA, sd: 1 pA}, delay: 1 ms}
              - {from: given, to: I, rule: {rule: one_to_one}, weight: 5 pA, delay: 1 ms}
            current:
              - {to: I, amplitude: 100 pA}
            record:
              states:
                - {population: E, neurons: [0, 3], variables: [V_m], interval: 1 ms}
            """;

    private HostileCircuits() {
    }

    /** Writes all files. */
    static void write(Path folder) throws IOException {
        for (String example : List.of("quickstart.yaml", "stdp.yaml", "reliability-learning.yaml",
                "short-term-depression.yaml", "short-term-depression.csv")) {
            // Damage to comments would tell nothing.
            Files.writeString(folder.resolve(example),
                    Files.readString(ROOT.resolve("examples/scenarios").resolve(example))
                    .replaceAll("(?m)(^|\\s+)#.*$", "$1").replaceAll("(?m)^\\s*\n", ""));
        }
        Files.writeString(folder.resolve("all.yaml"), SCENARIO);
        Files.writeString(folder.resolve("spikes.csv"), "time_ms,node_id\n1.5,0\n2.5,2\n# none of 1\n20,0\n");
        Files.writeString(folder.resolve("synapses.csv"),
                "source,target,weight,delay_ms,release_probability\n0,0,80,1,0.5\n1,7,80,1.5,1\n2,3,-80,2,0.25\n");
        try (SonataSpikesWriter writer = new SonataSpikesWriter(folder.resolve("spikes.h5"),
                List.of(new SonataSpikesWriter.Source("exc", 4), new SonataSpikesWriter.Source("inh", 2)), SOME,
                Compression.QUICK, SpikeOrder.BY_TIME)) {
            writer.append(0, new double[] {1, 2, 3}, new int[] {0, 3, 1}, 3);
        }
        try (SonataReportWriter writer = new SonataReportWriter(folder.resolve("report.h5"), SOME)) {
            final var recording = writer.recording("exc", 4, new long[] {0, 2},
                    List.of(new SonataReportWriter.Variable("V_m", "mV")), 0, 1);
            for (int row = 0; row < 5; row++) {
                recording.appendRow(0, new float[] {row, -row});
            }
        }
        Files.copy(SAMPLES.resolve("edge_index_example.h5"), folder.resolve("edge_index_example.h5"));
        new SmallCircuit(Files.createDirectory(folder.resolve("small"))).write();
        copy(ROOT.resolve("examples/circuits/ten_cells"), folder.resolve("cells"));
        final Path exported = folder.resolve("exported");
        CircuitExport.write(Scenarios.read(folder.resolve("all.yaml"), BuiltInModels.catalogue(), List.of()),
                exported, 1, "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }

    /** Reads a file itself or the scenario or the circuit that it is a part of. */
    static void readAbout(Path folder, Path file) {
        final String place = folder.relativize(file).toString();
        if (place.startsWith("small")) {
            read(folder.resolve("small/simulation_config.json"));
        } else if (place.startsWith("cells")) {
            read(folder.resolve("cells/config.json"));
        } else if (place.startsWith("exported")) {
            read(folder.resolve("exported/simulation_config.json"));
        } else if (place.endsWith(".yaml")) {
            read(file);
        } else if (place.endsWith("depression.csv")) {
            read(folder.resolve("short-term-depression.yaml"));
        } else if (place.endsWith(".csv")) {
            read(folder.resolve("all.yaml"));
        }
        if (place.endsWith(".h5")) {
            readWhole(file);
        }
    }

    private static void read(Path file) {
        Scenarios.read(file, BuiltInModels.catalogue(), List.of());
    }

    /** Reads all that a file holds. */
    static void readWhole(Path file) {
        try (Hdf5Reader reader = Hdf5Reader.open(file)) {
            if (reader.has("/spikes")) {
                spikes(file);
            }
            if (reader.has("/edges")) {
                edges(file);
            }
            if (reader.has("/report")) {
                report(file);
            }
            group(reader, "", 0);
        }
    }

    private static void spikes(Path file) {
        try (SonataSpikesReader reader = SonataSpikesReader.open(file)) {
            for (String population : reader.populations()) {
                reader.order(population);
                reader.size(population);
                reader.spikes(population);
            }
            reader.provenance();
        }
    }

    private static void edges(Path file) {
        try (SonataEdgesReader reader = SonataEdgesReader.open(file)) {
            for (String population : reader.populations()) {
                reader.count(population);
                reader.sources(population);
                reader.targets(population);
                reader.property(population, "syn_weight");
                reader.historyMs(population);
            }
            reader.provenance();
        }
    }

    private static void report(Path file) {
        try (SonataReportReader reader = SonataReportReader.open(file)) {
            for (String name : reader.reports()) {
                final SonataReport report = reader.report(name);
                for (int element = 0; element < Math.min(2, report.elements()); element++) {
                    report.trace(element);
                }
                if (report.rows() > 0) {
                    report.rows(0, 1);
                }
            }
            reader.provenance();
        }
    }

    private static void group(Hdf5Reader reader, String group, int depth) {
        for (String name : reader.datasets(group.isEmpty() ? "/" : group)) {
            final String dataset = group + "/" + name;
            reader.dimensions(dataset);
            reader.textAttribute(dataset, "node_population");
            if (reader.isText(dataset)) {
                reader.text(dataset);
            } else {
                reader.doubles(dataset);
            }
        }
        for (String name : reader.groups(group.isEmpty() ? "/" : group)) {
            if (depth < MAX_DEPTH) {
                group(reader, group + "/" + name, depth + 1);
            }
        }
    }
}
