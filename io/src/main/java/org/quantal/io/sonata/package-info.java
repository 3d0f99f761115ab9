/**
 * Circuits in the SONATA format, in and out. {@link org.quantal.io.sonata.SonataScenarioReader} turns a circuit into a
 * scenario (populations of equal neurons, explicit lists of synapses, trains from spike files), so that everything that
 * works on scenarios works on circuits; {@link org.quantal.io.sonata.CircuitWriter} writes the network of a scenario as
 * a circuit.
 */
package org.quantal.io.sonata;
