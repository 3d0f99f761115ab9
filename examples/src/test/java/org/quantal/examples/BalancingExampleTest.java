package org.quantal.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.RuleFigures;

/** What the comments of {@code balancing.yaml} promise. Its first 10 s are as written, its last 10 s balanced. */
class BalancingExampleTest {
    private static final int SECONDS = 30;
    private static final List<RuleFigures> FIGURES = new ArrayList<>();
    private static Scenario scenario;
    /** Spikes by population, second and neuron. */
    private static long[][][] spikes;

    @BeforeAll
    static void run() {
        scenario = ScenarioReader.read(Path.of("scenarios", "balancing.yaml"), BuiltInModels.catalogue(), List.of())
                .scenario();
        assertEquals(1000 * SECONDS, scenario.durationMs());
        final var populations = scenario.network().populations();
        spikes = new long[populations.size()][SECONDS][];
        for (int a = 0; a < spikes.length; a++) {
            for (int second = 0; second < SECONDS; second++) {
                spikes[a][second] = new long[populations.get(a).size()];
            }
        }
        final Recorder recorder = new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                for (int k = 0; k < count; k++) {
                    spikes[population][(int) (step / 10_000)][neurons[k]]++;
                }
            }

            @Override
            public void onRule(long step, RuleFigures figures) {
                FIGURES.add(figures);
            }

            @Override
            public void close() {
            }
        };
        try (Simulation simulation = Simulation.of(scenario).threads(2).record(recorder)) {
            simulation.run();
        }
    }

    private static double cost(int index) {
        return FIGURES.get(index).totals().get("cost");
    }

    @Test
    void costFallsToTheBalancedMinimum() {
        final double minimum = FIGURES.get(0).constants().get("cost_minimum");
        assertTrue(cost(0) > 10 * minimum, "badly scaled: " + cost(0) / minimum);
        for (int k = 1; k < FIGURES.size(); k++) {
            assertTrue(cost(k) <= cost(k - 1) * (1 + 1e-14), "step " + k);
        }
        assertEquals(minimum, cost(FIGURES.size() - 1), 1e-9 * minimum);
        // At 20 s, after half of the steps, already near.
        assertEquals(minimum, cost(FIGURES.size() / 2), 1e-3 * minimum);
    }

    /** Mean and its standard error over seconds, which are long compared to all time constants of the network. */
    private record Mean(double value, double error) {
        static Mean of(int population, int from, double[] factor) {
            final double[] perSecond = new double[10];
            for (int s = 0; s < perSecond.length; s++) {
                final long[] counts = spikes[population][from + s];
                for (int i = 0; i < counts.length; i++) {
                    perSecond[s] += factor[i] * counts[i] / counts.length;
                }
            }
            final double mean = Arrays.stream(perSecond).average().orElseThrow();
            final double variance = Arrays.stream(perSecond).map(x -> (x - mean) * (x - mean)).sum()
                    / (perSecond.length - 1);
            return new Mean(mean, Math.sqrt(variance / perSecond.length));
        }

        /** Within 4 standard errors of the difference. */
        void assertIs(Mean expected, double relativeError) {
            final double error = Math.hypot(error(), expected.error());
            assertTrue(error < relativeError * expected.value(), "s.e. " + error);
            assertEquals(expected.value(), value(), 4 * error);
        }
    }

    /** The rate of each neuron is multiplied by d_i = exp(-h_i), and that of read-outs, whose h is 0, stays. */
    @Test
    void meanRatesFollowTheScale() {
        for (String name : List.of("quiet", "loud", "readout")) {
            final int population = scenario.network().indexOf(name);
            final int size = scenario.network().population(name).size();
            final double[] h = FIGURES.get(FIGURES.size() - 1).neurons().get(name).get("h");
            final double[] one = new double[size];
            Arrays.fill(one, 1);
            final double[] d = Arrays.stream(h).map(each -> Math.exp(-each)).toArray();
            // Standard errors are 3 to 5 %, so that the bounds are 12 to 20 %; the rate of 'loud' falls five-fold.
            Mean.of(population, 20, one).assertIs(Mean.of(population, 0, d), 0.06);
        }
        final int loud = scenario.network().indexOf("loud");
        final double[] one = new double[scenario.network().population("loud").size()];
        Arrays.fill(one, 1);
        assertTrue(Mean.of(loud, 20, one).value() < 0.3 * Mean.of(loud, 0, one).value(), "scales have changed");
    }
}
