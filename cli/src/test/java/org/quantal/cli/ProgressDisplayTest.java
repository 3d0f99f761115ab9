package org.quantal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.quantal.simulator.Simulation.Phase;
import org.quantal.simulator.Simulation.Progress;

class ProgressDisplayTest {

    @Test
    void lineTellsPhaseShareSpeedAndTimeLeft() {
        assertEquals("run     [=======                       ]  25 %   2.5 s   RTF 4.00   0:30 left",
                ProgressDisplay.line(new Progress(Phase.RUN, 0.25, 2500, 10), false));
    }

    @Test
    void whatIsNotKnownYetIsLeftOut() {
        assertEquals("build   [                              ]   0 %",
                ProgressDisplay.line(new Progress(Phase.BUILD, 0, 0, 5), false));
        assertEquals("write", ProgressDisplay.line(new Progress(Phase.DONE, 1, 100, 1), true));
    }
}
