/**
 * What a simulation found beside what theory says: measurements with honest errors, and one verdict for each
 * population.
 */
package org.quantal.rate.compare;
