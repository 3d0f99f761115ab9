package org.quantal.io.hdf5;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps jHDF, which logs every dataset and a warning for each file it writes, to its errors. */
final class JhdfLogging {

    // A field, because the logging system forgets the level of a logger that nobody holds.
    private static final Logger JHDF = Logger.getLogger("io.jhdf");

    private JhdfLogging() {}

    static void quieten() {
        if (JHDF.getLevel() == null) { // a level the user has set stays
            JHDF.setLevel(Level.SEVERE);
        }
    }
}
