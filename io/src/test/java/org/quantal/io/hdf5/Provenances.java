package org.quantal.io.hdf5;

import java.util.Optional;

/** A provenance for tests. */
final class Provenances {

    static final Provenance SOME = new Provenance(
            "0.1.0", -42, "quantal run net.yaml", "net.yaml", "name: µ\n".repeat(20_000), Optional.empty());

    private Provenances() {}
}
