/**
 * From spiking networks with unreliable synapses to population rates, and to artificial networks with DropConnect
 * masks.
 *
 * <p>Inside formulas times are in ms, rates in 1/ms, potentials in mV relative to rest, currents in pA. Equation
 * numbers are those of the project's theory note on rate reduction.
 */
package org.quantal.rate;
