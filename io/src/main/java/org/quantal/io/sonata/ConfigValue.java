package org.quantal.io.sonata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.ScenarioException;

/**
 * A value in a SONATA configuration, at its place. Texts have the variables of the manifest replaced; paths are
 * relative to the file.
 *
 * @param file     the configuration
 * @param place    path from the top, such as {@code networks.nodes[0]}; empty for the top
 * @param manifest variables, with the leading {@code $}
 */
record ConfigValue(Path file, String place, JsonNode node, Map<String, String> manifest) {
    private static final long MAX_BYTES = 4_000_000;
    private static final int MAX_LINKS = 20;
    private static final int MAX_TEXT = 100_000;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * Reads a configuration and its manifest.
     *
     * @throws ScenarioException if the file cannot be read or is no JSON object
     */
    static ConfigValue read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ScenarioException(file + ": there is no such file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ScenarioException(file + ": has more than " + MAX_BYTES + " bytes and is no configuration");
            }
            final JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new ScenarioException(file + ": must be a JSON object");
            }
            final Map<String, String> manifest = new LinkedHashMap<>();
            final ConfigValue top = new ConfigValue(file, "", root, manifest);
            final Path folder = file.toAbsolutePath().normalize().getParent();
            manifest.put("$configdir", folder.toString());
            top.get("manifest").fields().forEach((name, value) -> manifest.put(name, value.node.asText()));
            return top;
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
        String text = node.asText();
        for (int links = 0; text.contains("$"); links++) {
            if (links == MAX_LINKS) {
                throw fail("'" + node.asText() + "' has a variable that leads back to itself");
            }
            final String before = text;
            for (Map.Entry<String, String> variable : manifest.entrySet()) {
                final String bare = variable.getKey().replaceAll("^\\$\\{?|\\}$", "");
                text = text.replace("${" + bare + "}", variable.getValue())
                        .replaceAll("\\$" + java.util.regex.Pattern.quote(bare) + "(?![\\w])",
                                java.util.regex.Matcher.quoteReplacement(variable.getValue()));
                // Variables that name others twice each double the text.
                if (text.length() > MAX_TEXT) {
                    throw fail("has more than " + MAX_TEXT
                            + " characters when the variables of the manifest are replaced");
                }
            }
            if (text.equals(before)) {
                throw fail("'" + text + "' has a variable that the manifest lacks; it has " + manifest.keySet());
            }
        }
        return text;
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

    /**
     * A file of parameters that a table names, in the folder that a key of the components names.
     *
     * @param folder key of this object; without it, the configuration's own folder
     */
    Path component(String folder, String name) {
        final ConfigValue directory = get(folder);
        return path((directory.exists() ? directory.path() : file.toAbsolutePath().getParent()) + "/" + name);
    }
}
