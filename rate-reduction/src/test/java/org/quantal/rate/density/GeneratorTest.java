package org.quantal.rate.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.quantal.rate.Amplitude;
import org.quantal.rate.PoissonInput;

/** The generators of jumps, decay and refractory time against what they do to polynomials. */
class GeneratorTest {

    private final Mesh mesh = Mesh.graded(-4, 4, 0.3, 0.25, 1, 1.4, 0.8, 4);

    @Test
    void inputsAreThinnedAndMergedBySize() {
        final Jumps jumps = Jumps.of(List.of(new PoissonInput(10,
                new Amplitude(new double[] {2, -1}, new double[] {0.3, 0.2})),
                new PoissonInput(4, Amplitude.of(2, 0.5)), new PoissonInput(0, Amplitude.of(7, 1))));
        assertArrayEquals(new double[] {-1, 2}, jumps.sizes());
        assertArrayEquals(new double[] {2, 5}, jumps.ratesPerMs(), 1e-15);
        assertEquals(22, jumps.moment(2), 1e-12);
        assertEquals(10, jumps.upwardMoment(1), 1e-12);
    }

    @Test
    void jumpsShiftPolynomialsExactly() {
        final Jumps jumps = new Jumps(new double[] {2, 3}, new double[] {-0.37, 0.61});
        final DMatrixRMaj generator = new DMatrixRMaj(mesh.size(), mesh.size());
        jumps.addTo(generator, mesh, false);
        final double[] applied = apply(generator);
        for (int e = mesh.elementAt(-3); e < mesh.elementAt(3); e++) {
            for (int i = e * 4; i < e * 4 + 4; i++) {
                final double x = mesh.x[i];
                // The projection of a cubic on cubics is itself.
                assertEquals(2 * (cube(x - 0.37) - cube(x)) + 3 * (cube(x + 0.61) - cube(x)), applied[i], 1e-10);
            }
        }
    }

    @Test
    void whatJumpsOverTheTopIsLostOnlyIfAbsorbing() {
        final Jumps jumps = new Jumps(new double[] {2, 3}, new double[] {-1.7, 0.61});
        for (boolean absorbing : new boolean[] {false, true}) {
            final DMatrixRMaj generator = new DMatrixRMaj(mesh.size(), mesh.size());
            jumps.addTo(generator, mesh, absorbing);
            double lost = 0;
            for (int i = 0; i < mesh.size(); i++) {
                double sum = 0;
                for (int j = 0; j < mesh.size(); j++) {
                    sum += generator.get(i, j);
                }
                lost -= mesh.weight[i] * sum;
            }
            assertEquals(absorbing ? 3 * 0.61 : 0, lost, 1e-10);
        }
    }

    @Test
    void decayDifferentiatesPolynomialsExactlyAndStopsAtTheEnds() {
        final DMatrixRMaj generator = new DMatrixRMaj(mesh.size(), mesh.size());
        new Relaxation(mesh, 9, 5, false).addTo(generator);
        final double[] applied = apply(generator);
        for (int i = 0; i < mesh.size() - 4; i++) {
            assertEquals((9 - mesh.x[i]) / 5 * 3 * mesh.x[i] * mesh.x[i], applied[i], 1e-10);
        }
        for (int i = mesh.size() - 4; i < mesh.size(); i++) {
            final double halt = (4 - mesh.x[i]) / mesh.width(mesh.elements - 1);
            assertEquals(halt * (9 - mesh.x[i]) / 5 * 3 * mesh.x[i] * mesh.x[i], applied[i], 1e-10);
        }
    }

    @Test
    void exponentialOfTwoStatesHasItsClosedForm() {
        final DMatrixRMaj rates = new DMatrixRMaj(new double[][] {{-30, 10}, {30, -10}});
        final double decay = Math.exp(-40 * 0.1);
        final DMatrixRMaj expected = new DMatrixRMaj(
                new double[][] {{0.25 + 0.75 * decay, 0.25 - 0.25 * decay},
                {0.75 - 0.75 * decay, 0.75 + 0.25 * decay}});
        assertArrayEquals(expected.getData(), MatrixExponential.of(rates, 0.1).getData(), 1e-13);
        assertArrayEquals(new double[] {1, 0, 0, 1}, MatrixExponential.of(rates, 0).getData());
    }

    private double[] apply(DMatrixRMaj generator) {
        final SimpleMatrix values = new SimpleMatrix(mesh.size(), 1);
        for (int i = 0; i < mesh.size(); i++) {
            values.set(i, 0, cube(mesh.x[i]));
        }
        return SimpleMatrix.wrap(generator).mult(values).getDDRM().getData();
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
