package org.quantal.models.release;

import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;

/** Keys of release draws, made as the engine makes them. */
final class Keys {
    private Keys() {
    }

    /** The key of the spike of a source neuron in a step. */
    static long of(long seed, long step, int source) {
        return StreamKey.with(StreamKey.with(StreamKey.with(StreamKey.of(seed, Purpose.RELEASE, 0), step), 1 << 8),
                source);
    }
}
