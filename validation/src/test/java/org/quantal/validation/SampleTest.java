package org.quantal.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void boundsFollowStudentsDistribution() {
        final Sample sample = Sample.of(1, 2, 3, 4);
        assertEquals(2.5, sample.mean());
        assertEquals(Math.sqrt(5.0 / 3 / 4), sample.standardError(), 1e-15);
        // With one degree of freedom Student's law is Cauchy's, whose tails are 1/(pi t).
        final Check check = Sample.of(0, 2).is("id", "prediction", 1);
        assertEquals(1 / (Math.PI * 0.5e-7), check.bound(), 1e-3 * check.bound());
        assertEquals(1e-7, check.falseAlarm());
    }

    @Test
    void differencesAddErrors() {
        final Check check = Sample.of(1, 2, 3, 4).is("id", "prediction", Sample.of(3, 3, 3, 3.0001));
        assertEquals(Sample.of(1, 2, 3, 4).standardError(), check.standardError(), 1e-6);
        assertEquals(3.000025, check.expected(), 1e-12);
    }
}
