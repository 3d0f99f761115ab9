package org.quantal.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.simulator.CheckpointSchedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how often states are kept: {@code every=10min} of wall time, {@code every=10s:model} of model time. */
final class CheckpointOption implements ITypeConverter<CheckpointSchedule> {
    private static final Pattern SYNTAX =
            Pattern.compile("every=([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|min|h)(?::(wall|model))?");
    private static final Map<String, Double> MS = Map.of("ms", 1.0, "s", 1e3, "min", 6e4, "h", 3.6e6);
    private static final double MS_PER_SECOND = 1000;

    @Override
    public CheckpointSchedule convert(String value) {
        final Matcher matcher = SYNTAX.matcher(value.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + value + "' is not every=TIME (wall time: every=30s, every=10min,"
                    + " every=2h) or every=TIME:model (model time: every=500ms:model)");
        }
        final double ms = Double.parseDouble(matcher.group(1)) * MS.get(matcher.group(2));
        if (!(ms > 0)) {
            throw new TypeConversionException("the time between checkpoints must be positive: " + value);
        }
        return "model".equals(matcher.group(3)) ? CheckpointSchedule.model(ms)
                : CheckpointSchedule.wall(ms / MS_PER_SECOND);
    }
}
