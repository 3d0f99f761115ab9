package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.quantal.io.scenario.Item.Sequence;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NeuronModel.StateVariable;

/** Reads which state variables are kept. */
final class RecordReader {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\s*\\.\\.\\s*(\\d{1,9})");

    private final PopulationNames populations;
    private final TimeGrid grid;
    private final double durationMs;

    /** @param populations at the size at which they are simulated */
    RecordReader(PopulationNames populations, TimeGrid grid, double durationMs) {
        this.populations = populations;
        this.grid = grid;
        this.durationMs = durationMs;
    }

    List<StateRecording> read(Cursor at, Kind kind) {
        final List<StateRecording> recordings = new ArrayList<>();
        for (Cursor entry : at.list()) {
            final ObjectReader reader = entry.object(kind);
            final PopulationPart population = populations.one(reader.get("population"));
            final double interval = reader.quantity("interval");
            if (!(interval > 0)) {
                throw reader.get("interval").fail("must be positive, but is " + reader.text("interval"));
            }
            reader.get("interval").checked(() -> grid.steps("interval", interval));
            final double from = time(reader, "from");
            final double to = reader.has("to") ? time(reader, "to") : Double.POSITIVE_INFINITY;
            if (to <= from) {
                throw reader.get("to").fail("must be later than 'from' (" + reader.text("from") + "), but is "
                        + reader.text("to"));
            }
            final StateRecording recording = new StateRecording(population.name(),
                    neurons(reader.get("neurons"), population.population().size()),
                    variables(reader, population), interval, from, to);
            // Without these keys a run that is shorter than the interval may record nothing.
            if ((from > 0 || reader.has("to")) && recording.samples(durationMs) == 0) {
                throw entry.fail("no sample lies in it: they are taken at multiples of " + interval + " ms, up to "
                        + durationMs + " ms; change 'from', 'to' or 'interval'");
            }
            recordings.add(recording);
        }
        return recordings;
    }

    private double time(ObjectReader reader, String key) {
        final double ms = reader.quantity(key);
        if (ms < 0) {
            throw reader.get(key).fail("must not be negative, but is " + reader.text(key));
        }
        reader.get(key).checked(() -> grid.steps(key, ms));
        return ms;
    }

    private static List<String> variables(ObjectReader reader, PopulationPart population) {
        final List<String> known = population.population().model().stateVariables().stream().map(StateVariable::name)
                .toList();
        if (known.isEmpty()) {
            throw reader.place().fail("population '" + population.name() + "' has no state variables");
        }
        if (!reader.has("variables")) {
            return known.subList(0, 1);
        }
        final List<String> chosen = new ArrayList<>();
        final Cursor at = reader.get("variables");
        for (Cursor variable : at.item() instanceof Sequence ? at.list() : List.of(at)) {
            final String name = variable.choice("state variable", known);
            if (chosen.contains(name)) {
                throw variable.fail("'" + name + "' is named twice");
            }
            chosen.add(name);
        }
        if (chosen.isEmpty()) {
            throw at.fail("names no state variable" + Cursor.allowed(known));
        }
        return chosen;
    }

    private static int[] neurons(Cursor at, int size) {
        if (at.isScalar()) {
            final String text = at.text();
            if (text.equals("all")) {
                return IntStream.range(0, size).toArray();
            }
            final Matcher range = RANGE.matcher(text);
            if (range.matches()) {
                final int from = Integer.parseInt(range.group(1));
                final int to = Integer.parseInt(range.group(2));
                if (from > to || to >= size) {
                    throw at.fail("'" + text + "' must be a range within 0.." + (size - 1));
                }
                return IntStream.rangeClosed(from, to).toArray();
            }
            if (!Units.isBareNumber(text)) {
                throw at.fail("'" + Cursor.shorten(text) + "' must be a range such as 0..9, a list such as [0, 5], or"
                        + " all");
            }
        }
        final List<Cursor> each = at.item() instanceof Sequence ? at.list() : List.of(at);
        final int[] neurons = each.stream().mapToInt(n -> (int) n.whole(0, size - 1)).sorted().distinct().toArray();
        if (neurons.length == 0 || neurons.length < each.size()) {
            throw at.fail(neurons.length == 0 ? "names no neuron" : "names a neuron twice");
        }
        return neurons;
    }
}
