package org.quantal.io.sonata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.scenario.ScenarioException;

/** The nodes of a population of a circuit, cut into groups of equal nodes: the populations of the scenario. */
final class NodePopulation {
    /** More groups than this are no populations any more, but single neurons. */
    static final int MOST_GROUPS = 500;

    /**
     * Equal nodes.
     *
     * @param name    population of the scenario
     * @param members nodes, as places in the file, ascending
     */
    record Group(String name, NeuronKind kind, int[] members) {
    }

    private final String name;
    private final ElementTable nodes;
    private final long[] ids;
    private final Map<Long, Integer> placeOfId;
    private List<Group> groups = List.of();
    private int[] groupOf;
    private int[] indexInGroup;

    private NodePopulation(String name, ElementTable nodes, long[] ids) {
        this.name = name;
        this.nodes = nodes;
        this.ids = ids;
        boolean plain = true;
        for (int i = 0; plain && i < ids.length; i++) {
            plain = ids[i] == i;
        }
        placeOfId = plain ? null : new HashMap<>();
        for (int i = 0; !plain && i < ids.length; i++) {
            if (placeOfId.put(ids[i], i) != null) {
                throw new DataFileException(nodes.path(), "different ids in /nodes/" + name + "/node_id",
                        "two nodes " + ids[i]);
            }
        }
    }

    /** Reads a population of an open file. */
    static NodePopulation read(Hdf5Reader file, String name, TypeTable types, ElementChanges.Of changes) {
        final String base = "/nodes/" + name;
        if (!file.has(base + "/node_type_id")) {
            throw new DataFileException(file.path(), "a dataset " + base + "/node_type_id", "none");
        }
        final ElementTable nodes = new ElementTable(file, base, "node", types, -1, Set.of(), changes);
        long[] ids = new long[nodes.count()];
        if (file.has(base + "/node_id")) {
            ids = file.longs(base + "/node_id");
            if (ids.length != nodes.count()) {
                throw new DataFileException(file.path(), nodes.count() + " ids in " + base + "/node_id",
                        ids.length + "");
            }
        } else {
            for (int i = 0; i < ids.length; i++) {
                ids[i] = i;
            }
        }
        if (ids.length == 0) {
            throw new DataFileException(file.path(), "nodes in " + base, "none");
        }
        return new NodePopulation(name, nodes, ids);
    }

    String name() {
        return name;
    }

    int size() {
        return ids.length;
    }

    ElementTable nodes() {
        return nodes;
    }

    long id(int place) {
        return ids[place];
    }

    /** Place of a node in the file; -1 if there is none with this id. */
    int place(long id) {
        return placeOfId == null ? id >= 0 && id < ids.length ? (int) id : -1 : placeOfId.getOrDefault(id, -1);
    }

    /** Cuts the population into groups: one of its own name, or several with numbers behind it. */
    void group(NeuronKind[] kinds, Set<String> taken) {
        final Map<NeuronKind, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < kinds.length; i++) {
            members.computeIfAbsent(kinds[i], k -> new ArrayList<>()).add(i);
        }
        if (members.size() > MOST_GROUPS) {
            throw new ScenarioException(nodes.path() + ": population '" + name + "' has nodes of " + members.size()
                    + " different parameters; Quantal takes up to " + MOST_GROUPS
                    + ", because each becomes a population");
        }
        final String base = name.replaceAll("[^\\p{L}\\p{N}_+-]", "_").replaceAll("^[+-]", "_");
        groups = new ArrayList<>();
        groupOf = new int[kinds.length];
        indexInGroup = new int[kinds.length];
        members.forEach((kind, list) -> {
            String unique = members.size() == 1 ? base : base + "-" + groups.size();
            while (!taken.add(unique)) {
                unique += "+";
            }
            for (int k = 0; k < list.size(); k++) {
                groupOf[list.get(k)] = groups.size();
                indexInGroup[list.get(k)] = k;
            }
            groups.add(new Group(unique, kind, list.stream().mapToInt(Integer::intValue).toArray()));
        });
    }

    List<Group> groups() {
        return groups;
    }

    int groupOf(int place) {
        return groupOf[place];
    }

    int indexInGroup(int place) {
        return indexInGroup[place];
    }
}
