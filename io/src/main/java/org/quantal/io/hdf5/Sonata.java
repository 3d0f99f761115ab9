package org.quantal.io.hdf5;

/** What all SONATA files written here have in common. */
final class Sonata {

    static final int MAGIC = 0x0A7A;
    static final String MILLISECONDS = "ms";

    /** Attribute of ours on a population's group: how many neurons it has, so that ids can be checked. */
    static final String SIZE = "population_size";

    private static final int[] VERSION = {0, 1};

    private Sonata() {}

    static void mark(Hdf5Writer file) {
        file.root().unsignedAttribute("magic", MAGIC);
        file.root().unsignedAttribute("version", VERSION);
    }
}
