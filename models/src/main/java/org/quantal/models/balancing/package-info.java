/**
 * Synaptic balancing of rate networks (Stock, Harvey, Ocko &amp; Ganguli, PLoS Comput Biol 18:e1010418, 2022), and what
 * is left of it in networks of integrate-and-fire neurons.
 *
 * <p>A rate network keeps its function when neuron i is rescaled by a positive d_i: a {@link
 * org.quantal.models.balancing.Gauge}. Among all networks of one function, {@link
 * org.quantal.models.balancing.SynapticBalancing} finds the one whose synapses cost least, by a rule that each synapse
 * can follow from what its two neurons know; {@link org.quantal.models.balancing.Osborne} solves the same problem
 * directly.
 *
 * <p>What balancing buys is robustness against noise of <em>fixed absolute size</em> ({@link
 * org.quantal.models.balancing.StateNoise}). Release failures are multiplicative: they are rescaled together with the
 * signal, draw by draw, and balancing does not reduce them ({@link org.quantal.models.balancing.ReleaseNoise}).
 *
 * <p>A spike has no amplitude, so a spiking network has other symmetries: {@link org.quantal.models.balancing.RowGauge}
 * is exact, {@link org.quantal.models.balancing.MeanDriveGauge} keeps mean drives only.
 *
 * <p>Throughout, {@code J[i][j]} is the weight <b>from</b> neuron j <b>to</b> neuron i. Equation numbers are
 * those of the project's theory note on synaptic balancing.
 */
package org.quantal.models.balancing;
