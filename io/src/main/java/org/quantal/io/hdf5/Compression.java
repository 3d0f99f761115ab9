package org.quantal.io.hdf5;

import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.List;

/**
 * How the chunks of a streamed dataset are packed: not at all, or byte shuffle followed by deflate, which every HDF5
 * library can unpack. A dataset that fits in one chunk is never packed.
 *
 * @param level 0 for none, else deflate's level 1 (quick) to 9 (small)
 */
public record Compression(int level) {

    /** No packing. */
    public static final Compression NONE = new Compression(0);

    /** Level 1: higher ones are much slower and gain little on spikes and membrane potentials. */
    public static final Compression QUICK = new Compression(1);

    public Compression {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("must be 0 to 9: level=" + level);
        }
    }

    boolean isNone() {
        return level == 0;
    }

    FilterPipelineMessage message(int elementBytes) {
        return FilterPipelineMessage.create(List.of(
                new FilterInfo(2, "shuffle", false, new int[] {elementBytes}),
                new FilterInfo(1, "deflate", false, new int[] {level})));
    }
}
