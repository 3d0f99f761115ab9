package org.quantal.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Baselines are worth a comparison only if they do the same work. */
class ModelBaselinesTest {

    @Test
    void updatesSpikeAlikeAtARateAsInCortex() {
        final NeuronUpdateBenchmark fast = new NeuronUpdateBenchmark();
        final NeuronUpdateBenchmark naive = new NeuronUpdateBenchmark();
        fast.setUp();
        naive.setUp();
        long spikes = 0;
        final int steps = 500;
        for (int step = 0; step < steps; step++) {
            final int count = fast.lifExpOneCurrent();
            assertEquals(naive.branches(), count);
            spikes += count;
        }
        final double rate = spikes / (steps * 1e-4) / (NeuronUpdateBenchmark.GROUP * NeuronUpdateBenchmark.GROUPS);
        assertTrue(rate > 2 && rate < 10, "rate " + rate + " Hz");
    }

    /** A synapse of a neuron onto itself is in the total, too. */
    @Test
    void costsAddUpToTheSame() {
        final BalancingBenchmark benchmark = new BalancingBenchmark();
        benchmark.setUp();
        final double total = benchmark.total();
        assertEquals(total, Arrays.stream(benchmark.incomingCosts()).sum(), 1e-12 * total);
        assertTrue(benchmark.step() > 0);
        assertTrue(benchmark.total() < total, "a step lowers the cost");
        assertEquals(benchmark.total(), Arrays.stream(benchmark.incomingCosts()).sum(), 1e-6 * total);
    }

    /** Shares within 5 s.e. of p, and for varying probabilities also 5 s.e. of their mean over the 100 rows drawn. */
    @Test
    void samplersReleaseTheSameShare() {
        final ReleaseBenchmark benchmark = new ReleaseBenchmark();
        benchmark.p = 0.2;
        benchmark.setUp();
        final int rows = 2000;
        final long[] released = new long[4];
        for (int row = 0; row < rows; row++) {
            released[0] += benchmark.onePerSynapse();
            released[1] += benchmark.geometricJumps();
            released[2] += benchmark.bitSlicing();
            released[3] += benchmark.varyingProbability();
        }
        final double synapses = 1936.0 * rows;
        final double bound = 5 * Math.sqrt(0.16 / synapses) + 5 * 0.1 / Math.sqrt(100 * 1936);
        for (long count : released) {
            assertEquals(0.2, count / synapses, bound);
        }
    }
}
