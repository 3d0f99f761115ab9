package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {

    @TempDir
    Path directory;

    private Optional<Provenance> read(Consumer<Hdf5Writer> content) {
        Path path = directory.resolve("file.h5");
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            content.accept(file);
        }
        try (Hdf5Reader file = Hdf5Reader.open(path)) {
            return Provenance.read(file);
        }
    }

    @Test
    void comesBackWithoutATime() {
        assertEquals(Optional.of(Provenances.SOME), read(Provenances.SOME::write));
    }

    @Test
    void comesBackWithATimeAndEmptyTexts() {
        Provenance provenance = new Provenance(
                "0.2.0", Long.MAX_VALUE, "", "", "", Optional.of(Instant.parse("2026-11-22T06:00:00.5Z")));
        assertEquals(Optional.of(provenance), read(provenance::write));
    }

    @Test
    void isEmptyInOtherFiles() {
        assertEquals(Optional.empty(), read(file -> file.root().group("quantal")));
    }

    @Test
    void saysWhatIsWrong() {
        DataFileException failure = assertThrows(DataFileException.class, () -> read(file -> {
            GroupWriter group = file.root().group("quantal").group("provenance");
            group.text("seed", "seven");
        }));
        assertTrue(failure.getMessage().contains("integers in /quantal/provenance/seed"), failure.getMessage());
    }
}
