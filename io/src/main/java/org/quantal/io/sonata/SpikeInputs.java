package org.quantal.io.sonata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.ScenarioException;

/**
 * The spikes of virtual nodes, from the spike files that the simulation's inputs name: HDF5 in all dialects, or CSV.
 */
final class SpikeInputs {
    private static final List<String> HDF5 = List.of("h5", "sonata", "hdf5", "synapse_replay");
    private static final List<String> HANDLED = List.of("spikes", "current_clamp");

    private final ConfigValue simulation;
    private final NodeSets sets;
    private final Map<NodePopulation, double[][]> trains = new HashMap<>();

    /** Reads the files of all inputs that are switched on. */
    SpikeInputs(ConfigValue simulation, NodeSets sets) {
        this.simulation = simulation;
        this.sets = sets;
        simulation.get("inputs").fields().values().stream().filter(CurrentClamps::enabled).forEach(this::add);
        trains.values().forEach(all -> Arrays.stream(all).forEach(Arrays::sort));
    }

    /** Spike times in ms of the members of a group, each ascending; silent where no input names them. */
    double[][] trains(NodePopulation population, NodePopulation.Group group) {
        final double[][] all = trains.get(population);
        final double[][] chosen = new double[group.members().length][];
        Arrays.setAll(chosen, i -> all == null ? new double[0] : all[group.members()[i]]);
        return chosen;
    }

    private void add(ConfigValue input) {
        final String type = input.require("input_type").text();
        if (!HANDLED.contains(type)) {
            throw input.get("input_type")
                    .fail("'" + type + "' cannot be simulated; allowed are " + String.join(", ", HANDLED));
        }
        if (!type.equals("spikes")) {
            return;
        }
        final String module = input.require("module").text().toLowerCase(Locale.ROOT);
        if (!module.equals("csv") && !HDF5.contains(module)) {
            throw input.get("module")
                    .fail("spikes of module '" + module + "' cannot be read; allowed are h5, sonata, csv");
        }
        requireWholeRun(input);
        final Path file = (input.has("input_file") ? input.get("input_file") : input.require("spike_file")).existing();
        final Map<NodePopulation, int[]> nodes = sets.nodes(input.get("node_set"));
        nodes.forEach((population, places) -> requireVirtual(input, population, places));
        try {
            final Map<String, Spikes> spikes = module.equals("csv")
                    ? SpikeCsv.read(file, Files.readAllLines(file, StandardCharsets.UTF_8)) : hdf5(file);
            nodes.forEach((population, places) -> add(input, file, spikes, nodes.size(), population, places));
        } catch (IOException e) {
            throw input.fail(file + " cannot be read: " + e.getMessage());
        } catch (DataFileException e) {
            throw new ScenarioException(e.getMessage(), e);
        }
    }

    /** BlueBrain's inputs have a beginning and an end; spikes are given by their own times here. */
    private void requireWholeRun(ConfigValue input) {
        final double end = simulation.require("run").require("tstop").number();
        if (input.has("delay") && input.get("delay").number() != 0
                || input.has("duration") && input.get("duration").number() < end) {
            throw input.fail("spikes are given from 0 to tstop; leave out delay and duration");
        }
    }

    private void requireVirtual(ConfigValue input, NodePopulation population, int[] places) {
        for (int place : places) {
            if (!population.groups().get(population.groupOf(place)).kind().isVirtual()) {
                throw input.fail("gives spikes to node " + population.id(place) + " of population '" + population.name()
                        + "', which is no virtual node");
            }
        }
    }

    private static Map<String, Spikes> hdf5(Path file) {
        final Map<String, Spikes> all = new HashMap<>();
        try (SonataSpikesReader reader = SonataSpikesReader.open(file)) {
            reader.populations().forEach(name -> all.put(name, reader.spikes(name)));
        }
        return all;
    }

    private void add(ConfigValue input, Path file, Map<String, Spikes> spikes, int populations,
            NodePopulation population, int[] places) {
        Spikes own = spikes.get(population.name());
        if (own == null && populations == 1) {
            own = spikes.get(SonataSpikesReader.UNNAMED);
        }
        if (own == null) {
            throw input.fail(file + " has no spikes of population '" + population.name() + "'; it has "
                    + spikes.keySet());
        }
        final boolean[] wanted = new boolean[population.size()];
        Arrays.stream(places).forEach(place -> wanted[place] = true);
        final int[] count = new int[wanted.length];
        for (long id : own.neurons()) {
            final int place = population.place(id);
            if (place < 0) {
                throw input.fail(file + " has spikes of node " + id + ", but population '" + population.name()
                        + "' has " + population.size() + " nodes");
            }
            count[place]++;
        }
        final double[][] all = trains.computeIfAbsent(population, p -> {
            final double[][] silent = new double[p.size()][];
            Arrays.fill(silent, new double[0]);
            return silent;
        });
        final int[] filled = new int[wanted.length];
        for (int place = 0; place < wanted.length; place++) {
            filled[place] = all[place].length;
            if (wanted[place]) {
                all[place] = Arrays.copyOf(all[place], filled[place] + count[place]);
            }
        }
        for (int k = 0; k < own.count(); k++) {
            final int place = population.place(own.neurons()[k]);
            if (wanted[place]) {
                all[place][filled[place]++] = own.timesMs()[k];
            }
        }
    }
}
