package org.quantal.io.scenario;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.scenario.Item.Scalar;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.io.scenario.NetworkParts.ProjectionPart;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventNeuronModel;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.network.FixedOutdegree;
import org.quantal.simulator.network.FixedTotalNumber;

/** Reads scenarios from YAML files. The format is described in {@code docs/scenario.md}. */
public final class ScenarioReader {
    private static final long MAX_BYTES = 4_000_000;

    private final Path file;
    private final Kinds kinds;
    private final DataFiles files;
    private final Expressions expressions = new Expressions();
    private final Map<String, Table> tables = new LinkedHashMap<>();

    private ScenarioReader(Path file, ModelCatalogue catalogue, SpikeFileReader sonata) {
        this.file = file;
        kinds = new Kinds(catalogue);
        files = new DataFiles(file, sonata);
    }

    /**
     * Reads a scenario whose spike trains, if any, come from CSV files.
     *
     * @param overrides each {@code path.to.value=...}; a bare name changes a parameter of the scenario
     * @throws ScenarioException if the file cannot be read or something in it is wrong
     */
    public static LoadedScenario read(Path file, ModelCatalogue catalogue, List<String> overrides) {
        return read(file, catalogue, overrides, ScenarioReader::refuseHdf5);
    }

    /**
     * Reads a scenario.
     *
     * @param sonata reads spike trains from {@code .h5} files
     * @throws ScenarioException if the file cannot be read or something in it is wrong
     */
    public static LoadedScenario read(Path file, ModelCatalogue catalogue, List<String> overrides,
            SpikeFileReader sonata) {
        final ScenarioReader reader = new ScenarioReader(file, catalogue, sonata);
        return reader.read(reader.text(), overrides);
    }

    /**
     * Reads a scenario that is at hand as text, such as the resolved one that a run leaves.
     *
     * @param file   name for messages; files that the scenario names lie beside it
     * @param text   YAML or JSON
     * @param sonata reads spike trains from {@code .h5} files
     * @throws ScenarioException if something in it is wrong
     */
    public static LoadedScenario readText(Path file, String text, ModelCatalogue catalogue, SpikeFileReader sonata) {
        return new ScenarioReader(file, catalogue, sonata).read(text, List.of());
    }

    /**
     * Reads a scenario that is at hand as text and whose spike trains, if any, come from CSV files.
     *
     * @param file      name for messages; files that the scenario names lie beside it
     * @param text      YAML or JSON
     * @param overrides each {@code path.to.value=...}; a bare name changes a parameter of the scenario
     * @throws ScenarioException if something in it is wrong
     */
    public static LoadedScenario readText(Path file, String text, ModelCatalogue catalogue, List<String> overrides) {
        return new ScenarioReader(file, catalogue, ScenarioReader::refuseHdf5).read(text, overrides);
    }

    private static double[][] refuseHdf5(Path path, String population, int size) {
        throw new IllegalArgumentException("HDF5 files cannot be read here; use CSV with the header time_ms,node_id");
    }

    /**
     * Reads a scenario that was made from a circuit. Messages name the circuit's file, and no lines of the text.
     *
     * @param file      the circuit's configuration
     * @param text      the scenario made from it, as JSON
     * @param overrides each {@code path.to.value=...}
     * @param otherKeys what else overrides may begin with, for messages
     * @param circuit   reads spike trains and synapses of the circuit
     * @throws ScenarioException if something in it is wrong
     */
    public static LoadedScenario readTranslated(Path file, String text, ModelCatalogue catalogue,
            List<String> overrides, List<String> otherKeys, SpikeFileReader circuit) {
        return new ScenarioReader(file, catalogue, circuit)
                .read(text, YamlParser.parseValue(file.toString(), text), overrides, otherKeys);
    }

    private LoadedScenario read(String text, List<String> overrides) {
        return read(text, YamlParser.parse(file.toString(), text), overrides, List.of());
    }

    private LoadedScenario read(String text, Item shared, List<String> overrides, List<String> otherKeys) {
        // What the reader of circuits writes is not for users.
        final List<String> keys = kinds.scenario().keyNames().stream().filter(key -> !key.equals("circuit")).toList();
        final Overrides changes = new Overrides(file.toString(), keys, otherKeys, shared, overrides);
        changes.applyToDefinitions(shared);
        final Item root = Expansion.expand(shared);
        changes.applyToRest(root);
        final Scope scope = new Scope(expressions, tables, null, null);
        return read(new Cursor(root, "", scope).object(kinds.scenario()), text);
    }

