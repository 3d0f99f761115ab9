package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;

/**
 * How the weights of each projection's synapses are stored.
 *
 * <p>A <em>compact</em> synapse is one 32-bit word: the slot of its target in the low bits and its weight in the high
 * bits, as a whole multiple of the population's unit. The unit is the largest weight divided by the largest number that
 * fits (32,767 with 65,536 slots); weights that are constant are met exactly if they have a common unit, otherwise to
 * the rounding. Sums of arrivals are sums of whole numbers, so they do not depend on order.
 *
 * <p>Where the rounding would exceed {@value #TOLERANCE} of a projection's mean weight (very wide distributions), or a
 * constant weight could not be met to {@value #CONSTANT_TOLERANCE}, the projection's synapses are <em>wide</em>: a
 * 32-bit float weight beside a 32-bit slot. So are explicit lists without a unit of their own, synapses that learn, and
 * synapses whose responses vary in amplitude.
 */
final class WeightFormat {
    static final double TOLERANCE = 1e-3;
    static final double CONSTANT_TOLERANCE = 1e-7;
    private static final double COMMON_UNIT_TOLERANCE = 1e-12;

    private final int slotBits;
    private final double[] unit;
    private final boolean[] wide;

    private WeightFormat(int slotBits, double[] unit, boolean[] wide) {
        this.slotBits = slotBits;
        this.unit = unit;
        this.wide = wide;
    }

    static WeightFormat of(Network network, int slotBits) {
        final List<Projection> projections = network.projections();
        final boolean[] wide = new boolean[projections.size()];
        final double[] unit = new double[network.populations().size()];
        final int largest = (1 << (Integer.SIZE - slotBits - 1)) - 1;
        for (int i = 0; i < wide.length; i++) {
            final Projection p = projections.get(i);
            wide[i] = p.rule().definesWeights() && p.rule().commonWeightUnit() == 0 || p.isPlastic()
                    || p.release().hasAmplitudes() || largest < 2;
        }
        for (int a = 0; a < unit.length; a++) {
            unit[a] = settle(projections, network.populations().get(a).name(), wide, largest);
        }
        return new WeightFormat(slotBits, unit, wide);
    }

    /** Finds the unit of a population; projections that it does not suit become wide, the widest one first. */
    private static double settle(List<Projection> projections, String population, boolean[] wide, int largest) {
        while (true) {
            final List<Projection> compact = new ArrayList<>();
            for (int i = 0; i < wide.length; i++) {
                if (!wide[i] && projections.get(i).target().equals(population)) {
                    compact.add(projections.get(i));
                }
            }
            final double unit = unit(compact, largest);
            final boolean suits = compact.stream().allMatch(p -> suits(p, unit));
            if (suits) {
                return unit;
            }
            final Projection widest = compact.stream().max(Comparator.comparingDouble(WeightFormat::bound))
                    .orElseThrow();
            wide[projections.indexOf(widest)] = true;
        }
    }

    private static boolean suits(Projection projection, double unit) {
        if (projection.rule().definesWeights()) {
            return projection.rule().commonWeightUnit() == unit;
        }
        final double mean = projection.effectiveWeight().mean();
        final double error = projection.weight().isConstant()
                ? Math.abs(Math.rint(mean / unit) * unit - mean) / CONSTANT_TOLERANCE
                : unit / TOLERANCE;
        return error <= Math.abs(mean);
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

    private static double unit(List<Projection> compact, int largest) {
        final double listed = compact.stream().mapToDouble(p -> p.rule().commonWeightUnit()).filter(u -> u > 0)
                .findFirst().orElse(0);
        if (listed > 0 && compact.stream().allMatch(p -> bound(p) <= largest * listed * (1 + COMMON_UNIT_TOLERANCE))) {
            return listed;
        }
        final double bound = compact.stream().mapToDouble(WeightFormat::bound).max().orElse(0);
        if (bound == 0) {
            return 1;
        }
        final boolean allConstant = compact.stream().allMatch(p -> p.weight().isConstant());
        return allConstant ? commonUnit(compact.stream().mapToDouble(p -> p.effectiveWeight().mean()).toArray(),
                bound, largest)
                : bound / largest;
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

    /** Whether the synapses of a projection are stored with 32-bit float weights. */
    boolean isWide(int projection) {
        return wide[projection];
    }

    /** The weight that one unit of compact input to a population stands for. */
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
