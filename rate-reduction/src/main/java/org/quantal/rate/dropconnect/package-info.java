/**
 * Artificial networks with DropConnect masks, and the two ways between them and spiking networks whose synapses fail:
 * the reduction of a network and a presentation of length T to masks, and the spiking network that a mask describes.
 *
 * <p>Equation numbers are those of the project's theory note on rate reduction.
 */
package org.quantal.rate.dropconnect;
