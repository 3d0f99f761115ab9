package org.quantal.models.plasticity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.PopulationActivity;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;

/**
 * The synapses of one presynaptic neuron, one onto each postsynaptic neuron: calls a rule in the order in which the
 * engine does. Population 0 is the source, population 1 the target.
 */
final class LearningRow {
    static final double STEP = 0.1;
    private static final LearningClock CLOCK = LearningClock.grid(STEP);

    final SynapseRun run = new SynapseRun();
    final SpikeHistory history;
    final PopulationActivity activity = new PopulationActivity(new String[] {"S", "T"});
    private final PlasticityRule.Context context;
    private final PlasticityRule rule;
    private final int[] delays;
    private final StreamRandom random = new StreamRandom(77);
    private Plasticity running;
    private long lastSpike = SynapseRun.NEVER;
    private long handled = SynapseRun.NEVER;

    /** @param delays delay of each synapse in steps, ascending; synapses of equal delay make a run */
    LearningRow(PlasticityRule rule, int[] delays, double weight, double probability) {
        this.rule = rule;
        this.delays = delays.clone();
        final int n = delays.length;
        history = new SpikeHistory(n, rule.postsynapticTausMs(), CLOCK);
        final Projection projection = projection(rule, weight, probability);
        context = new PlasticityRule.Context(projection, 1, CLOCK, history, activity);
        running = rule.create(context);
        run.weight = new float[n];
        run.neuron = new int[n];
        Arrays.fill(run.weight, (float) weight);
        Arrays.setAll(run.neuron, i -> i);
        if (rule.learnsProbability()) {
            run.probability = new float[n];
            Arrays.fill(run.probability, (float) probability);
        }
        run.released = new long[n / Long.SIZE + 1];
        run.history = history;
    }

    static Projection projection(PlasticityRule rule, double weight, double probability) {
        return new Projection("S->T", "S", "T", new AllToAll(), new Constant(weight), new Constant(1),
                probability == 1 ? new Reliable() : new BernoulliRelease(probability), false, List.of(rule));
    }

    int size() {
        return delays.length;
    }

    /** Handles what has met the synapses by the end of a step, but no presynaptic spike. */
    void catchUp(long step) {
        handle(step, SynapseRun.NEVER);
    }

    void presynaptic(long step) {
        handle(step, step);
        Arrays.fill(run.released, 0);
        for (int s = 0; s < size(); s++) {
            if (run.probability == null || random.nextDouble() < run.probability[s]) {
                run.released[s >>> 6] |= 1L << s;
            }
        }
        presynapticAfterRelease(step);
    }

    /** The rest of a presynaptic spike whose outcomes are given in {@code run.released}. */
    void presynapticAfterRelease(long step) {
        run.presynaptic = step;
        run.maskFrom = 0;
        forEachRun(() -> running.onRelease(run));
        running.spiked(0, step);
        lastSpike = step;
    }

    /** An interval that ends with a step. */
    void interval(long step) {
        catchUp(step);
        running.beginInterval(step);
        // What the engine leaves of earlier calls must not matter.
        run.lastPresynaptic = -12345;
        run.presynaptic = SynapseRun.NEVER;
        forEachRun(() -> running.onInterval(run));
    }

    long intervalSteps() {
        return new TimeGrid(STEP).steps("interval", running.intervalMs());
    }

    private void handle(long now, long presynaptic) {
        run.presynaptic = presynaptic;
        run.lastPresynaptic = lastSpike;
        forEachRun(() -> {
            run.after = handled - run.delay;
            run.until = now - run.delay;
            running.onSpike(run);
        });
        handled = now;
    }

    private void forEachRun(Runnable action) {
        for (int from = 0; from < size(); from = run.to) {
            run.from = from;
            run.to = from;
            while (run.to < size() && delays[run.to] == delays[from]) {
                run.to++;
            }
            run.delay = delays[from];
            run.source = 0;
            action.run();
        }
    }

    void forget(long step) {
        history.forget(step - delays[size() - 1] - 1);
    }

    /** Goes on with a new running rule that took over the state of the old one. */
    void saveAndLoad() {
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            running.save(new DataOutputStream(bytes));
            running = rule.create(context);
            running.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What happens beside spikes. */
    interface Also {
        void at(long step);
    }

    /**
     * Runs spike trains, with the postsynaptic spikes of a whole slice (the shortest delay) known before any
     * presynaptic one.
     */
    void run(Trains trains, Also also) {
        int pre = 0;
        final int[] next = new int[size()];
        for (long step = 0; step < trains.steps(); step++) {
            if (step % delays[0] == 0) {
                for (int i = 0; i < size(); i++) {
                    while (next[i] < trains.post(i).length && trains.post(i)[next[i]] < step + delays[0]) {
                        history.add(i, trains.post(i)[next[i]++]);
                        activity.add(1);
                    }
                }
            }
            if (pre < trains.pre().length && trains.pre()[pre] == step) {
                presynaptic(step);
                activity.add(0);
                pre++;
            }
            if (intervalSteps() > 0 && (step + 1) % intervalSteps() == 0) {
                interval(step);
            }
            also.at(step);
        }
        catchUp(trains.steps() - 1 + delays[size() - 1]);
    }

    void run(Trains trains) {
        run(trains, step -> { });
    }
}
