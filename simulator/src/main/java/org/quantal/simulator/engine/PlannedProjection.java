package org.quantal.simulator.engine;

import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.Projection;

/**
 * A projection whose shared draws are made.
 *
 * @param index  position in the network's list
 * @param source index of the source population
 * @param target index of the target population
 */
record PlannedProjection(Projection projection, int index, int source, int target, ConnectionRule.Plan plan) {
}