    private String text() {
        try {
            if (Files.isDirectory(file)) {
                throw new ScenarioException(file + ": is a directory; name a scenario file in it");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ScenarioException(file + ": has more than " + MAX_BYTES + " bytes and is no scenario");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ScenarioException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ScenarioException(file + ": is not a text file in UTF-8, and so no scenario", e);
        } catch (IOException e) {
            throw new ScenarioException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private LoadedScenario read(ObjectReader reader, String text) {
        readParameters(reader);
        if (reader.has("tables")) {
            reader.get("tables").map("a mapping of tables")
                    .forEach((name, table) -> tables.put(name, Table.read(name, table)));
        }
        final TimeGrid grid = reader.get("step").checked(() -> new TimeGrid(reader.quantity("step")));
        final Integration integration =
                Integration.valueOf(reader.choice("integration", "integration").toUpperCase(Locale.ROOT));
        final double duration = span(reader, "duration", grid, integration);
        final double warmup = span(reader, "warmup", grid, integration);
        if (!(duration > 0)) {
            throw reader.get("duration").fail("must be positive, but is " + reader.text("duration"));
        }
        final List<String> circuitChanges = circuit(reader);
        final NetworkParts network = network(reader, grid, integration);
        if (!circuitChanges.isEmpty() && files.circuitParts() == 0) {
            throw reader.get("circuit").fail("no population or projection is a part of a circuit");
        }
        network.populations().forEach(part -> checkModel(part, grid, warmup, integration));
        final PopulationNames populations = new PopulationNames(network.populations());
        boolean spikes = true;
        List<StateRecording> states = List.of();
        List<SynapseRecording> synapses = List.of();
        List<String> releases = List.of();
        if (reader.has("record")) {
            final ObjectReader record = reader.get("record").object(kinds.record());
            spikes = record.flag("spikes");
            if (record.has("states")) {
                states = new RecordReader(populations, grid, duration).read(record.get("states"), kinds.states());
            }
            final SynapseRecordReader ofSynapses = new SynapseRecordReader(network, grid, duration);
            if (record.has("synapses")) {
                synapses = ofSynapses.synapses(record.get("synapses"), kinds.synapses());
                // Snapshots are counted in steps, also that at the end.
                reader.get("duration").checked(() -> grid.steps("duration", duration));
            }
            if (record.has("releases")) {
                releases = ofSynapses.releases(record.get("releases"));
            }
        }
        final int partitions = reader.text("partitions").equals("auto") ? 0 : (int) reader.whole("partitions");
        final Recordings recordings = new Recordings(states, synapses, releases);
        final Scenario scenario = reader.place()
                .checked(() -> new Scenario(name(reader), network.network(), grid, warmup,
                duration, reader.whole("seed"), partitions, recordings, integration));
        final String description = reader.has("description") ? reader.text("description") : "";
        final String resolved = ResolvedScenario.write(scenario, network, description, spikes, circuitChanges);
        return new LoadedScenario(scenario, file, text, resolved, description,
                Collections.unmodifiableMap(expressions.variables()), spikes, places(network), Optional.empty());
    }

    /** Changes of the circuit, as they were written: what looks like an expression is a variable of the circuit. */
    private List<String> circuit(ObjectReader reader) {
        if (!reader.has("circuit")) {
            return List.of();
        }
        final List<String> changes = reader.get("circuit").list().stream()
                .map(at -> at.item() instanceof Scalar scalar ? scalar.text() : at.text()).toList();
        files.circuit(changes);
        return changes;
    }

    /** Where each population and projection was written. */
    private static Map<String, String> places(NetworkParts network) {
        final Map<String, String> places = new HashMap<>();
        network.populations().forEach(part -> places.put("population " + part.name(), place(part.place(), "")));
        network.projections().forEach(part -> places.put("projection " + part.name(), place(part.place(), ".rule")));
        return places;
    }

    private static String place(Cursor at, String end) {
        final String path = at.path().endsWith(end) ? at.path().substring(0, at.path().length() - end.length())
                : at.path();
        return at.item().origin() + ": " + path;
    }

    private void readParameters(ObjectReader reader) {
        if (reader.has("parameters")) {
            reader.get("parameters").map("a mapping of parameters").forEach((name, place) -> {
                final BigDecimal value = place.decimal();
                place.checked(() -> {
                    if (kinds.scenario().key(name).isPresent()) {
                        throw new IllegalArgumentException("'" + name + "' is a key of scenarios; take another name");
                    }
                    expressions.define(name, value);
                    return value;
                });
            });
        }
    }

    private static double span(ObjectReader reader, String key, TimeGrid grid, Integration integration) {
        final double span = reader.quantity(key);
        if (span < 0) {
            throw reader.get(key).fail("must not be negative, but is " + reader.text(key));
        }
        if (integration == Integration.GRID) {
            reader.get(key).checked(() -> grid.steps(key, span));
        }
        return span;
    }

    private String name(ObjectReader reader) {
        final String fileName = String.valueOf(file.getFileName());
        final String name = reader.has("name") ? reader.text("name")
                : fileName.replaceFirst("(?i)(.)\\.(ya?ml|json)$", "$1");
        if (!name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. +-]{0,99}")) {
            throw (reader.has("name") ? reader.get("name") : reader.place()).fail("'" + Cursor.shorten(name)
                    + "' cannot name files; give 'name' letters, digits, '_', '-', '+', '.' and spaces only");
        }
        return name;
    }

    private NetworkParts network(ObjectReader reader, TimeGrid grid, Integration integration) {
        final List<PopulationPart> populations = new PopulationReader(kinds.models(), files)
                .read(reader.get("populations"));
        final PopulationNames names = new PopulationNames(populations);
        final InputReader inputs = new InputReader(names, grid, integration);
        final NetworkParts full = new NetworkParts(populations,
                reader.has("projections") ? new ProjectionReader(kinds, names, files, grid.stepMs())
                .read(reader.get("projections"))
                        : List.of(),
                reader.has("poisson") ? inputs.poisson(reader.get("poisson"), kinds.poisson()) : List.of(),
                reader.has("current") ? inputs.currents(reader.get("current"), kinds.current()) : List.of());
        final NetworkParts network = reader.has("downscale")
                ? Downscale.read(reader.get("downscale"), kinds.downscale(), sources(full)).apply(full) : full;
        network.projections().forEach(part -> {
            checkRule(network, part);
            checkLearning(network, part);
        });
        return network;
    }

    private static List<String> sources(NetworkParts parts) {
        return parts.projections().stream().map(p -> p.projection().source()).distinct().toList();
    }

    /**
     * Finds models that do not fit this grid of time, such as a refractory time of half a step, where the line is
     * known.
     */
    private static void checkModel(PopulationPart part, TimeGrid grid, double warmup, Integration integration) {
        final int size = part.takesInput() ? 1 : part.population().size();
        final Map<String, double[]> initial = new HashMap<>();
        for (StateVariable variable : part.population().model().stateVariables()) {
            initial.put(variable.name(), new double[size]);
        }
        if (integration == Integration.GRID) {
            part.place().checked(() -> part.population().model().createGroup(new GroupContext(0, size, grid.stepMs(),
                    -grid.steps("warmup", warmup), 0, 0, initial)));
        } else if (part.population().model() instanceof EventNeuronModel exact) {
            part.place().checked(() -> exact.createEventGroup(new EventContext(0, size, -warmup, 0, 0, initial)));
        }
    }

    /** Finds learning rules that cannot act on their projection. */
    private static void checkLearning(NetworkParts network, ProjectionPart part) {
        part.rules().forEach(rule -> rule.place().checked(() -> {
            rule.rule().check(part.projection());
            if (rule.rule() instanceof NetworkRule whole) {
                whole.check(network.network(), part.projection());
            }
            return rule;
        }));
    }

    /**
     * Finds rules that these populations cannot meet now, where the line is known, and not when the network is built.
     */
    private static void checkRule(NetworkParts network, ProjectionPart part) {
        final PairSpace pairs = network.network().pairs(part.projection());
        final ConnectionRule rule = part.projection().rule();
        part.place().checked(() -> {
            if (rule instanceof FixedTotalNumber fixed) {
                // Planning would draw each synapse.
                if (!fixed.multapses() && fixed.total() > (double) pairs.sources() * pairs.targets()) {
                    throw new IllegalArgumentException("total=" + fixed.total() + " but there are only "
                            + (long) pairs.sources() * pairs.targets()
                            + " pairs and multapses=false; lower the total or allow more");
                }
                return rule;
            }
            if (rule instanceof FixedOutdegree outdegree) {
                outdegree.check(pairs);
            } else {
                rule.plan(pairs, 0);
            }
            return rule;
        });
    }
}
