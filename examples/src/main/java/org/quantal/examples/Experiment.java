package org.quantal.examples;

import java.util.List;
import org.quantal.io.hdf5.GroupWriter;

/**
 * Runs that test a piece of theory. One class each, one line in {@link Experiments}, and a judge in module
 * {@code validation}.
 */
public interface Experiment {

    /** Name, as users type it. */
    String name();

    /**
     * Errors that the experiment can make on purpose. Every check of the experiment's judge must be failed by one of
     * them: a check that nothing can fail proves nothing.
     */
    List<Mutation> mutations();

    /**
     * Runs and writes results; the layout is told by the judge. What the file states as parameters are those of a right
     * experiment, whatever mutation is applied.
     *
     * @param root root group of the file
     */
    void run(GroupWriter root, Plan plan);

    /**
     * An error made on purpose.
     *
     * @param name   short name
     * @param catches checks that must fail, by their ids
     */
    record Mutation(String name, List<String> catches) {
        public Mutation {
            catches = List.copyOf(catches);
        }

        public Mutation(String name, String... catches) {
            this(name, List.of(catches));
        }
    }

    /**
     * How an experiment is to be run.
     *
     * @param full     whether at full size, rather than in a few seconds
     * @param seed     seed of all randomness
     * @param mutation name of the error to make; empty for none
     */
    record Plan(boolean full, long seed, String mutation) {

        /** Whether to make an error. */
        public boolean has(String name) {
            return mutation.equals(name);
        }

        /** One of two sizes. */
        public int size(int quick, int atFull) {
            return full ? atFull : quick;
        }
    }
}
