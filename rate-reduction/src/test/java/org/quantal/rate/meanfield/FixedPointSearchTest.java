package org.quantal.rate.meanfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.rate.Amplitude;
import org.quantal.rate.Drive;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.siegert.FiniteJumpFormula;
import org.quantal.rate.siegert.Siegert;

class FixedPointSearchTest {

    /** The microcircuit: rates in Hz of section 6, to 1e-6. */
    @ParameterizedTest
    @CsvSource({
        "1, true, false, 0.754184533 2.79371086 4.44022285 5.82292773 7.15363536 8.46981648 1.15973926 7.75572056",
        "0.8, true, false, 0.80242315 2.93521979 4.4405683 5.99480523 7.18398042 8.67472374 1.20968444 7.9832196",
        "0.5, true, false, 0.927857748 3.3352336 4.49903765 6.48386875 7.4511061 9.26749622 1.3534769 8.61314048",
        "0.2, true, false, 1.3475387 4.73210312 4.94888146 8.18978208 9.03629313 11.3614702 1.83807561 10.7075268",
        "0.5, false, false, 1.31016095 5.04782689 8.02150036 11.0303504 14.6082025 15.5049262 3.35632047 14.8621988",
        "0.5, true, true, 0.963235389 3.42374332 4.62648032 6.61906387 7.47695985 9.44716333 1.35446609 8.77543271",
        "0.5, false, true, 0.0145699597 0.616873225 0.900655972 3.54923361 11.5515091 4.14218209 4.70453215"
        + " 5.77319676"})
    void microcircuitHasTheRatesOfTheTable(double p, boolean keepMean, boolean externalFails, String rates) {
        final MeanField model = Microcircuit.model(p, keepMean, externalFails);
        final FixedPoint point = FixedPointSearch.of(model, new Siegert()).get(0);
        final String[] expected = rates.split(" ");
        for (int a = 0; a < expected.length; a++) {
            final double rate = Double.parseDouble(expected[a]);
            assertEquals(rate, point.rateHz(a), 1e-6 * rate);
        }
        assertTrue(point.residual() < 1e-12);
        assertTrue(point.isStable());
    }

    private static MeanField brunel(double p, double g, double eta, LifNeuron neuron) {
        final double external = eta * 20 / (0.1 * 1000 * 20);
        return new MeanField(List.of(new MeanField.Population("all", new LifRate(neuron),
                List.of(new PoissonInput(1000 * external, Amplitude.of(0.1, 1))), 0,
                List.of(Connection.of(0, 1000, Amplitude.of(0.1 / p, p)),
                Connection.of(0, 250, Amplitude.of(-g * 0.1 / p, p))), Set.of())));
    }

    private static final LifNeuron BRUNEL = new LifNeuron(20, 2, 20, 10, 250, 0);

    /** Brunel's network: (10) to all digits given, mu, sigma, and (14) to its five. */
    @ParameterizedTest
    @CsvSource({"1, 5, 2, 37.949697086, 21.0251515, 7.68290705, 37.764",
            "0.8, 5, 2, 38.774476491, 20.6127618, 8.61851139, ",
        "0.5, 5, 2, 41.058385718, 19.4708071, 11.0936612, 40.657",
        "0.2, 5, 2, 48.785368585, 15.6073157, 18.9127978, 47.559",
        "1, 4.5, 0.9, 6.5167022684, 16.3708244, 3.11472334, 5.932",
        "0.5, 4.5, 0.9, 11.353836138, 15.161541, 5.41599969, 10.413"})
    void brunelHasTheRatesOfTheTable(double p, double g, double eta, double rate, double mu,
    double sigma, Double corrected) {
        final MeanField model = brunel(p, g, eta, BRUNEL);
        final FixedPoint point = FixedPointSearch.of(model, new Siegert()).get(0);
        assertEquals(rate, point.rateHz(0), 1e-9 * rate);
        final Drive drive = model.drive(0, point.ratesPerMs()).orElseThrow();
        assertEquals(mu, drive.muMv(), 1e-8 * mu);
        assertEquals(sigma, drive.sigmaMv(), 1e-8 * sigma);
        assertEquals(sigma < 7 || p < 0.8 ? Set.of(Caution.JUMPS) : Set.of(), model.cautions(0, point.ratesPerMs()));
        if (corrected != null) {
            final FixedPoint other = FixedPointSearch.of(model, new FiniteJumpFormula()).get(0);
            assertEquals(corrected, other.rateHz(0), 6e-4);
            assertTrue(other.residual() < 1e-12);
        }
    }

