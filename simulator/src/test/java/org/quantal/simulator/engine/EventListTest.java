package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventListTest {

    /** Few different times, so that many are equal; the weight is the number of the event. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 32, 33, 100, 1000})
    void sortsByTimeAndKeepsTheOrderOfEqualTimes(int count) {
        final SplittableRandom random = new SplittableRandom(count);
        final EventList list = new EventList();
        final List<double[]> expected = new ArrayList<>();
        for (int repeat = 0; repeat < 3; repeat++) {
            list.clear();
            expected.clear();
            for (int k = 0; k < count; k++) {
                final double time = random.nextInt(1 + count / 3);
                list.add(time, 7 * k, k);
                expected.add(new double[] {time, 7 * k, k});
            }
            list.sort();
            expected.sort(Comparator.comparingDouble(event -> event[0]));
            for (int k = 0; k < count; k++) {
                assertEquals(expected.get(k)[0], list.timeMs[k]);
                assertEquals((int) expected.get(k)[1], list.code[k]);
                assertEquals(expected.get(k)[2], list.weight[k]);
            }
        }
    }
}
