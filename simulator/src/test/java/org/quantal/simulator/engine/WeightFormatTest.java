package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

class WeightFormatTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private static WeightFormat format(Distribution... weights) {
        final List<Projection> projections = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            projections.add(new Projection("p" + i, "A", "A", new AllToAll(true), weights[i], new Constant(1),
                    new TestModels.Sure(), false));
        }
        return WeightFormat.of(new Network(List.of(new Population("A", 2, new TestModels.Leaky(0.5), Map.of())),
                projections, List.of(), List.of()), 16);
    }

    private static double stored(WeightFormat format, double weight) {
        return (format.pack(12345, weight, 0) >> 16) * format.unit(0);
    }

    @Test
    void constantWeightsWithACommonUnitAreExact() {
        final WeightFormat format = format(new Constant(0.1), new Constant(-0.6), new Constant(0.45));
        assertFalse(format.isWide(0));
        assertEquals(0.1, stored(format, 0.1), 1e-15);
        assertEquals(-0.6, stored(format, -0.6), 1e-15);
        assertEquals(0.45, stored(format, 0.45), 1e-15);
        assertEquals(12345, format.pack(12345, -0.6, 0) & 0xffff);
    }

    @Test
    void constantsWithoutACommonUnitAreWide() {
        assertTrue(format(new Constant(1), new Constant(Math.PI * 1e-3)).isWide(0));
    }

    /** Rounding is at most half a unit: 8.05 mean weights / 32767 / 2. */
    @Test
    void narrowDistributionsAreCompact() {
        final WeightFormat format = format(new Normal(87.8, 8.78, 0, NONE), new Normal(-351.2, 35.12, -NONE, 0));
        assertFalse(format.isWide(0));
        final double bound = 351.2 * 1.8 / 32767 / 2;
        assertEquals(bound, format.unit(0) / 2, 1e-6);
        for (double w = -500; w < 200; w += 7.77) {
            assertEquals(w, stored(format, w), bound * (1 + 1e-9));
        }
    }

    @Test
    void wideDistributionsAreWide() {
        assertTrue(format(new LogNormal(1, 2, -NONE, NONE)).isWide(0));
    }
}
