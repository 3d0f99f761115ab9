/**
 * Experiments that reproduce theory: each runs Quantal and leaves an HDF5 file, which module {@code validation} judges by closed forms of
 * its own.
 */
package org.quantal.examples;
