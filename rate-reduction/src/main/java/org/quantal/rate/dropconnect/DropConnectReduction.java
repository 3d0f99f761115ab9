package org.quantal.rate.dropconnect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.quantal.rate.dropconnect.DropConnectLayer.Units;
import org.quantal.rate.dropconnect.ReducedLayer.Source;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/**
 * Reduces a scenario's network to DropConnect layers, one for each population that receives synapses: equation (21). A
 * feed-forward network becomes a chain of layers ({@link #chain}); in a recurrent one each layer maps the rates of its
 * sources to those of its population. Synapses are those that the scenario's seed draws; learning synapses are taken as
 * they are at the start.
 *
 * @param windowMs   length T of a presentation in ms
 * @param point      rates at which keep probabilities and noise are taken
 * @param transfer   answers of neurons to their drive
 * @param resolution of units
 */
public record DropConnectReduction(double windowMs, OperatingPoint point, TransferFactory transfer,
        Resolution resolution) {

    /**
     * Entries of all weight matrices together up to which a network is reduced neuron by neuron; each takes about 50
     * bytes.
     */
    public static final long MOST_ENTRIES = 4_000_000;

    /** What a unit of the reduced network is. */
    public enum Resolution {
        /** A neuron. */
        NEURONS,
        /**
         * A population: one typical neuron stands for all, and a connection for all synapses that it gets from a source
         * population.
         */
        POPULATIONS,
        /** Neurons if the matrices are not too large ({@link #MOST_ENTRIES}), otherwise populations. */
        AUTO
    }

    public DropConnectReduction {
        if (!(windowMs > 0 && Double.isFinite(windowMs))) {
            throw new IllegalArgumentException("a presentation must have a length: presentation=" + windowMs + " ms");
        }
    }

    /**
     * Reduces a network.
     *
     * @throws IllegalArgumentException if neurons or synapses have no such reduction, a rate is missing, a current
     *                                  changes within the recorded time, or the matrices are too large
     */
    public List<ReducedLayer> reduce(Scenario scenario) {
        final Network network = scenario.network();
        network.currentDrives().forEach(current -> current.constantPA(0, scenario.durationMs()));
        final long entries = entries(network);
        if (resolution == Resolution.NEURONS && entries > MOST_ENTRIES) {
            throw new IllegalArgumentException("weight matrices of single neurons would have " + entries
                    + " entries, more than "
                    + MOST_ENTRIES + "; reduce at the resolution of populations, or a smaller network");
        }
        final boolean neurons = resolution == Resolution.NEURONS || resolution == Resolution.AUTO
                && entries <= MOST_ENTRIES;
        final List<ReducedLayer> layers = new ArrayList<>();
        try (SynapseSums sums = neurons ? new NeuronSums(scenario) : new PopulationSums(network)) {
            for (Population target : network.populations()) {
                final List<Population> sources = sources(network, target);
                if (!sources.isEmpty()) {
                    layers.add(layer(network, target, sources, sums));
                }
            }
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("the network has no projections, so that there is nothing to reduce");
        }
        return layers;
    }

    /** Whether each layer takes its input from the one before alone, and the first from outside of the layers. */
    public static boolean isChain(List<ReducedLayer> layers) {
        String before = null;
        for (ReducedLayer layer : layers) {
            final List<Source> sources = layer.sources();
            final boolean fits = sources.size() == 1
                    && (before == null ? !sources.get(0).population().equals(layer.layer().name())
                    : sources.get(0).population().equals(before));
            if (!fits) {
                return false;
            }
            before = layer.layer().name();
        }
        return true;
    }

    /**
     * The layers as one network.
     *
     * @throws IllegalArgumentException if they are no chain
     */
    public static DropConnectNetwork chain(List<ReducedLayer> layers) {
        if (!isChain(layers)) {
            throw new IllegalArgumentException("layers are no chain: " + layers.stream()
                    .map(layer -> layer.layer().name() + " takes input from "
                    + layer.sources().stream().map(Source::population).toList()).toList());
        }
        return new DropConnectNetwork(layers.stream().map(ReducedLayer::layer).toList());
    }

    private static List<Population> sources(Network network, Population target) {
        return network.populations().stream().filter(source -> network.projections().stream()
                .anyMatch(p -> p.source().equals(source.name()) && p.target().equals(target.name()))).toList();
    }

    private static long entries(Network network) {
        long entries = 0;
        for (Population target : network.populations()) {
            entries += (long) target.size() * sources(network, target).stream().mapToLong(Population::size).sum();
        }
        return entries;
    }

    private ReducedLayer layer(Network network, Population target, List<Population> sources, SynapseSums sums) {
        final NeuronDrive drive = NeuronDrive.of(target.name(), target.model());
        final int outputs = sums.units(target);
        final List<Source> inputs = sources.stream().map(s -> new Source(s.name(), sums.units(s))).toList();
        final int columns = inputs.stream().mapToInt(Source::inputs).sum();
        final SynapseSums.Matrices m = new SynapseSums.Matrices(outputs, columns);
        final double[] rate = new double[columns];
        final double[] fano = new double[columns];
        int column = 0;
        for (Population source : sources) {
            final List<Projection> between = network.projections().stream()
                    .filter(p -> p.source().equals(source.name()) && p.target().equals(target.name())).toList();
            sums.add(between, drive, column, m);
            final int units = sums.units(source);
            final double[] rates = point.rates(source.name(), source.size());
            for (int j = 0; j < units; j++) {
                rate[column + j] = units == source.size() ? rates[j] : point.meanRate(source.name(), source.size());
                fano[column + j] = point.fanoOf(source.name());
            }
            column += units;
        }
        return assemble(network, target, drive, inputs, m, rate, fano);
    }

    private ReducedLayer assemble(Network network, Population target, NeuronDrive drive, List<Source> inputs,
            SynapseSums.Matrices m,
            double[] rate, double[] fano) {
        final int outputs = m.mean.numRows;
        final int columns = m.mean.numCols;
        final External external = external(network, target, drive);
        final double[] bias = new double[outputs];
        Arrays.fill(bias, external.mean);
        final DMatrixRMaj weight = new DMatrixRMaj(outputs, columns);
        final DMatrixRMaj cv2 = new DMatrixRMaj(outputs, columns);
        final double[] mean = bias.clone();
        final double[] sigma = new double[outputs];
        for (int i = 0, at = 0; i < outputs; i++) {
            double power = external.power;
            for (int j = 0; j < columns; j++, at++) {
                final double a = m.mean.data[at];
                final double n = m.synapses.data[at];
                weight.data[at] = a / 1000;
                if (a == 0 && m.variance.data[at] > 0) {
                    throw new IllegalArgumentException("synapses from input " + j + " to neuron " + i
                            + " of population " + target.name()
                            + " cancel on average but not in variance, and no mask does that; remove one of them");
                }
                // n synapses of mean a/n each: their amplitude's variance beside its squared mean.
                cv2.data[at] = a == 0 ? 0 : m.variance.data[at] * n / (a * a);
                mean[i] += weight.data[at] * rate[j];
                power += rate[j] / 1000 * (fano[j] * a * a / n + m.variance.data[at]);
            }
            sigma[i] = Math.sqrt(power / drive.tauMs());
        }
        final double[] externalVariance = new double[outputs];
        Arrays.fill(externalVariance, external.power / windowMs);
        final DMatrixRMaj ones = new DMatrixRMaj(outputs, columns);
        Arrays.fill(ones.data, 1);
        final Transfer answer = transfer.of(target, mean, sigma);
        final String output = answer == Activation.LINEAR ? drive.unit() : "Hz";
        final DropConnectLayer bare = new DropConnectLayer(target.name(), weight, bias, ones, answer,
                new Units("Hz", drive.unit(), output));
        final ReducedLayer reduced = new ReducedLayer(bare, inputs, windowMs, rate, fano, cv2, m.third, m.synapses,
                mean, sigma,
                externalVariance);
        return new ReducedLayer(bare.withKeep(reduced.totalKeep()), inputs, windowMs, rate, fano, cv2, m.third,
                m.synapses, mean, sigma,
                externalVariance);
    }

    /** Mean drive from outside, and the sum of rate times squared amplitude, in squared drive times ms. */
    private record External(double mean, double power) {
    }

    private static External external(Network network, Population target, NeuronDrive drive) {
        double mean = drive.perPA() * drive.ownCurrentPA();
        double power = 0;
        for (CurrentDrive current : network.currentDrives()) {
            mean += current.target().equals(target.name()) ? drive.perPA() * current.at(0) : 0;
        }
        for (PoissonDrive poisson : network.poissonDrives()) {
            if (poisson.target().equals(target.name())) {
                final double a = drive.factorMs(poisson.weight()) * poisson.weight();
                final double rate = poisson.indegree() * poisson.rateHz() / 1000;
                mean += rate * a;
                power += rate * a * a;
            }
        }
        return new External(mean, power);
    }
}
