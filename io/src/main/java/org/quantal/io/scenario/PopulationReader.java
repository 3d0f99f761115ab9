package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.Item.Sequence;
import org.quantal.io.scenario.NetworkParts.ModelValues;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Population;

/** Reads the populations of a scenario. */
final class PopulationReader {
    private static final String NAME = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_+-]{0,99}";
    private static final List<String> RESERVED = List.of(PopulationNames.ALL, Table.UNIT, Table.COLUMNS);

    private final ModelKinds kinds;
    private final DataFiles files;

    PopulationReader(ModelKinds kinds, DataFiles files) {
        this.kinds = kinds;
        this.files = files;
    }

    /** Reads all populations at full size, in order. */
    List<PopulationPart> read(Cursor at) {
        final List<PopulationPart> populations = new ArrayList<>();
        at.map("a mapping of populations").forEach((name, place) -> {
            if (!name.matches(NAME) || RESERVED.contains(name)) {
                throw place.fail("a population cannot be called '" + Cursor.shorten(name)
                        + "'; use letters, digits, '_', '+' and '-', and none of the words "
                        + String.join(", ", RESERVED));
            }
            populations.add(read(name, place.in(at.scope().of(name))));
        });
        if (populations.isEmpty()) {
            throw at.fail("a scenario needs at least one population");
        }
        return populations;
    }

    private PopulationPart read(String name, Cursor at) {
        final ObjectReader reader = kinds.population().read(at, "neuron model");
        final int size = (int) reader.whole("size");
        if (reader.kind().name().equals(ModelKinds.SPIKE_SOURCE)) {
            return spikeSource(name, at, reader, size);
        }
        final ModelEntry<NeuronModel> entry = kinds.catalogue().neuron(reader.kind().name()).orElseThrow();
        final ObjectReader params = reader.has("params") ? reader.get("params").object(ModelKinds.parameters(entry))
                : null;
        if (params == null && entry.parameters().stream().anyMatch(ParameterSpec::isRequired)) {
            reader.get("params");
        }
        final ModelValues values = ModelReader.values(entry, params);
        final NeuronModel model = ModelReader.create(entry, values, at, params);
        final Population population = at.checked(() -> new Population(name, size, model, initial(reader, model)));
        return new PopulationPart(at, population, values, null, null);
    }

    private static Map<String, Distribution> initial(ObjectReader reader, NeuronModel model) {
        final Map<String, Distribution> initial = new LinkedHashMap<>();
        if (reader.has("initial")) {
            final ObjectReader values = reader.get("initial")
                    .object(ModelKinds.initial(model.name(), model.stateVariables()));
            for (StateVariable variable : model.stateVariables()) {
                if (variable.settable() && values.has(variable.name())) {
                    initial.put(variable.name(),
                            DistributionReader.read(values.get(variable.name()), Units.dimension(variable.unit())));
                }
            }
        }
        return initial;
    }

    private PopulationPart spikeSource(String name, Cursor at, ObjectReader reader, int size) {
        if (reader.has("file") == reader.has("times")) {
            throw at.fail("a spike_source needs either 'file' or 'times'");
        }
        if (reader.has("times")) {
            return givenTrains(name, at, reader, size);
        }
        final Cursor file = reader.get("file");
        final String filePopulation = reader.has("file_population") ? reader.text("file_population") : null;
        final double[][] times = files.spikes(file, filePopulation, size);
        final NeuronModel model = file.checked(() -> new SpikeTrainSource(times));
        final Population population = at.checked(() -> new Population(name, size, model, Map.of()));
        return new PopulationPart(at, population, new ModelValues(ModelKinds.SPIKE_SOURCE, List.of(), Map.of()),
                file.text(), filePopulation);
    }

    private static PopulationPart givenTrains(String name, Cursor at, ObjectReader reader, int size) {
        if (reader.has("file_population")) {
            throw reader.get("file_population").fail("stands beside 'times', which is no file; remove it");
        }
        final Cursor times = reader.get("times");
        final List<Cursor> elements = times.list();
        final double[][] trains = new double[size][];
        if (elements.stream().anyMatch(element -> element.item() instanceof Sequence)) {
            if (elements.size() != size) {
                throw times.fail("has trains of " + elements.size() + " neurons, but the population has " + size);
            }
            Arrays.setAll(trains, i -> train(elements.get(i)));
        } else {
            Arrays.fill(trains, train(times));
        }
        final NeuronModel model = times.checked(() -> new SpikeTrainSource(trains));
        final Population population = at.checked(() -> new Population(name, size, model, Map.of()));
        return new PopulationPart(at, population, new ModelValues(ModelKinds.SPIKE_SOURCE, List.of(), Map.of()),
                null, null);
    }

    private static double[] train(Cursor times) {
        return times.list().stream().mapToDouble(time -> time.parameter(List.of(Dimension.TIME))).toArray();
    }
}
