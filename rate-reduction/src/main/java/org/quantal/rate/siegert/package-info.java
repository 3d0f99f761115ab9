/** Stationary rates in the diffusion approximation, with its first correction for jumps of finite size. */
package org.quantal.rate.siegert;
