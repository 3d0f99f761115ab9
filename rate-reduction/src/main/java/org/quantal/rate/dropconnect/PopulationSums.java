package org.quantal.rate.dropconnect;

import java.util.Arrays;
import java.util.List;
import org.quantal.models.release.BinomialRelease;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/**
 * Population by population, from expected in-degrees and distributions of weights: equation (15). Weights of CV c_J
 * raise second moments by 1 + c_J^2 and third ones by (1 + c_J^2)^3, exact for lognormal weights. Probabilities that
 * differ between synapses enter by their mean, which for Poisson spikes is exact if they do not go with the weights.
 */
final class PopulationSums implements SynapseSums {
    private final Network network;

    PopulationSums(Network network) {
        this.network = network;
    }

    @Override
    public int units(Population population) {
        return 1;
    }

    @Override
    public void add(List<Projection> between, NeuronDrive drive, int column, Matrices into) {
        final Sums sums = new Sums();
        for (Projection projection : between) {
            if (projection.rule() instanceof ExplicitConnections list && list.definesWeights()
                    && list.definesProbabilities()) {
                sums.addListed(list, drive, network.population(projection.target()).size());
            } else {
                sums.addDrawn(projection, drive,
                        network.expectedSynapses(projection) / network.population(projection.target()).size());
            }
        }
        final double mean = sums.mean;
        final double second = sums.second;
        if (second == 0) {
            return;
        }
        if (mean == 0) {
            throw new IllegalArgumentException("synapses from population " + between.get(0).source() + " to "
                    + between.get(0).target()
                    + " cancel on average but not in variance, and no mask does that; reduce at the resolution of"
                    + " neurons");
        }
        // As many equal synapses of the mean as have the same sum of squared means.
        final double synapses = mean * mean / second;
        into.mean.set(0, column, mean);
        into.synapses.set(0, column, synapses);
        into.variance.set(0, column, sums.variance);
        into.third.set(0, column, sums.third / synapses);
    }

    /** Sums over the synapses of a typical neuron. */
    private static final class Sums {
        private double mean;
        private double second;
        private double variance;
        private double third;

        /** Synapses with probabilities and weights of their own, which may go together. */
        void addListed(ExplicitConnections list, NeuronDrive drive, int targets) {
            final double[] w = list.weight();
            final double[] p = list.probability();
            for (int s = 0; s < w.length; s++) {
                final double a = drive.factorMs(w[s]) * w[s];
                mean += p[s] * a / targets;
                second += p[s] * p[s] * a * a / targets;
                variance += p[s] * (1 - p[s]) * a * a / targets;
                third += p[s] * Math.abs(a * a * a) / targets;
            }
        }

        void addDrawn(Projection projection, NeuronDrive drive, double indegree) {
            final double[] w = weight(projection);
            final SpikeResponse response = SpikeResponse.of(projection.name(), projection.release(),
                    projection.release().meanProbability());
            final double a = drive.factorMs(w[0]) * w[0];
            final double spread = w[0] == 0 ? 0 : w[1] * w[1] / (w[0] * w[0]);
            final double factor = projection.release() instanceof BinomialRelease ? response.mean()
                    : projection.release().meanFactor(projection.weight());
            mean += indegree * factor * a;
            second += indegree * factor * factor * a * a * (1 + spread);
            variance += indegree * response.variance() * a * a * (1 + spread);
            third += indegree * response.third() * Math.abs(a * a * a) * Math.pow(1 + spread, 3);
        }
    }

    private static double[] weight(Projection projection) {
        if (projection.rule() instanceof ExplicitConnections list && list.definesWeights()) {
            final double[] w = list.weight();
            final double mean = Arrays.stream(w).average().orElseThrow();
            final double square = Arrays.stream(w).map(x -> x * x).average().orElseThrow();
            return new double[] {mean * projection.weightFactor(), Math.sqrt(Math.max(0,
                    square - mean * mean)) * projection.weightFactor()};
        }
        final Distribution weight = projection.effectiveWeight();
        return new double[] {weight.mean(), weight.standardDeviation()};
    }

    @Override
    public void close() {
        // Nothing was built.
    }
}
