package org.quantal.simulator.engine;

import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.record.Recorder;

/**
 * Puts the partitions' exact spikes together in order of time and hands them to the recorders: with their times to
 * those that take them, and by steps of the grid to the others. A step then holds the spikes from its start up to, but
 * not including, its end.
 */
final class ExactRecording {
    private final List<Recorder> exact;
    private final List<Recorder> gridded;
    private final double stepMs;
    private final SpikeMerge merge = new SpikeMerge();
    private final double[][] timeMs;
    private final int[][] neuron;
    private final int[] count;
    /** Neurons that spiked in the step that is not over yet, by population. */
    private final int[][] ofStep;
    private final int[] countOfStep;
    private long step;

    ExactRecording(List<Recorder> recorders, int populations, double stepMs) {
        this.exact = recorders.stream().filter(Recorder::takesExactTimes).toList();
        this.gridded = recorders.stream().filter(recorder -> !recorder.takesExactTimes()).toList();
        this.stepMs = stepMs;
        timeMs = new double[populations][64];
        neuron = new int[populations][64];
        count = new int[populations];
        ofStep = new int[populations][64];
        countOfStep = new int[populations];
    }

    /** Records a slice. */
    void record(SpikeBatch[] batches) {
        merge.begin(batches);
        while (merge.advance()) {
            final int a = merge.population();
            if (count[a] == timeMs[a].length) {
                timeMs[a] = Arrays.copyOf(timeMs[a], 2 * count[a]);
                neuron[a] = Arrays.copyOf(neuron[a], 2 * count[a]);
            }
            timeMs[a][count[a]] = merge.timeMs();
            neuron[a][count[a]++] = merge.neuron();
            addToStep(merge.timeMs(), a, merge.neuron());
        }
        for (int a = 0; a < count.length; a++) {
            if (count[a] > 0) {
                for (Recorder recorder : exact) {
                    recorder.onExactSpikes(timeMs[a], a, neuron[a], count[a]);
                }
                count[a] = 0;
            }
        }
        final double endMs = batches[0].endMs;
        if (batches[0].last || ExactTimeline.step(endMs, stepMs) > step) {
            endStep();
        }
    }

    /** Says how far time has come. */
    void advance(double endMs) {
        for (Recorder recorder : exact) {
            recorder.onExactAdvance(endMs);
        }
        for (Recorder recorder : gridded) {
            recorder.onAdvance(ExactTimeline.step(endMs, stepMs));
        }
    }

    private void addToStep(double time, int a, int i) {
        final long stepOfSpike = ExactTimeline.step(time, stepMs);
        if (stepOfSpike > step) {
            endStep();
            step = stepOfSpike;
        }
        if (countOfStep[a] == ofStep[a].length) {
            ofStep[a] = Arrays.copyOf(ofStep[a], 2 * countOfStep[a]);
        }
        ofStep[a][countOfStep[a]++] = i;
    }

    private void endStep() {
        for (int a = 0; a < countOfStep.length; a++) {
            if (countOfStep[a] > 0) {
                Arrays.sort(ofStep[a], 0, countOfStep[a]);
                for (Recorder recorder : gridded) {
                    recorder.onSpikes(step, a, ofStep[a], countOfStep[a]);
                }
                countOfStep[a] = 0;
            }
        }
    }
}
