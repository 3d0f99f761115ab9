package org.quantal.rate.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeshTest {

    private final Mesh mesh = Mesh.graded(-3, 5, 1, 0.2, 2, 1.5, 1, 4);

    @Test
    void integratesPolynomialsOfTwiceTheDegreeExactly() {
        double sum = 0;
        for (int i = 0; i < mesh.size(); i++) {
            sum += mesh.weight[i] * Math.pow(mesh.x[i], 7);
        }
        assertEquals((Math.pow(5, 8) - Math.pow(3, 8)) / 8, sum, 1e-9);
    }

    @Test
    void interpolatesAndDifferentiatesItsPolynomials() {
        final int e = mesh.elementAt(2.2);
        final double[] basis = new double[4];
        mesh.basis(e, 2.2, basis);
        double value = 0;
        double slope = 0;
        for (int j = 0; j < 4; j++) {
            final double cube = Math.pow(mesh.x[e * 4 + j], 3);
            value += basis[j] * cube;
            slope += mesh.slope(e, 1, j) * cube;
        }
        assertEquals(Math.pow(2.2, 3), value, 1e-12);
        assertEquals(3 * Math.pow(mesh.x[e * 4 + 1], 2), slope, 1e-11);
    }

    @Test
    void isFinestAroundItsCentreWithoutSlivers() {
        assertEquals(-3, mesh.lower());
        assertEquals(5, mesh.upper());
        assertTrue(Arrays.binarySearch(mesh.edges, 1) >= 0, Arrays.toString(mesh.edges));
        assertEquals(0.2, mesh.width(mesh.elementAt(1)), 1e-12);
        assertEquals(0.2, mesh.width(mesh.elementAt(1) + 1), 1e-12);
        assertEquals(0.3, mesh.width(mesh.elementAt(1) + 2), 1e-12);
        for (int e = 0; e < mesh.elements; e++) {
            assertTrue(mesh.width(e) > 0.19 && mesh.width(e) < 1.3,
                    "element " + e + " of " + Arrays.toString(mesh.edges));
        }
    }

    @Test
    void centreOutsideMovesToTheEnd() {
        assertArrayEquals(new double[] {0, 1, 2, 3}, Mesh.graded(0, 3, 99, 1, 1, 1, 1, 2).edges, 1e-12);
    }

    @Test
    void edgesBelongToTheElementAbove() {
        assertEquals(0, mesh.elementAt(-3));
        assertEquals(mesh.elements - 1, mesh.elementAt(5));
        assertEquals(mesh.edges[mesh.elementAt(1)], 1);
    }
}
