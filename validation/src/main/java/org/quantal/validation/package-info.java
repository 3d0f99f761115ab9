/**
 * Judges what Quantal wrote. An experiment leaves an HDF5 file; a {@link org.quantal.validation.Judge} reads that file
 * and nothing else, and compares it with closed forms that are written here once more, from the papers, so that an
 * error in the simulator cannot agree with itself.
 *
 * <p>Files begin with the attributes {@code experiment} (name), {@code effort} ({@code quick} or {@code full}) and
 * {@code seed} at the root; the rest of the layout is told by each judge.
 */
package org.quantal.validation;
