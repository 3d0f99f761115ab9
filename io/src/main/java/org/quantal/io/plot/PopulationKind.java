package org.quantal.io.plot;

import java.awt.Color;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/** What a population does to others; it gives the colour in figures. */
public enum PopulationKind {
    EXCITATORY("excitatory", new Color(0x2166ac)), INHIBITORY("inhibitory", new Color(0xc0272d)),
    /** Spikes come from outside of the network. */
    SOURCE("spike source", new Color(0x777777)),
    /** It has no outgoing synapses. */
    UNCONNECTED("no outgoing synapses", new Color(0x2d2d2d));

    private final String words;
    private final Color color;

    PopulationKind(String words, Color color) {
        this.words = words;
        this.color = color;
    }

    String words() {
        return words;
    }

    Color color() {
        return color;
    }

    /** The kind of a population by the mean weight of its outgoing synapses. */
    public static PopulationKind of(Network network, Population population) {
        if (population.model().channels() == 0) {
            return SOURCE;
        }
        double weight = 0;
        boolean connected = false;
        for (Projection projection : network.projections()) {
            if (projection.source().equals(population.name())) {
                weight += network.expectedSynapses(projection) * projection.weight().mean();
                connected = true;
            }
        }
        return !connected ? UNCONNECTED : weight < 0 ? INHIBITORY : EXCITATORY;
    }
}
