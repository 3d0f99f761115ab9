package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BalancingCostTest {

    @Test
    void costIsPriceTimesPowerOfWeight() {
        final BalancingCost cost = BalancingCost.of(3, new double[][] {{1, 2}, {0.5, 0}});
        final CostMatrix c = cost.of(new double[][] {{1, -2}, {-4, 7}});
        assertEquals(1, c.at(0, 0), 1e-15);
        assertEquals(16, c.at(0, 1), 1e-14);
        assertEquals(32, c.at(1, 0), 1e-14);
        assertEquals(0, c.at(1, 1));
    }

    @Test
    void squareAndSizeNeedNoPower() {
        final double[][] weights = {{0, -0.3}, {0.7, 0}};
        assertEquals(0.3 * 0.3, BalancingCost.uniform(2).of(weights).at(0, 1));
        assertEquals(0.3, BalancingCost.uniform(1).of(weights).at(0, 1));
        assertEquals(StrictMath.pow(0.7, 1.5), BalancingCost.uniform(1.5).of(weights).at(1, 0));
    }

    @Test
    void priceBySenderIsThatOfTheColumn() {
        final CostMatrix c = BalancingCost.bySender(2, new double[] {3, 5}).of(new double[][] {{0, 1}, {1, 0}});
        assertEquals(5, c.at(0, 1));
        assertEquals(3, c.at(1, 0));
    }

    @Test
    void badCostsAreRefusedByName() {
        assertTrue(message(() -> BalancingCost.uniform(0)).contains("power=0.0"));
        assertTrue(message(() -> BalancingCost.of(2, new double[][] {{-1}})).contains("price[0][0]=-1.0"));
        assertTrue(message(() -> BalancingCost.bySender(2, new double[2]).of(new double[3][3])).contains("2 neurons"));
        assertTrue(message(() -> BalancingCost.uniform(2).of(new double[][] {{Double.NaN}})).contains("NaN"));
        assertTrue(message(() -> new CostMatrix(new double[][] {{-1}})).contains("cost=-1.0"));
    }

    private static String message(Runnable run) {
        return assertThrows(IllegalArgumentException.class, run::run).getMessage();
    }
}
