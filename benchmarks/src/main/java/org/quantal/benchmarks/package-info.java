/** Benchmarks of models through their public interfaces, and of whole runs. */
package org.quantal.benchmarks;
