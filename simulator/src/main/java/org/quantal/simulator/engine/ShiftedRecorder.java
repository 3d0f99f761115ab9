package org.quantal.simulator.engine;

import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SynapseSnapshot;

/** Tells a recorder times from an origin on: for a run that goes on from the state of another one. */
final class ShiftedRecorder implements Recorder {
    private final Recorder recorder;
    private final long steps;
    private final double ms;

    /** @param steps the origin, which is {@code ms} too */
    ShiftedRecorder(Recorder recorder, long steps, double ms) {
        this.recorder = recorder;
        this.steps = steps;
        this.ms = ms;
    }

    private double[] shifted(double[] timesMs, int count) {
        final double[] shifted = new double[count];
        for (int k = 0; k < count; k++) {
            shifted[k] = timesMs[k] - ms;
        }
        return shifted;
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        recorder.onSpikes(step - steps, population, neurons, count);
    }

    @Override
    public boolean takesExactTimes() {
        return recorder.takesExactTimes();
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        recorder.onExactSpikes(shifted(timesMs, count), population, neurons, count);
    }

    @Override
    public void onExactAdvance(double timeMs) {
        recorder.onExactAdvance(timeMs - ms);
    }

    @Override
    public void onStates(long step, int recording, float[][] values) {
        recorder.onStates(step - steps, recording, values);
    }

    @Override
    public void onSynapses(long step, SynapseSnapshot snapshot) {
        recorder.onSynapses(step - steps, snapshot);
    }

    @Override
    public void onRule(long step, RuleFigures figures) {
        recorder.onRule(step - steps, figures);
    }

    @Override
    public void onReleases(ReleaseEvents releases) {
        recorder.onReleases(new ReleaseEvents(releases.projection(), shifted(releases.timeMs(), releases.count()),
                releases.source(), releases.target(), releases.response(), releases.count()));
    }

    @Override
    public void onAdvance(long step) {
        recorder.onAdvance(step - steps);
    }

    @Override
    public void close() {
        recorder.close();
    }
}
