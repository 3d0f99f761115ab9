package org.quantal.rate.dropconnect;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Transfer functions of artificial units, the same for all units of a layer. */
public enum Activation implements Transfer {
    /** The drive itself. */
    LINEAR {
        @Override
        public double value(int unit, double drive) {
            return drive;
        }

        @Override
        public double slope(int unit, double drive) {
            return 1;
        }
    },
    /** The drive where it is positive. */
    RELU {
        @Override
        public double value(int unit, double drive) {
            return Math.max(0, drive);
        }

        @Override
        public double slope(int unit, double drive) {
            return drive > 0 ? 1 : 0;
        }
    },
    /** Hyperbolic tangent. */
    TANH {
        @Override
        public double value(int unit, double drive) {
            return StrictMath.tanh(drive);
        }

        @Override
        public double slope(int unit, double drive) {
            final double y = StrictMath.tanh(drive);
            return 1 - y * y;
        }
    },
    /** ln(1 + exp(drive)): smooth and positive, the shape of a noisy neuron's rate around threshold. */
    SOFTPLUS {
        @Override
        public double value(int unit, double drive) {
            return Math.max(drive, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(drive)));
        }

        @Override
        public double slope(int unit, double drive) {
            return 1 / (1 + StrictMath.exp(-drive));
        }
    };

    /**
     * The activation of a name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Activation named(String name) {
        return Arrays.stream(values()).filter(a -> a.toString().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no activation '" + name + "' (allowed: "
                        + Arrays.stream(values()).map(Activation::toString).collect(Collectors.joining(", ")) + ")"));
    }

    @Override
    public String label() {
        return toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
