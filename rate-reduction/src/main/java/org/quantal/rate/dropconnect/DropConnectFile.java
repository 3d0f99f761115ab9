package org.quantal.rate.dropconnect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.rate.dropconnect.DropConnectLayer.Units;
import org.quantal.rate.dropconnect.DropConnectNetwork.Moments;

/**
 * DropConnect networks in HDF5, as {@code docs/dropconnect.md} describes: {@code /layers/0, 1, ...} with {@code
 * weight}, {@code bias} and {@code keep_probability}, and a test input whose mean and variance of the output other
 * programs can compare.
 */
public final class DropConnectFile {
    /** Value of the root's attribute {@code format}. */
    public static final String FORMAT = "quantal-dropconnect-1";
    private static final String RECTIFIED = "rectified_rate";

    private DropConnectFile() {
    }

    /**
     * A test that a file carries.
     *
     * @param input   of the first layer
     * @param moments of the outputs over presentations with masks
     * @param seed    of the masks
     */
    public record Test(double[] input, Moments moments, long seed) {
        /** Presents an input many times. */
        public static Test of(DropConnectNetwork network, double[] input, int trials, long seed) {
            return new Test(input.clone(), network.trials(input, Masks.quenched(), trials, seed), seed);
        }
    }

    /**
     * Writes a network.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written; there is none then
     */
    public static void write(Path file, DropConnectNetwork network, Test test) {
        write(file, root -> {
            final GroupWriter layers = root.group("layers");
            for (int k = 0; k < network.layers().size(); k++) {
                layer(layers.group(Integer.toString(k)), network.layers().get(k));
            }
            test(root, network, test);
        });
    }

    /**
     * Writes the layers of a reduction; with a test if they are a chain.
     *
     * @param test of the chain; null if there is none
     * @throws java.io.UncheckedIOException if the file cannot be written; there is none then
     */
    public static void write(Path file, List<ReducedLayer> reduced, Test test) {
        write(file, root -> {
            root.attribute("presentation", reduced.get(0).windowMs());
            root.attribute("presentation_units", "ms");
            final GroupWriter layers = root.group("layers");
            for (int k = 0; k < reduced.size(); k++) {
                final GroupWriter group = layers.group(Integer.toString(k));
                layer(group, reduced.get(k).layer());
                operatingPoint(group, reduced.get(k));
            }
            if (test != null) {
                test(root, DropConnectReduction.chain(reduced), test);
            }
        });
    }

    private interface Content {
        void write(GroupWriter root);
    }

