/**
 * Small programs that show what the library can do, and experiments that reproduce theory: each experiment runs Quantal
 * and leaves an HDF5 file, which module {@code validation} judges by closed forms of its own.
 */
package org.quantal.examples;
