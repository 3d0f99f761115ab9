package org.quantal.io.hdf5;

import java.util.Locale;

/** How the spikes of a population are sorted; SONATA's {@code sorting}. */
public enum SpikeOrder {
    NONE,
    BY_ID,
    BY_TIME;

    static final EnumType TYPE = EnumType.of(NONE.sonataName(), BY_ID.sonataName(), BY_TIME.sonataName());

    String sonataName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The order of that name, also the older {@code by_gid}; {@link #NONE} for names not known, which promise nothing.
     */
    static SpikeOrder of(String name) {
        return switch (name) {
            case "by_time" -> BY_TIME;
            case "by_id", "by_gid" -> BY_ID;
            default -> NONE;
        };
    }
}
