package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RasterSelectionTest {

    @Test
    void showsAllNeuronsWhenTheyAreFew() {
        final RasterSelection selection = new RasterSelection(List.of(5, 2), 100);
        for (int i = 0; i < 5; i++) {
            assertEquals(i, selection.row(0, i));
        }
        assertEquals(2, selection.shown(1));
    }

    @Test
    void sharesAreInProportionAndNeverZero() {
        final RasterSelection selection = new RasterSelection(List.of(9_000, 999, 1), 100);
        assertEquals(90, selection.shown(0));
        assertEquals(10, selection.shown(1));
        assertEquals(1, selection.shown(2));
    }

    @Test
    void eachRowIsOneNeuronInAscendingOrder() {
        for (int size : new int[] {7, 100, 1_001, 20_683}) {
            for (int most : new int[] {1, 3, 50, 7_000}) {
                final RasterSelection selection = new RasterSelection(List.of(size), most);
                final int[] rows = IntStream.range(0, size).map(i -> selection.row(0, i)).filter(row -> row >= 0)
                        .toArray();
                assertEquals(selection.shown(0), rows.length, "size " + size + ", at most " + most);
                for (int k = 0; k < rows.length; k++) {
                    assertEquals(k, rows[k]);
                }
            }
        }
    }

    @Test
    void refusesToShowNothing() {
        assertThrows(IllegalArgumentException.class, () -> new RasterSelection(List.of(5), 0));
    }
}
