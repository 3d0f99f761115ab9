package org.quantal.io.scenario;

import java.math.BigDecimal;
import java.util.List;
import org.quantal.io.scenario.Type.Variants;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.Uniform;

/** Reads a number, or a distribution of numbers. */
final class DistributionReader {

    private DistributionReader() {
    }

    /**
     * Reads a distribution in the internal unit.
     *
     * @param dimension of its values
     */
    static Distribution read(Cursor at, Dimension dimension) {
        final List<Dimension> dimensions = List.of(dimension);
        final Variants variants = Kinds.distribution(dimensions);
        if (!at.isMapping() || at.hasKey(Table.REFERENCE.name())) {
            return new Constant(at.quantity(dimensions));
        }
        final ObjectReader reader = variants.read(at, variants.discriminator());
        return at.checked(() -> switch (reader.kind().name()) {
            case "constant" -> new Constant(reader.quantity("value"));
            case "uniform" -> new Uniform(reader.quantity("low"), reader.quantity("high"));
            case "normal" -> {
                final double mean = reader.quantity("mean");
                yield new Normal(mean, sd(reader, mean), bound(reader, "min", Double.NEGATIVE_INFINITY),
                        bound(reader, "max", Double.POSITIVE_INFINITY));
            }
            case "lognormal" -> logNormal(reader);
            default -> throw new IllegalStateException(reader.kind().name());
        });
    }

    private static Distribution logNormal(ObjectReader reader) {
        final double mean = reader.quantity("mean");
        final double sd = sd(reader, mean);
        final double min = bound(reader, "min", Double.NEGATIVE_INFINITY);
        final double max = bound(reader, "max", Double.POSITIVE_INFINITY);
        // A negative mean is a lognormal size with a minus, as for inhibitory weights.
        return mean < 0 ? new LogNormal(-mean, sd, -max, -min).scaled(-1) : new LogNormal(mean, sd, min, max);
    }

    private static double bound(ObjectReader reader, String name, double otherwise) {
        return reader.has(name) ? reader.quantity(name) : otherwise;
    }

    private static double sd(ObjectReader reader, double mean) {
        final Cursor at = reader.get("sd");
        final double sd;
        if (at.isPercentage()) {
            // In decimals, so that 10 % of 87.8 is 8.78 and not its neighbour.
            final double share = at.quantity(List.of(Dimension.NUMBER));
            sd = BigDecimal.valueOf(mean).abs().multiply(BigDecimal.valueOf(share)).doubleValue();
        } else {
            sd = reader.quantity("sd");
        }
        if (sd < 0) {
            throw at.fail("a standard deviation must not be negative, but is " + at.text());
        }
        return sd;
    }
}
