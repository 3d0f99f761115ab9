/**
 * Mean-field models of networks: populations whose neurons are taken as alike and their input as Poisson, equation
 * (15), and their stationary rates.
 */
package org.quantal.rate.meanfield;
