package org.quantal.simulator.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The running state of some neurons of one population in continuous time; owned by one thread at a time. The interface
 * is crossed once per neuron and slice; loops over events are inside.
 *
 * <p>A neuron's state moves on at its events only: arrivals, and events of its own such as a spike or the end of
 * refractoriness. The end of a slice must leave no trace, since a run may be cut into slices anywhere.
 *
 * <p>Rules for one instant, which all models keep:
 * <ol>
 *   <li>events of the neuron's own come before arrivals: at the time of a spike an arrival meets a neuron that is
 *       reset, at the end of refractoriness one that is free again;
 *   <li>all arrivals of the instant are added before the threshold is looked at, so that their order does not matter.
 * </ol>
 */
public interface EventGroup {
    /**
     * Stands for the channel of an arrival that sets the external current (beside the model's own) to its weight, in
     * pA. One that sets the current that there is must leave no trace. Groups that take no input get none.
     */
    int CURRENT = -1;

    /**
     * Carries a neuron through all its events before the end of a slice.
     *
     * @param neuron   index within the group
     * @param timesMs  times of the arrivals, ascending, none before the slice and all before its end; the first
     *                 {@code count} entries count
     * @param channels channel of each arrival, or {@link #CURRENT}
     * @param weights  amplitude of each arrival, in the model's weight unit, or current in pA
     * @param count    number of arrivals
     * @param endMs    end of the slice, which belongs to the next one
     * @param spikes   receives the neuron's spikes
     */
    void advance(int neuron, double[] timesMs, int[] channels, double[] weights, int count, double endMs,
            SpikeTimes spikes);

    /**
     * One state variable of one neuron at a time up to which it was advanced, just before any event of that time.
     * Looking changes nothing.
     */
    double state(String variable, int neuron, double timeMs);

    /** Writes all that is needed to go on later. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}
