package org.quantal.rate.meanfield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.Provenance;
import org.quantal.rate.siegert.Siegert;

class RatesFileTest {
    @TempDir
    private Path folder;

    private static Reduction reduction() {
        final MeanField model = Microcircuit.model(0.5, true, false);
        return new Reduction(model, new Siegert(), FixedPointSearch.of(model, new Siegert()));
    }

    @Test
    void fileHoldsTheReduction() {
        final Reduction reduction = reduction();
        final Path path = folder.resolve(RatesFile.NAME);
        RatesFile.write(path, reduction, new Provenance("1", 7, "quantal reduce x", "x.yaml", "{}", Optional.empty()));
        try (Hdf5Reader file = Hdf5Reader.open(path)) {
            assertEquals("siegert", file.textAttribute("/", "method").orElseThrow());
            assertEquals(List.of("0"), file.groups("/fixed_points"));
            final double[] rates = file.doubles("/fixed_points/0/rate");
            assertEquals(reduction.ratesHz().get("population 3"), rates[3]);
            assertEquals("Hz", file.textAttribute("/fixed_points/0/rate", "units").orElseThrow());
            assertEquals(reduction.model().drive(2, reduction.point().ratesPerMs()).orElseThrow().sigmaMv(),
                    file.doubles("/fixed_points/0/sigma")[2]);
            assertArrayEquals(new long[] {8, 8}, file.dimensions("/fixed_points/0/couplings"));
            assertArrayEquals(new long[] {8, 2}, file.dimensions("/fixed_points/0/eigenvalues"));
            assertEquals(1, file.longAttribute("/fixed_points/0", "stable").orElseThrow());
            assertEquals(7, Provenance.read(file).orElseThrow().seed());
        }
    }

    @Test
    void textHoldsTheTableAndItsNotes() {
        final String text = ReductionText.of(reduction());
        assertTrue(text.contains("population 7") && text.contains("8.6131") && text.contains("stable"), text);
        assertTrue(text.contains(Caution.JUMPS.sentence()), text);
    }
}
