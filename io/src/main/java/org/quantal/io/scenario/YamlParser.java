package org.quantal.io.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.scenario.Item.Entry;
import org.quantal.io.scenario.Item.Mapping;
import org.quantal.io.scenario.Item.Scalar;
import org.quantal.io.scenario.Item.Sequence;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Turns YAML text into {@link Item}s. An alias is the same object as its anchor, so that the result is as small as the
 * text; {@link Expansion} makes a tree of it. Works from the stream of events, without recursion, so that hostile
 * nesting is refused by a counter and not by an exhausted stack.
 */
final class YamlParser {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_CODE_POINTS = 1_000_000;

    private final String file;
    private final boolean lines;
    private final Map<String, Item> anchors = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Item root;
    private int documents;

    private YamlParser(String file, boolean lines) {
        this.file = file;
        this.lines = lines;
    }

    /** A collection whose end has not been met; in a mapping, with the key that waits for its value. */
    private static final class Open {
        private final Item item;
        private String key;
        private String keyOrigin;

        private Open(Item item) {
            this.item = item;
        }
    }

    /**
     * Parses one document.
     *
     * @param file name for messages
     * @throws ScenarioException if the text is not one YAML document
     */
    static Item parse(String file, String text) {
        final Item root = new YamlParser(file, true).parse(text);
        if (root == null) {
            throw new ScenarioException(file + ": is empty; a scenario needs at least 'duration' and 'populations'");
        }
        return root;
    }

    /**
     * Parses a value that does not stand in a file.
     *
     * @param origin for messages
     */
    static Item parseValue(String origin, String text) {
        final Item root = new YamlParser(origin, false).parse(text);
        return root == null ? new Scalar(origin, "", true) : root;
    }

    private Item parse(String text) {
        final LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_CODE_POINTS).build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                accept(event);
            }
        } catch (MarkedYamlEngineException e) {
            final Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new ScenarioException(origin(mark) + ": not valid YAML: " + e.getProblem()
                    + (e.getContext() == null ? "" : " (" + e.getContext() + ")"), e);
        } catch (YamlEngineException e) {
            throw new ScenarioException(file + ": not valid YAML: " + e.getMessage(), e);
        }
        return root;
    }

    private void accept(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw new ScenarioException(origin(event) + ": a second document ('---'); a scenario is one document");
        } else if (event instanceof SequenceStartEvent || event instanceof MappingStartEvent) {
            final Item item = event instanceof SequenceStartEvent
                    ? new Sequence(origin(event), new ArrayList<>())
                    : new Mapping(origin(event), new LinkedHashMap<>());
            if (open.size() == MAX_DEPTH) {
                throw new ScenarioException(origin(event) + ": nested more than " + MAX_DEPTH + " deep");
            }
            add(event, item);
            open.push(new Open(item));
        } else if (event instanceof SequenceEndEvent || event instanceof MappingEndEvent) {
            open.pop();
        } else if (event instanceof ScalarEvent scalar) {
            add(event, new Scalar(origin(event), scalar.getValue(), scalar.isPlain()));
        } else if (event instanceof AliasEvent alias) {
            final String name = alias.getAlias().toString();
            final Item target = anchors.get(name);
            if (target == null) {
                throw new ScenarioException(origin(event) + ": there is no anchor '&" + name + "' above"
                        + Names.didYouMean(name, anchors.keySet()));
            }
            if (open.stream().anyMatch(o -> o.item == target)) {
                throw new ScenarioException(origin(event) + ": '*" + name + "' lies within its own anchor '&" + name
                        + "'; anchors must not be cyclic");
            }
            add(event, target);
        }
    }

    private void add(Event event, Item item) {
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor.toString(), item));
        }
        final Open parent = open.peek();
        if (parent == null) {
            root = item;
        } else if (parent.item instanceof Sequence sequence) {
            sequence.items().add(item);
        } else if (parent.key == null) {
            if (!(item instanceof Scalar key)) {
                throw new ScenarioException(origin(event) + ": a key must be a plain word");
            }
            parent.key = key.text();
            parent.keyOrigin = origin(event);
        } else {
            final Entry earlier = ((Mapping) parent.item).entries()
                    .putIfAbsent(parent.key, new Entry(parent.keyOrigin, item));
            if (earlier != null) {
                throw new ScenarioException(parent.keyOrigin + ": duplicate key '" + parent.key + "'; it is already at "
                        + earlier.keyOrigin());
            }
            parent.key = null;
        }
    }

    private String origin(Event event) {
        return origin(event.getStartMark());
    }

    private String origin(Optional<Mark> mark) {
        return lines && mark.isPresent() ? file + ":" + (mark.get().getLine() + 1) : file;
    }
}
