package org.quantal.rate.dropconnect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.quantal.models.neuron.PoissonSource;
import org.quantal.models.neuron.RegularSource;
import org.quantal.models.release.ListedRelease;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/**
 * Spiking layers that a {@link SpikingConversion} made. Biases that differ between neurons of a layer come from a
 * source that spikes regularly every {@value #BIAS_INTERVAL_MS} ms through reliable synapses; equal ones are a constant
 * current.
 *
 * @param layers   in the order of the signal
 * @param counts   spike counts that the inputs are to have
 */
public record SpikingNetwork(List<Layer> layers, SpikingConversion.Counts counts) {
    static final double BIAS_INTERVAL_MS = 1;
    /** Regular sources begin so long before the recorded time, that is, in any warm-up that is shorter. */
    private static final double LEAD_MS = 1e6;

    /**
     * A population and the synapses onto it.
     *
     * @param name        of the population
     * @param model       its neurons
     * @param amplitude   J, outputs x inputs, in the unit of the model's weights; 0 for no synapse
     * @param release     release probabilities, outputs x inputs
     * @param bias        constant drive of each neuron, in mV or pA
     * @param referenceHz rates of the inputs at which failures equal the masks
     * @param windowMs    time in ms over which they do
     */
    public record Layer(String name, NeuronModel model, DMatrixRMaj amplitude, DMatrixRMaj release, double[] bias,
            double[] referenceHz, double windowMs) {

        /** Number of neurons. */
        public int outputs() {
            return amplitude.numRows;
        }

        /** Number of input neurons. */
        public int inputs() {
            return amplitude.numCols;
        }

        /** Drive that a release of an amplitude of 1 makes, in drive times ms. */
        public double factorMs(double weight) {
            return NeuronDrive.of(name, model).factorMs(weight);
        }
    }

    public SpikingNetwork {
        layers = List.copyOf(layers);
    }

    /** A part of the network's input: some of the inputs, as a population. */
    private record Input(String name, NeuronModel model, int[] inputs) {
    }

    /**
     * The network with an input population called {@code input}.
     *
     * @param input   what the neurons of the input do, such as given spike trains
     * @param delayMs delay of all synapses in ms
     */
    public Network network(NeuronModel input, double delayMs) {
        final int[] all = new int[layers.get(0).inputs()];
        Arrays.setAll(all, j -> j);
        return network(List.of(new Input("input", input, all)), delayMs);
    }

    /**
     * The network at its reference rates: inputs of one rate are a population of sources, Poisson or regular; inputs of
     * rate 0 are left out.
     *
     * @param delayMs delay of all synapses in ms
     */
    public Network network(double delayMs) {
        final Map<Double, List<Integer>> byRate = new LinkedHashMap<>();
        final double[] rates = layers.get(0).referenceHz();
        for (int j = 0; j < rates.length; j++) {
            if (rates[j] > 0) {
                byRate.computeIfAbsent(rates[j], rate -> new ArrayList<>()).add(j);
            }
        }
        final List<Input> inputs = new ArrayList<>();
        byRate.forEach((rate, neurons) -> inputs.add(new Input(byRate.size() == 1 ? "input" : "input_" + inputs.size(),
                counts == SpikingConversion.Counts.POISSON ? new PoissonSource(rate) : regular(rate),
                neurons.stream().mapToInt(Integer::intValue).toArray())));
        return network(inputs, delayMs);
    }

    private Network network(List<Input> inputs, double delayMs) {
        final List<Population> populations = new ArrayList<>();
        final List<Projection> projections = new ArrayList<>();
        final List<CurrentDrive> currents = new ArrayList<>();
        for (Input input : inputs) {
            populations.add(new Population(input.name, input.inputs.length, input.model, Map.of()));
        }
        for (int k = 0; k < layers.size(); k++) {
            final Layer layer = layers.get(k);
            populations.add(new Population(layer.name, layer.outputs(), layer.model, Map.of()));
            if (k == 0) {
                inputs.forEach(input -> connect(projections, input.name, layer, input.inputs, delayMs));
            } else {
                final int[] all = new int[layer.inputs()];
                Arrays.setAll(all, j -> j);
                connect(projections, layers.get(k - 1).name, layer, all, delayMs);
            }
            bias(layer, populations, projections, currents, delayMs);
        }
        return new Network(populations, projections, List.of(), currents);
    }

    /** Spikes in the middle of their intervals, so that windows of whole intervals hold a given number of them. */
    private static RegularSource regular(double rateHz) {
        final double interval = 1000 / rateHz;
        return new RegularSource(interval, interval / 2 - interval * Math.ceil(LEAD_MS / interval), 0);
    }

    private static void connect(List<Projection> projections, String source, Layer layer, int[] inputs,
            double delayMs) {
        final int most = layer.outputs() * inputs.length;
        final int[] from = new int[most];
        final int[] to = new int[most];
        final double[] weight = new double[most];
        final double[] release = new double[most];
        int count = 0;
        for (int j = 0; j < inputs.length; j++) {
            for (int i = 0; i < layer.outputs(); i++) {
                if (layer.amplitude.get(i, inputs[j]) != 0) {
                    from[count] = j;
                    to[count] = i;
                    weight[count] = layer.amplitude.get(i, inputs[j]);
                    release[count++] = layer.release.get(i, inputs[j]);
                }
            }
        }
        if (count > 0) {
            projections.add(new Projection(source + "->" + layer.name, source, layer.name,
                    new ExplicitConnections(Arrays.copyOf(from, count),
                    Arrays.copyOf(to, count), Arrays.copyOf(weight, count), null, Arrays.copyOf(release, count)),
                    new Constant(0),
                    new Constant(delayMs), new ListedRelease(), false));
        }
    }

    private static void bias(Layer layer, List<Population> populations, List<Projection> projections,
            List<CurrentDrive> currents,
            double delayMs) {
        final double[] bias = layer.bias;
        final NeuronDrive drive = NeuronDrive.of(layer.name, layer.model);
        if (Arrays.stream(bias).allMatch(b -> b == bias[0])) {
            if (bias[0] != 0) {
                currents.add(new CurrentDrive(layer.name, bias[0] / drive.perPA()));
            }
            return;
        }
        final int[] to = new int[bias.length];
        final double[] weight = new double[bias.length];
        for (int i = 0; i < bias.length; i++) {
            to[i] = i;
            weight[i] = bias[i] * BIAS_INTERVAL_MS / drive.factorMs(bias[i]);
        }
        final String source = layer.name + "_bias";
        populations.add(new Population(source, 1, new RegularSource(BIAS_INTERVAL_MS, -LEAD_MS, 0), Map.of()));
        projections.add(new Projection(source + "->" + layer.name, source, layer.name,
                new ExplicitConnections(new int[bias.length], to, weight, null), new Constant(0), new Constant(delayMs),
                new Reliable(), false));
    }
}