    private static void write(Path path, Content content) {
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            try {
                file.root().attribute("format", FORMAT);
                content.write(file.root());
            } catch (RuntimeException | Error e) {
                file.abort();
                throw e;
            }
        }
    }

    private static void layer(GroupWriter group, DropConnectLayer layer) {
        group.attribute("name", layer.name());
        group.attribute("transfer", layer.transfer().label());
        group.attribute("input_units", layer.units().input());
        group.attribute("output_units", layer.units().output());
        if (layer.transfer() instanceof TransferFactory.RectifiedRate rate) {
            group.attribute("rate_0", rate.baselineHz());
            group.attribute("gain", rate.gainHz());
        }
        matrix(group, "weight", layer.weight(), layer.units().weight());
        vector(group, "bias", layer.bias(), layer.units().drive());
        matrix(group, "keep_probability", layer.keep(), "1");
    }

    private static void operatingPoint(GroupWriter layer, ReducedLayer reduced) {
        layer.attribute("sources", reduced.sources().stream().map(ReducedLayer.Source::population)
                .toArray(String[]::new));
        layer.attribute("source_sizes", reduced.sources().stream().mapToInt(ReducedLayer.Source::inputs).toArray());
        final GroupWriter group = layer.group("operating_point");
        final String drive = reduced.layer().units().drive();
        vector(group, "input_rate", reduced.rateHz(), "Hz");
        vector(group, "fano", reduced.fano(), "1");
        vector(group, "mean", reduced.mean(), drive);
        vector(group, "sigma", reduced.sigma(), drive);
        final double[] mean = reduced.mean();
        final double[] value = new double[mean.length];
        final double[] slope = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            value[i] = reduced.layer().transfer().value(i, mean[i]);
            slope[i] = reduced.layer().transfer().slope(i, mean[i]);
        }
        vector(group, "output", value, reduced.layer().units().output());
        vector(group, "slope", slope, reduced.layer().units().output() + "/" + drive);
        vector(group, "drive_variance", reduced.driveVariance(), drive + "^2");
        vector(group, "external_variance", reduced.externalVariance(), drive + "^2");
        vector(group, "output_mean", reduced.layer().outputMean(reduced.rateHz()), reduced.layer().units().output());
        vector(group, "output_variance", reduced.layer().outputVariance(reduced.rateHz()),
                reduced.layer().units().output() + "^2");
        vector(group, "variance_ratio", reduced.varianceRatio(), "1");
        vector(group, "gaussian_bound", reduced.gaussianBound(), "1");
        matrix(group, "keep_probability_release", reduced.releaseKeep(), "1");
        group.attribute("regulariser", reduced.regulariser());
    }

    private static void test(GroupWriter root, DropConnectNetwork network, Test test) {
        final GroupWriter group = root.group("test");
        final String output = network.layers().get(network.layers().size() - 1).units().output();
        vector(group, "input", test.input(), network.layers().get(0).units().input());
        vector(group, "output", network.forward(test.input()), output);
        vector(group, "mean", test.moments().mean(), output);
        vector(group, "variance", test.moments().variance(), output + "^2");
        group.attribute("trials", test.moments().trials());
        group.attribute("seed", test.seed());
    }

    private static void vector(GroupWriter group, String name, double[] values, String units) {
        group.array(name, values).attribute("units", units);
    }

    private static void matrix(GroupWriter group, String name, DMatrixRMaj matrix, String units) {
        final double[][] rows = new double[matrix.numRows][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = java.util.Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols);
        }
        final var dataset = group.array(name, rows);
        dataset.attribute("units", units);
        dataset.attribute("axes", new String[] {"output", "input"});
    }

    /**
     * Reads the layers of a file. Transfer functions other than activations and rectified rates come back as linear
     * responses around the operating point, which is what the file holds of them.
     *
     * @throws DataFileException if the file is unreadable or no DropConnect file
     */
    public static List<DropConnectLayer> readLayers(Path path) {
        try (Hdf5Reader file = Hdf5Reader.open(path)) {
            final String format = file.textAttribute("/", "format").orElse("nothing");
            if (!format.equals(FORMAT)) {
                throw new DataFileException(path, "a DropConnect file (attribute format = " + FORMAT + ")", format);
            }
            final List<DropConnectLayer> layers = new ArrayList<>();
            final int count = file.groups("/layers").size();
            for (int k = 0; k < count; k++) {
                layers.add(layer(file, "/layers/" + k));
            }
            return layers;
        }
    }

    /** Reads a file whose layers are a chain. */
    public static DropConnectNetwork read(Path path) {
        return new DropConnectNetwork(readLayers(path));
    }

    private static DropConnectLayer layer(Hdf5Reader file, String group) {
        final DMatrixRMaj weight = matrix(file, group + "/weight");
        final String name = required(file, group, "name");
        try {
            final Units units = new Units(required(file, group, "input_units"),
                    required(file, group + "/bias", "units"), required(file, group, "output_units"));
            return new DropConnectLayer(name, weight, file.doubles(group + "/bias"),
                    matrix(file, group + "/keep_probability"), transfer(file, group), units);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(file.path(), "a layer in " + group, e.getMessage());
        }
    }

    private static Transfer transfer(Hdf5Reader file, String group) {
        final String label = required(file, group, "transfer");
        if (label.equals(RECTIFIED)) {
            return new TransferFactory.RectifiedRate(number(file, group, "rate_0"), number(file, group, "gain"));
        }
        final String point = group + "/operating_point";
        if (java.util.Arrays.stream(Activation.values()).noneMatch(a -> a.toString().equals(label))
                && file.has(point)) {
            return TransferFactory.linearised(file.doubles(point + "/output"), file.doubles(point + "/slope"),
                    file.doubles(point + "/mean"));
        }
        return Activation.named(label);
    }

    private static String required(Hdf5Reader file, String node, String attribute) {
        return file.textAttribute(node, attribute)
                .orElseThrow(() -> new DataFileException(file.path(), "attribute " + attribute + " of " + node,
                "none"));
    }

    private static double number(Hdf5Reader file, String node, String attribute) {
        return file.doubleAttribute(node, attribute)
                .orElseThrow(() -> new DataFileException(file.path(), "attribute " + attribute + " of " + node,
                "none"));
    }

    private static DMatrixRMaj matrix(Hdf5Reader file, String dataset) {
        final long[] size = file.dimensions(dataset);
        if (size.length != 2) {
            throw new DataFileException(file.path(), "a matrix " + dataset, size.length + " dimensions");
        }
        final DMatrixRMaj matrix = new DMatrixRMaj((int) size[0], (int) size[1]);
        matrix.data = file.doubles(dataset);
        return matrix;
    }
}
