/**
 * Linear networks whose synapses fail in training and in test: with fixed weights, trained by gradient flow and with
 * sampled masks, and as a spiking network that learns in the engine.
 */
package org.quantal.examples.linear;
