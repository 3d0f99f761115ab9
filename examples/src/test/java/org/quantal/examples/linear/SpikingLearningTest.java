package org.quantal.examples.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantal.examples.linear.SpikingLearning.Counts;
import org.quantal.examples.linear.SpikingLearning.Course;

/** The spiking network takes the steps of gradient descent. */
class SpikingLearningTest {
    private static final double RATE = 0.01;

    /** One input only, so that it is known what is shown: x = 1 (root of n = 1). */
    private static final Task TASK = new Task(new double[][] {{0.7}, {-0.4}}, new double[][] {{1}}, 1, 1);
    private static final Weights START = new Weights(new double[][] {{0.5}, {-0.3}, {0.2}},
            new double[][] {{0.4, -0.1, 0.3}, {-0.6, 0.2, 0.8}});

    private static List<Weights> run(int spikes) {
        return SpikingLearning.run(TASK, START, new Course(1, RATE, RATE, 1, spikes, Counts.REGULAR, 2), 1);
    }

    @Test
    void beginsWithTheGivenWeights() {
        final Weights first = run(1).get(0);
        for (int h = 0; h < 3; h++) {
            assertArrayEquals(START.w1()[h], first.w1()[h], 1e-7);
        }
    }

    @Test
    void oneReliablePresentationIsOneStepDownTheGradient() {
        final Weights end = run(1).get(1);
        for (int h = 0; h < 3; h++) {
            double back = 0;
            for (int k = 0; k < 2; k++) {
                double error = -TASK.teacher()[k][0];
                for (int i = 0; i < 3; i++) {
                    error += START.w2()[k][i] * START.w1()[i][0];
                }
                back += START.w2()[k][h] * error;
                assertEquals(START.w2()[k][h] - RATE * error * START.w1()[h][0], end.w2()[k][h], 1e-7);
            }
            assertEquals(START.w1()[h][0] - RATE * back, end.w1()[h][0], 1e-7);
        }
    }

    @Test
    void numberOfReliableSpikesMakesNoDifference() {
        final Weights one = run(1).get(1);
        final Weights four = run(4).get(1);
        for (int h = 0; h < 3; h++) {
            assertArrayEquals(one.w1()[h], four.w1()[h], 1e-7);
        }
    }
}
