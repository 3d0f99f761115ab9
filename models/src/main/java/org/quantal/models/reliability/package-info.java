/**
 * Release probabilities that learn: Boltzmann machines with unreliable synapses, and local rules for single synapses.
 *
 * <p>Two machines share one energy. In the {@link org.quantal.models.reliability.ReliabilityMachine} (model B) the mask
 * of released synapses is a variable like the others, under one partition function; it is the one that {@link
 * org.quantal.models.reliability.ContrastiveTraining} trains. In the {@link
 * org.quantal.models.reliability.EnsembleMachine} (model A, Al-Shedivat, Neftci &amp; Cauwenberghs, arXiv:1412.7272)
 * the mask is drawn first, and each mask has a partition function of its own; it is here for exact comparison.
 *
 * <p>Equation numbers are those of the project's theory note on reliability learning.
 *
 * <p>Rules for synapses of a spiking network come as pure functions of traces that the caller keeps: {@link
 * org.quantal.models.reliability.SpikingContrastiveRule}, {@link org.quantal.models.reliability.CostaRule}, {@link
 * org.quantal.models.reliability.HedonisticRule}; {@link org.quantal.models.reliability.ImportanceRule} goes with any
 * gradient.
 */
package org.quantal.models.reliability;
