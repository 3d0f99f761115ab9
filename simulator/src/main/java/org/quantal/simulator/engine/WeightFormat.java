package org.quantal.simulator.engine;

import java.util.List;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;

/**
 * How the weights of synapses onto each population are stored.
 *
 * <p>A <em>compact</em> synapse is one 32-bit word: the slot of its target in the low bits and its weight in the high bits, as a whole
 * multiple of the population's unit. The unit is the largest weight divided by the largest number that fits (32,767 with
 * 65,536 slots); weights that are constant are met exactly if they have a common unit, otherwise to the rounding. Sums of
 * arrivals are sums of whole numbers, so they do not depend on order.
 *
 * <p>Where the rounding would exceed {@value #TOLERANCE} of a projection's mean weight (very wide distributions), or a constant weight
 * could not be met to {@value #CONSTANT_TOLERANCE}, synapses onto that population are <em>wide</em>: a 32-bit float weight
 * beside a 32-bit slot.
 */
final class WeightFormat {
    static final double TOLERANCE = 1e-3;
    static final double CONSTANT_TOLERANCE = 1e-7;
    private static final double COMMON_UNIT_TOLERANCE = 1e-12;

    private final int slotBits;
    private final double[] unit;

    private WeightFormat(int slotBits, double[] unit) {
        this.slotBits = slotBits;
        this.unit = unit;
    }

    static WeightFormat of(Network network, int slotBits) {
        final double[] unit = new double[network.populations().size()];
        final int largest = largest(slotBits);
        for (int a = 0; a < unit.length; a++) {
            final String name = network.populations().get(a).name();
            unit[a] = unit(network.projections().stream().filter(p -> p.target().equals(name)).toList(), largest);
        }
        return new WeightFormat(slotBits, unit);
    }

    private static int largest(int slotBits) {
        return (1 << (Integer.SIZE - slotBits - 1)) - 1;
    }

    private static double bound(Projection projection) {
        final double[] bounds = bounds(projection);
        return Math.max(Math.abs(bounds[0]), Math.abs(bounds[1]));
    }

    /** Smallest and largest weight that a projection's synapses can have. */
    static double[] bounds(Projection projection) {
        if (projection.rule().definesWeights()) {
            final double[] given = projection.rule().weightBounds();
            final double factor = projection.weightFactor();
            return new double[] {given[0] * factor, given[1] * factor};
        }
        final Distribution weight = projection.effectiveWeight();
        return new double[] {weight.minimum(), weight.maximum()};
    }

    /** The unit of compact weights onto a population, or 0 if its synapses must be wide. */
    private static double unit(List<Projection> onto, int largest) {
        final double bound = onto.stream().mapToDouble(WeightFormat::bound).max().orElse(0);
        if (bound == 0 || largest < 2) {
            return largest < 2 ? 0 : 1;
        }
        final double[] constants = onto.stream().filter(p -> !p.rule().definesWeights() && p.weight().isConstant())
                .mapToDouble(p -> p.effectiveWeight().mean()).toArray();
        final double unit = constants.length == onto.size() ? commonUnit(constants, bound, largest) : bound / largest;
        for (Projection projection : onto) {
            if (projection.rule().definesWeights()) {
                return 0;
            }
            final double mean = projection.effectiveWeight().mean();
            final boolean fits = projection.weight().isConstant() && constants.length == onto.size()
                    ? Math.abs(Math.rint(mean / unit) * unit - mean) <= CONSTANT_TOLERANCE * Math.abs(mean)
                    : unit <= TOLERANCE * Math.abs(mean);
            if (!fits) {
                return 0;
            }
        }
        return unit;
    }

    /** The coarsest usable unit of which all constants are whole multiples; bound/largest if there is none. */
    private static double commonUnit(double[] constants, double bound, int largest) {
        for (int steps = 1; steps <= largest; steps++) {
            final double unit = bound / steps;
            boolean whole = true;
            for (int i = 0; i < constants.length && whole; i++) {
                final double multiple = constants[i] / unit;
                whole = Math.abs(multiple - Math.rint(multiple)) <= COMMON_UNIT_TOLERANCE * steps;
            }
            if (whole) {
                return unit;
            }
        }
        return bound / largest;
    }

    /** Whether synapses onto a population are stored with 32-bit float weights. */
    boolean isWide(int population) {
        return unit[population] == 0;
    }

    /** The weight that one unit stands for. */
    double unit(int population) {
        return unit[population];
    }

    int slotBits() {
        return slotBits;
    }

    /** A compact synapse. */
    int pack(int slot, double weight, int population) {
        return (int) Math.rint(weight / unit[population]) << slotBits | slot;
    }
}
