/**
 * Learning rules of synapses. Each is a record of parameters that makes the running rule of one projection in one
 * partition; the loops over synapses are plain loops over the run's arrays.
 *
 * <p>All rules see spikes as they meet at the synapse: a presynaptic spike at once, a postsynaptic spike one delay
 * later. Traces are all-to-all, and a spike sees the traces of the other side as they were just before its own time:
 * two spikes that meet at the same time do not count as a pair, and neither sees itself. At such a time the
 * postsynaptic spike is handled first.
 *
 * <p>Rules act on the magnitude |w|; a synapse keeps the sign of its projection. Weights and release probabilities are
 * rounded to float after each event, so results do not depend on when the engine lets a synapse catch up.
 */
package org.quantal.models.plasticity;
