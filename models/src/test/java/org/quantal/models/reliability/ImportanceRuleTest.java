package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ImportanceRuleTest {
    private final ImportanceRule rule = new ImportanceRule(0.1, 0.05, 0.02);

    @Test
    void steepGradientsRaiseAndFlatOnesLowerReliability() {
        assertEquals(0.55, rule.probability(0.5, 0.2), 1e-15);
        assertEquals(0.55, rule.probability(0.5, -0.2), 1e-15);
        assertEquals(0.48, rule.probability(0.5, 0.05), 1e-15);
        assertEquals(0.48, rule.probability(0.5, 0.1), 1e-15);
    }

    @Test
    void reliabilityStaysWithinItsBounds() {
        assertEquals(1, rule.probability(0.99, 1));
        assertEquals(0.25, rule.probability(0.26, 0));
        assertEquals(0.6, new ImportanceRule(0.1, 0.2, 0.2, 0.5, 0.6).probability(0.55, 1));
    }

    @Test
    void meanTransmissionIsKept() {
        final double after = rule.probability(0.5, 1);
        assertEquals(0.5 * -1.4, after * ImportanceRule.weight(-1.4, 0.5, after), 1e-15);
    }

    @Test
    void badRulesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ImportanceRule(-1, 0.1, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new ImportanceRule(1, 0.1, 0.1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ImportanceRule(1, 0.1, 0.1, 0.5, 1.1));
        assertThrows(IllegalArgumentException.class, () -> new ImportanceRule(1, 0.1, 0.1, 0.5, 0.4));
    }
}
