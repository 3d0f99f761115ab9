package org.quantal.simulator.record;

/**
 * Keeps something of what happens. All recorders run on one thread of their own, beside the simulation; a slow recorder
 * holds the simulation back through the ring and never loses anything. Calls come in order of time.
 */
public interface Recorder extends AutoCloseable {

    /**
     * Spikes of one population at one step, in ascending order of neurons.
     *
     * @param step       number of the step; the spike time is the end of the step
     * @param population index of the population in the network
     * @param neurons    indices within the population
     * @param count      number of spikes
     */
    default void onSpikes(long step, int population, int[] neurons, int count) {
    }

    /**
     * Whether the recorder takes the times of spikes as they are when a scenario is run exactly. One that does not gets
     * them by steps, as from a grid: a step then holds the spikes from its start up to, but not including, its end.
     */
    default boolean takesExactTimes() {
        return false;
    }

    /**
     * Spikes of one population with exact times, in order of time, then neuron; for recorders that take them.
     *
     * @param timesMs    times in ms
     * @param population index of the population in the network
     * @param neurons    indices within the population
     * @param count      number of spikes
     */
    default void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
    }

    /**
     * Called in place of {@link #onAdvance} when all spikes before a time have been handed over with their exact times;
     * may flush.
     */
    default void onExactAdvance(double timeMs) {
    }

    /**
     * A sample of recorded states.
     *
     * @param step      number of the step at whose end the sample was taken; in the exact mode just before events of
     *                  that time
     * @param recording index of the recording in the scenario
     * @param values    one value for each variable and neuron, {@code [variable][neuron]}
     */
    default void onStates(long step, int recording, float[][] values) {
    }

    /**
     * The synapses of a recorded projection at one time.
     *
     * @param step     the step at whose start the synapses look so
     * @param snapshot the synapses
     */
    default void onSynapses(long step, SynapseSnapshot snapshot) {
    }

    /**
     * How a learning rule that acts on the whole network stands: once when recording begins, and after each time it has
     * acted.
     *
     * @param step    the step at whose start it stands so
     * @param figures what the rule tells
     */
    default void onRule(long step, RuleFigures figures) {
    }

    /**
     * Releases of the synapses of recorded projections, in no particular order within a slice.
     *
     * @param releases what was released
     */
    default void onReleases(ReleaseEvents releases) {
    }

    /** Called when all spikes of the steps before {@code step} have been handed over; may flush. */
    default void onAdvance(long step) {
    }

    /** Completes what was recorded. */
    @Override
    void close();
}
