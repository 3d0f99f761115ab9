/**
 * Benchmarks of the engine's own loops. They lie in the engine's package, on the class path, because what they measure
 * is package-private and should stay so; this module ships nothing.
 */
package org.quantal.simulator.engine;
