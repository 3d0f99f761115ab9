package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.scenario.ScenarioException;

/**
 * Parameters of neurons or synapses: those of the file that {@code dynamics_params} names, those of the element itself,
 * and those of the command line, later ones winning.
 */
final class DynamicsParams {
    private final ConfigValue components;
    private final String folder;
    private final String kind;
    private final Map<Path, ConfigValue> files = new HashMap<>();

    /**
     * @param components the key {@code components} of the circuit's configuration
     * @param folder     key of the folder of files; without it, files lie beside the configuration
     * @param kind       {@code nodes} or {@code edges}, for messages
     */
    DynamicsParams(ConfigValue components, String folder, String kind) {
        this.components = components;
        this.folder = folder;
        this.kind = kind;
    }

    /** A parameter, with the place where it was given. */
    record Given(String origin, JsonNode value) {
        double number() {
            if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
                throw new ScenarioException(origin + ": must be a number, but is " + value);
            }
            return value.asDouble();
        }
    }

    /** The parameters of an element by name. */
    Map<String, Given> of(ElementTable table, String population, int element) {
        final Map<String, Given> given = new LinkedHashMap<>();
        final Optional<ElementChanges.Change> changed = table.changed(ElementChanges.PARAMETERS, element);
        final String name = table.text(ElementChanges.PARAMETERS, element);
        if (changed.isPresent() && changed.get().value().isObject()) {
            changed.get().value().fields().forEachRemaining(field -> given.put(field.getKey(),
                    new Given(changed.get().origin() + ": " + field.getKey(), field.getValue())));
        } else if (name != null) {
            final Path path = changed.isPresent() ? changedFile(changed.get(), name)
                    : file(table, population, element, name);
            files.computeIfAbsent(path, ConfigValue::read).fields()
                    .forEach((key, value) -> given.put(key, new Given(path + ": " + key, value.node())));
        }
        for (String key : table.parameters()) {
            final double value = table.number(ElementChanges.PARAMETERS + "/" + key, element, Double.NaN);
            if (!Double.isNaN(value)) {
                given.put(key, new Given(table.path() + ": " + ElementChanges.PARAMETERS + "/" + key,
                        JsonNodeFactory.instance.numberNode(value)));
            }
        }
        table.changedParameters(element).forEach((key, change) -> {
            if (change.value().isNull()) {
                given.remove(key);
            } else {
                given.put(key, new Given(change.origin(), change.value()));
            }
        });
        return given;
    }

    private Path changedFile(ElementChanges.Change change, String name) {
        final Path path = components.with(name).path();
        if (!Files.isRegularFile(path)) {
            throw new ScenarioException(change.origin() + ": there is no file " + path
                    + "; give one (relative to the working directory), or parameters as '{tau_m: 20}'");
        }
        return path;
    }

    private Path file(ElementTable table, String population, int element, String name) {
        final ConfigValue directory = components.get(folder);
        final ConfigValue at = directory.exists() && directory.node().isTextual()
                ? directory.with(directory.node().asText() + "/" + name) : directory.with(name);
        final Path path = at.path();
        if (!files.containsKey(path) && !Files.isRegularFile(path)) {
            throw at.fail("dynamics_params '" + name + "' of " + kind + " '" + population + "', type "
                    + table.type(element) + ": " + MissingFile.of(at, path) + "; or give the parameters themselves:"
                    + " --set " + kind + "." + population + ".dynamics_params=FILE or ='{NAME: NUMBER, ...}'");
        }
        return path;
    }
}
