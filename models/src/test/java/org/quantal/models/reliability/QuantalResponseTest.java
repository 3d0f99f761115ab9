package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class QuantalResponseTest {

    @Test
    void estimateInvertsMeanAndVariance() {
        for (double p : new double[] {0.1, 0.5, 0.9, 1}) {
            final QuantalResponse response = new QuantalResponse(QuantalResponse.COSTA_SITES, p, 1.7);
            final QuantalResponse estimate = QuantalResponse.estimate(5.5, response.mean(), response.variance());
            assertEquals(p, estimate.probability(), 1e-14);
            assertEquals(1.7, estimate.quantum(), 1e-14);
        }
    }

    /** 200,000 binomial responses: standard errors of mean and variance 0.0037 and 0.0085. */
    @Test
    void binomialReleaseHasThisMeanAndVariance() {
        final StreamRandom random = Tiny.random(90);
        final QuantalResponse response = new QuantalResponse(5, 0.3, 1.6);
        final int draws = 200_000;
        double mean = 0;
        double square = 0;
        for (int draw = 0; draw < draws; draw++) {
            double sum = 0;
            for (int site = 0; site < 5; site++) {
                sum += random.nextDouble() < 0.3 ? 1.6 : 0;
            }
            mean += sum / draws;
            square += sum * sum / draws;
        }
        assertEquals(response.mean(), mean, 4 * 0.0037);
        assertEquals(response.variance(), square - mean * mean, 4 * 0.0085);
        assertEquals(2.4, response.mean(), 1e-15);
        assertEquals(2.688, response.variance(), 1e-15);
    }

    @Test
    void impossibleResponsesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new QuantalResponse(0, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new QuantalResponse(5, 1.5, 1));
        assertThrows(IllegalArgumentException.class, () -> QuantalResponse.estimate(5, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> QuantalResponse.estimate(5, 1, -1));
    }
}
