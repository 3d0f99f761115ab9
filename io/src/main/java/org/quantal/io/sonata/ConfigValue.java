package org.quantal.io.sonata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.io.scenario.ScenarioException;

/**
 * A value in a SONATA configuration, at its place. Texts have the variables of the manifest replaced; paths are
 * relative to the file.
 *
 * @param file     the configuration
 * @param place    path from the top, such as {@code networks.nodes[0]}; empty for the top
 */
record ConfigValue(Path file, String place, JsonNode node, Manifest manifest) {
    private static final long MAX_BYTES = 4_000_000;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * Reads a configuration and its manifest.
     *
     * @throws ScenarioException if the file cannot be read or is no JSON object
     */
    static ConfigValue read(Path file) {
        return of(file, json(file), Set.of());
    }

    /**
     * A configuration that is at hand.
     *
     * @param changed variables of the manifest that the command line gives
     */
    static ConfigValue of(Path file, ObjectNode root, Set<String> changed) {
        final ConfigValue bare = new ConfigValue(file, "", root, new Manifest(Map.of(), changed));
        bare.get("manifest").fields();
        return new ConfigValue(file, "", root, Manifest.of(file, root, changed));
    }

    /**
     * Reads a file.
     *
     * @throws ScenarioException if the file cannot be read or is no JSON object
     */
    static ObjectNode json(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ScenarioException(file + ": there is no such file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ScenarioException(file + ": has more than " + MAX_BYTES + " bytes and is no configuration");
            }
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode root) {
                return root;
            }
            throw new ScenarioException(file + ": must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new ScenarioException(file + ":" + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                    + ": not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ScenarioException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** An exception that names the place. */
    ScenarioException fail(String what) {
        return new ScenarioException(file + ": " + (place.isEmpty() ? "" : place + ": ") + what);
    }

    /** Whether there is a value that is not null. */
    boolean exists() {
        return !node.isMissingNode() && !node.isNull();
    }

    boolean has(String key) {
        return get(key).exists();
    }

    /** The value of a key; one that does not {@link #exists exist} if there is none. */
    ConfigValue get(String key) {
        final JsonNode value = node.path(key);
        return new ConfigValue(file, place.isEmpty() ? key : place + "." + key,
                value == null ? MissingNode.getInstance() : value, manifest);
    }

    /** The value of a key that must be there. */
    ConfigValue require(String key) {
        if (!has(key)) {
            throw fail("lacks the key '" + key + "'");
        }
        return get(key);
    }

    /** Keys and values of an object, in the file's order; none if it does not exist. */
    Map<String, ConfigValue> fields() {
        if (exists() && !node.isObject()) {
            throw fail("must be an object");
        }
        final Map<String, ConfigValue> fields = new LinkedHashMap<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
            final String name = names.next();
            fields.put(name, get(name));
        }
        return fields;
    }

    /** The elements of a list; none if it does not exist. */
    List<ConfigValue> list() {
        if (exists() && !node.isArray()) {
            throw fail("must be a list");
        }
        final List<ConfigValue> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(new ConfigValue(file, place + "[" + elements.size() + "]", element, manifest));
        }
        return elements;
    }

    double number() {
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw fail("must be a number, but is " + node);
        }
        return node.asDouble();
    }

    /** A text with the variables of the manifest replaced. */
    String text() {
        if (!node.isTextual()) {
            throw fail("must be a text, but is " + node);
        }
        return manifest.replace(node.asText(), this::fail);
    }

    /** A path; relative ones count from the configuration's folder. */
    Path path() {
        return path(text());
    }

    private Path path(String text) {
        try {
            return file.toAbsolutePath().getParent().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw fail("'" + text + "' is no path");
        }
    }

    /** A {@link #path} to a file that must be there; if it is not, the message tells what would mend it. */
    Path existing() {
        final Path path = path();
        if (!Files.isRegularFile(path)) {
            throw fail(MissingFile.of(this, path));
        }
        return path;
    }

    /** Another text at the same place, such as a file's name in a folder. */
    ConfigValue with(String text) {
        return new ConfigValue(file, place, TextNode.valueOf(text), manifest);
    }
}