    /** Couplings (13) are the derivatives of the response. */
    @Test
    void couplingsAreSlopesOfTheResponse() {
        final MeanField model = Microcircuit.model(0.5, true, false);
        final double[] rates = FixedPointSearch.of(model, new Siegert()).get(0).ratesPerMs();
        final SimpleMatrix couplings = model.couplings(rates);
        final double h = 1e-7;
        for (int b = 0; b < rates.length; b++) {
            final double[] up = rates.clone();
            final double[] down = rates.clone();
            up[b] += h;
            down[b] -= h;
            final double[] above = model.respond(up, new Siegert());
            final double[] below = model.respond(down, new Siegert());
            for (int a = 0; a < rates.length; a++) {
                assertEquals((above[a] - below[a]) / (2 * h), couplings.get(a, b),
                        1e-6 * Math.abs(couplings.get(a, b)) + 1e-7);
            }
        }
    }

    /** Strong self-excitation: silence, a threshold and saturation; the middle one is unstable. */
    @Test
    void findsAllThreePointsOfABistablePopulation() {
        final MeanField model = new MeanField(List.of(new MeanField.Population("E", new LifRate(BRUNEL),
                List.of(new PoissonInput(4, Amplitude.of(0.1, 1)), new PoissonInput(0.5, Amplitude.of(-0.5, 1))), 0,
                List.of(Connection.of(0, 300, Amplitude.of(0.2, 0.9))), Set.of())));
        final List<FixedPoint> points = FixedPointSearch.of(model, new Siegert());
        assertEquals(3, points.size());
        assertTrue(points.get(0).isStable() && points.get(2).isStable());
        assertFalse(points.get(1).isStable());
        assertTrue(points.get(0).rateHz(0) < 0.1 && points.get(2).rateHz(0) > 200);
        for (FixedPoint point : points) {
            assertEquals(point.ratesPerMs()[0], model.respond(point.ratesPerMs(), new Siegert())[0], 1e-12);
        }
        assertEquals(3, FixedPointSearch.of(model, new FiniteJumpFormula()).size());
    }

    /** A method that is asked a few times only, and knows no more than seven digits. */
    @Test
    void costlyMethodsAreAskedSeldom() {
        final int[] asked = {0};
        final TransferFunction rough = new TransferFunction() {
            @Override
            public String name() {
                return "rough";
            }

            @Override
            public double ratePerMs(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
                asked[0]++;
                final Drive drive = Drive.of(neuron, inputs, currentPa);
                return (float) Siegert.ratePerMs(neuron, drive.muMv() - 0.3, 1.02 * drive.sigmaMv());
            }
        };
        final MeanField model = Microcircuit.model(0.5, true, false);
        final double[] rates = FixedPointSearch.of(model, rough).get(0).ratesPerMs();
        assertTrue(asked[0] <= 8 * 25, "responses: " + asked[0] / 8);
        final double[] again = model.respond(rates, rough);
        for (int a = 0; a < rates.length; a++) {
            assertEquals(again[a], rates[a], 1e-8);
        }
    }

    /** A linear neuron that excites itself more than it is excited has no fixed point. */
    @Test
    void runawayIsRefused() {
        final MeanField model = new MeanField(List.of(new MeanField.Population("E", new LinearPoissonRate(10, 1, 10),
                List.of(), 0, List.of(Connection.of(0, 200, Amplitude.of(1, 1))), Set.of())));
        final String message = assertThrows(ReductionException.class, () -> FixedPointSearch.of(model, new Siegert()))
                .getMessage();
        assertTrue(message.contains("no fixed point"), message);
    }

    @Test
    void refusalOfAMethodNamesThePopulation() {
        final String message = assertThrows(ReductionException.class,
                () -> FixedPointSearch.of(Microcircuit.model(1, true, false), new FiniteJumpFormula())).getMessage();
        assertTrue(message.contains("population 0") && message.contains("delta"), message);
        assertThrows(IllegalArgumentException.class, () -> new MeanField(List.of(new MeanField.Population("E",
                new FixedRate(1), List.of(), 0, List.of(Connection.of(1, 1, Amplitude.of(1, 1))), Set.of()))));
    }
}
