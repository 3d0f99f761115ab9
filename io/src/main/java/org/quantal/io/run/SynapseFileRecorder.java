package org.quantal.io.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataEdgesWriter;
import org.quantal.io.hdf5.SonataEdgesWriter.Nodes;
import org.quantal.io.hdf5.SonataEdgesWriter.Property;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.SynapseSnapshot;

/** Writes snapshots of synapses into a SONATA edge file: a population of edges for each projection. */
final class SynapseFileRecorder implements FileRecorder {
    static final String WEIGHT = "syn_weight";
    static final String PROBABILITY = "release_probability";

    private final Network network;
    private final Scenario scenario;
    private final SonataEdgesWriter writer;
    private final Map<String, SonataEdgesWriter.Population> edges = new HashMap<>();

    SynapseFileRecorder(Path file, Scenario scenario, Provenance provenance) {
        this.scenario = scenario;
        network = scenario.network();
        writer = new SonataEdgesWriter(file, provenance);
        try {
            for (SynapseRecording recording : scenario.recordings().synapses()) {
                final Projection projection = network.projection(recording.projection());
                edges.put(projection.name(),
                        writer.population(projection.name(), nodes(projection.source()), nodes(projection.target())));
            }
        } catch (RuntimeException e) {
            writer.abort();
            throw e;
        }
    }

    private Nodes nodes(String name) {
        final Population population = network.population(name);
        return new Nodes(name, population.size());
    }

    @Override
    public void onSynapses(long step, SynapseSnapshot snapshot) {
        final Projection projection = network.projection(snapshot.projection());
        final Map<Property, double[]> properties = new LinkedHashMap<>();
        properties.put(new Property(WEIGHT, network.population(projection.target()).model().weightUnit()),
                snapshot.weight());
        properties.put(new Property(PROBABILITY, ""), snapshot.probability());
        snapshot.states().keySet().stream().sorted()
                .forEach(name -> properties.put(new Property(name, ""), snapshot.states().get(name)));
        edges.get(snapshot.projection()).snapshot(scenario.grid().timeMs(step), snapshot.source(), snapshot.target(),
                snapshot.delayMs(), properties);
    }

    @Override
    public void close() {
        writer.close();
    }

    @Override
    public void abort() {
        writer.abort();
    }
}
