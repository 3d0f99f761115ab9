/**
 * The command {@code quantal}: options in, exit codes and one-line messages out. All that it does, the libraries'
 * classes do.
 */
package org.quantal.cli;
