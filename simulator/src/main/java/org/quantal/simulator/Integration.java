package org.quantal.simulator;

/** How neurons are carried through time. */
public enum Integration {
    /**
     * In steps of the grid: spikes are stamped with the ends of steps, delays are whole steps. Every model can do that.
     */
    GRID,
    /**
     * From event to event, by closed forms: spikes have times of their own, delays are continuous. For models that
     * implement {@link org.quantal.simulator.model.EventNeuronModel}. A run covers the times from its start up to, but
     * not including, its end.
     */
    EXACT
}
