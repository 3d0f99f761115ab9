/**
 * Closed forms of leaky integrate-and-fire neurons between events, and their complete threshold tests: the mathematics
 * of the event-driven mode, free of any engine.
 *
 * <p>All methods are static, take plain numbers and allocate nothing. Potentials are relative to rest in mV, times in
 * ms, currents in pA, capacitances in pF; {@code vInf} is the potential to which the constant current alone drives the
 * membrane. How a neuron is carried from event to event:
 *
 * <pre>
 * arrival at t   potential(..., t - last), current(..., t - last);  add all arrivals of the instant t;
 *                crossing(...) says when the neuron spikes if nothing else arrives: 0 is now, infinity is never.
 *                The next arrival makes that answer void.
 * spike at t     current(..., t - last);  V = V_reset until t + t_ref.
 * refractory     V stays, current(...) and arrivals go on;  at t + t_ref ask crossing(...) again.
 * </pre>
 *
 * A spike counts only if it precedes the next arrival, equation (8): at one and the same instant arrivals are summed
 * first, and their sum decides.
 */
package org.quantal.models.exact;
