package org.quantal.simulator.model;

import java.util.List;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;

/**
 * The description of a rule that learns with a rhythm of its own, not at spikes: at times a fixed interval apart it
 * sees the synapses of all projections that name it (that is, an equal rule), wherever they lie, and may change all
 * their weights. For rules in which a neuron has to know its outgoing synapses, too.
 *
 * <p>The simulation stands still while the rule acts, and the engine uses the new weights from there on. What looks at
 * synapses at the same time sees them after the rule has acted. In order to add such a rule, write a record that
 * implements this interface and enter it in the catalogue.
 */
public interface NetworkRule extends PlasticityRule {

    /** Time from one action to the next in ms, a whole number of steps. */
    double intervalMs();

    /**
     * The rule first acts one interval after this time in ms; not negative, because rules of this kind rest during the
     * warm-up.
     */
    default double startMs() {
        return 0;
    }

    /**
     * Refuses a projection on which the rule cannot act in this network.
     *
     * @throws IllegalArgumentException with the reason and what would work
     */
    default void check(Network network, Projection projection) {
    }

    /**
     * Makes the running rule.
     *
     * @param network     the whole network
     * @param projections those that name the rule, in the network's order
     * @param synapses    their synapses, in an order that depends on the scenario alone
     */
    NetworkPlasticity start(Network network, List<Projection> projections, List<SynapseBlock> synapses);

    /** Never called: there is nothing to do at spikes. */
    @Override
    default Plasticity create(Context context) {
        throw new IllegalStateException(name() + " does not act at spikes");
    }
}
