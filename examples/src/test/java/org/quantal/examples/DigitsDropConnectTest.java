package org.quantal.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.quantal.rate.dropconnect.DropConnectNetwork;

/** The comparison on few digits after little training: figures are worse than the program's. */
class DigitsDropConnectTest {

    @Test
    void spikingNetworkTellsDigitsApartLikeTheArtificialOne() {
        final HandwrittenDigits all = HandwrittenDigits.load();
        assertEquals(1797, all.size());
        final HandwrittenDigits training = all.range(0, 1000);
        final DropConnectNetwork network = DigitsDropConnect.train(training, 10);
        final DigitsDropConnect.Result result = DigitsDropConnect.compare(network,
                DigitsDropConnect.convert(network, training),
                all.range(1000, 1060), 1, 0.5);
        assertTrue(result.clean() > 0.8, result.toString());
        assertTrue(result.masked() > 0.6, result.toString());
        // Within 4 standard errors, which are some 4 percentage points with sixty digits.
        assertEquals(0, result.chargeDifference()[0], 4 * result.chargeDifference()[1], result.toString());
        assertTrue(result.chargeDifference()[1] < 0.06, result.toString());
        assertTrue(result.spikes() > 0.6, result.toString());
    }
}
