/**
 * Many runs of one scenario with varied values, and the table of their figures. Each run is an ordinary directory of
 * results; what is finished is never simulated again.
 */
package org.quantal.io.sweep;
