package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.random.StreamRandom;

/** The simplest models that make a network live, for tests of the engine alone. */
final class TestModels {
    private TestModels() {
    }

    /** V decays by a factor each step, adds its input, and spikes and falls to 0 at 1. */
    record Leaky(double decay) implements NeuronModel {
        @Override
        public String name() {
            return "leaky";
        }

        @Override
        public String weightUnit() {
            return "mV";
        }

        @Override
        public int channels() {
            return 2;
        }

        @Override
        public int channel(double weight) {
            return weight < 0 ? 1 : 0;
        }

        @Override
        public List<StateVariable> stateVariables() {
            return List.of(new StateVariable("V_m", "mV", 0, true));
        }

        @Override
        public NeuronGroup createGroup(GroupContext context) {
            return new Group(context.initialValues().get("V_m").clone());
        }

        private final class Group implements NeuronGroup {
            private final double[] v;

            Group(double[] v) {
                this.v = v;
            }

            @Override
            public int advance(long step, double[][] arrivals, int[] spiked) {
                int count = 0;
                for (int i = 0; i < v.length; i++) {
                    v[i] = next(v[i], arrivals[0][i], arrivals[1][i]);
                    if (v[i] >= 1) {
                        v[i] = 0;
                        spiked[count++] = i;
                    }
                }
                return count;
            }

            @Override
            public double state(String variable, int neuron) {
                return v[neuron];
            }

            @Override
            public void save(DataOutput out) {
                throw new IllegalStateException("not needed in tests");
            }

            @Override
            public void load(DataInput in) {
                throw new IllegalStateException("not needed in tests");
            }
        }

        double next(double v, double excitation, double inhibition) {
            return decay * v + 0.01 + (excitation + inhibition);
        }
    }

    /** One draw a synapse, in order: the definition of Bernoulli release. */
    record Coin(double p) implements ReleaseModel {
        @Override
        public String name() {
            return "coin";
        }

        @Override
        public double meanProbability() {
            return p;
        }

        @Override
        public ReleaseSites createSites() {
            return new ReleaseSites() {
                @Override
                public int release(long key, long from, int count, long[] mask) {
                    final StreamRandom random = new StreamRandom(key);
                    java.util.Arrays.fill(mask, 0, (count + 63) / 64, 0);
                    int total = 0;
                    for (int i = 0; i < count; i++) {
                        if (random.nextDouble() < p) {
                            mask[i / 64] |= 1L << i;
                            total++;
                        }
                    }
                    return total;
                }

                @Override
                public double probability(long synapse) {
                    return p;
                }
            };
        }
    }

    /** Always releases, by the quick path. */
    record Sure() implements ReleaseModel {
        @Override
        public String name() {
            return "sure";
        }

        @Override
        public double meanProbability() {
            return 1;
        }

        @Override
        public ReleaseSites createSites() {
            return new ReleaseSites() {
                @Override
                public boolean alwaysRelease() {
                    return true;
                }

                @Override
                public int release(long key, long from, int count, long[] mask) {
                    java.util.Arrays.fill(mask, 0, (count + 63) / 64, -1);
                    return count;
                }

                @Override
                public double probability(long synapse) {
                    return 1;
                }
            };
        }
    }
}
