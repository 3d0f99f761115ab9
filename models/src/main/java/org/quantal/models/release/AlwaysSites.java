package org.quantal.models.release;

import java.util.Arrays;
import org.quantal.simulator.model.ReleaseSites;

/** Sites that never fail. */
enum AlwaysSites implements ReleaseSites {
    INSTANCE;

    @Override
    public boolean alwaysRelease() {
        return true;
    }

    @Override
    public int release(long key, long from, int count, long[] mask) {
        final int words = (count + Long.SIZE - 1) / Long.SIZE;
        Arrays.fill(mask, 0, words, -1L);
        BernoulliSites.clearUnused(mask, count);
        return count;
    }

    @Override
    public double probability(long synapse) {
        return 1;
    }
}
