/**
 * Firing rates from the population density with jumps of their true sizes.
 *
 * <p>The diffusion approximation keeps two moments of the input. Release failures at fixed mean enlarge the jumps and
 * make it miss rates by 8 to 31 % (theory note, section 5). {@link org.quantal.rate.density.DensitySolver} solves the
 * master equation of the jumps instead.
 *
 * <h2>Delta synapses</h2>
 *
 * <p>Between jumps the potential V decays to a rest E set by the constant current, and inputs k let it jump by a_k at
 * rate r_k. Let T(V) be the mean time to threshold. What happens in the next moment gives
 *
 * <pre>  (E - V)/tau_m T'(V) + sum_k r_k [T(V + a_k) - T(V)] = -1,   T = 0 at and above the threshold,</pre>
 *
 * <p>or G T = -1 with the generator G, and the rate is 1/(tau_ref + T(V_r)). Discretised, T(V_r) = e T with the
 * interpolation e to the reset, hence T(V_r) = p 1 with G^t p = -e: p is the time that an interval spends in each
 * node's cell. It is the stationary density, and solving for it gives rate and density at once; a second solution, G^t
 * p_2 = -p, gives the second moment 2 p_2 1 of the interval.
 *
 * <h2>Exponential synapses</h2>
 *
 * <p>The synaptic current I decays with tau_s and jumps by a_k. T(V, I) obeys
 *
 * <pre>  [(I + I_e)/C - V/tau_m] T_V - I/tau_s T_I + sum_k r_k [T(V, I + a_k) - T(V, I)] = -1,</pre>
 *
 * <p>and is 0 where V is at the threshold and rising. The current is not reset: what it is at the threshold, evolved by
 * its own generator during the refractory time, is what the next interval starts with. This is repeated until it is
 * stationary, two to five times with synapses faster than the intervals. Nothing is assumed about tau_s/tau_m.
 *
 * <h2>Discretisation</h2>
 *
 * <p>T is smooth except where it must not be: it jumps at the threshold, has kinks at jumps' distances below it, and
 * with exponential synapses jumps between currents that just reach the threshold and those that just do not.
 * Discontinuous polynomials in elements (a Galerkin method) suit this. Decay takes its values from the side it moves
 * to; shifts by jumps are integrated without error, whatever their size against the elements. So nothing distinguishes
 * small jumps, which act like diffusion, from large ones, and rates of all their sizes enter one matrix. Elements are
 * finest at the threshold, and at the current that holds the potential there. With potential and current, elements of
 * the potential are eliminated one by one.
 *
 * <p>Errors are a few 1e-4 of the rate with currents and 1e-6 without;
 * {@link org.quantal.rate.density.DensitySolver#solve} estimates them. They reach percents where synapses are fast
 * against the intervals between inputs (fewer than 0.05 inputs in tau_s) and a single input goes half of the way to
 * threshold; this shows in the estimate. At very low rates errors are absolute: below about 1e-7/ms they exceed 1 %,
 * and below 1e-9/ms a rate counts as 0.
 *
 * <p>The closest relative is the numerical solution of integrate-and-fire master equations by bins (de Kamps 2003;
 * Omurtag, Knight &amp; Sirovich 2000); the equations for shot noise are those of Richardson &amp; Swarbrick (Phys Rev
 * Lett 105:178102, 2010).
 */
package org.quantal.rate.density;
