package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.io.scenario.Type.Flag;
import org.quantal.io.scenario.Type.ObjectOf;
import org.quantal.io.scenario.Type.Quantity;
import org.quantal.io.scenario.Type.Spread;
import org.quantal.io.scenario.Type.Text;
import org.quantal.io.scenario.Type.Variants;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ParameterSpec.Form;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.ReleaseModel;

/** The kinds of objects that models bring: populations of neuron models, releases of release models, learning rules. */
final class ModelKinds {
    /** Name of the neuron model whose spikes are given. */
    static final String SPIKE_SOURCE = "spike_source";
    /** Neurons of a source of given spikes: more would fill the memory with empty trains. */
    private static final int MOST_TRAINS = 5_000_000;

    /**
     * A parameter of a learning rule without a dimension: a plain number, or a weight in the unit of the target's
     * model.
     */
    private static final Type NUMBER_OR_WEIGHT = new Quantity(
            List.of(Dimension.NUMBER, Dimension.CURRENT, Dimension.POTENTIAL, Dimension.CONDUCTANCE), false);

    private final ModelCatalogue catalogue;

    ModelKinds(ModelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    ModelCatalogue catalogue() {
        return catalogue;
    }

    /** A population, by its model. */
    Variants population() {
        final List<Kind> kinds = new ArrayList<>();
        for (ModelEntry<NeuronModel> entry : catalogue.neurons()) {
            kinds.add(new Kind(entry.name(), entry.summary(), List.of(
                    size(),
                    Key.optional("params", new ObjectOf(parameters(entry)),
                    "parameters of the model, where they differ from"
                            + " its defaults"),
                    Key.optional("initial", new ObjectOf(initial(entry.name(), variables(entry))),
                            "initial values of state variables: a number, or a distribution over neurons"))));
        }
        kinds.add(Kind.of(SPIKE_SOURCE, "neurons that spike at given times",
                Key.required("size", new Type.Whole(1, MOST_TRAINS, List.of()), "number of neurons"),
                Key.optional("file", new Text(),
                "file beside the scenario: CSV with the header time_ms,node_id, or SONATA"
                        + " spikes (.h5); time 0 is the end of the warm-up, neurons count from 0"),
                Key.optional("times", new Type.ListOf(new Type.OneOrMore(Type.quantity(Dimension.TIME))),
                "in place of a file: spike"
                        + " times of every neuron, ascending, or a list of such lists, one for each neuron"),
                Key.optional("file_population", new Text(),
                        "which population of a SONATA file; needed if it holds several")));
        return new Variants("population", "model", kinds, List.of());
    }

    private static Key size() {
        return Key.required("size", Type.whole(1), "number of neurons");
    }

    /** The parameters of a model. */
    static Kind parameters(ModelEntry<?> entry) {
        return new Kind("params_" + entry.name(), "parameters of " + entry.name(), parameterKeys(entry));
    }

    private static List<Key> parameterKeys(ModelEntry<?> entry) {
        return entry.parameters().stream().map(ModelKinds::key).toList();
    }

    private static Key key(ParameterSpec spec) {
        final Type type = switch (spec.form()) {
            case NUMBER -> Type.quantity(spec.dimension());
            case LIST -> new Type.ListOf(Type.quantity(spec.dimension()));
            case POPULATION -> new Type.PopulationNames(false);
        };
        if (spec.form() == Form.POPULATION) {
            return Key.optional(spec.name(), type, spec.description() + "; by default the target");
        }
        return spec.isRequired() ? Key.required(spec.name(), type, spec.description())
                : Key.of(spec.name(), type, write(spec.defaultValue(), spec.dimension()), spec.description());
    }

    /** A value in its internal unit as one would write it. */
    static String write(double value, Dimension dimension) {
        if (dimension == Dimension.FLAG) {
            return value != 0 ? "true" : "false";
        }
        final boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        final String number = whole ? Long.toString((long) value) : Double.toString(value);
        return dimension.unit().isEmpty() ? number : number + " " + dimension.unit();
    }

    /** Initial values of state variables. */
    static Kind initial(String model, List<StateVariable> variables) {
        return new Kind("initial_" + model, "initial values of state variables", variables.stream()
                .filter(StateVariable::settable)
                .map(v -> Key.optional(v.name(), new Spread(List.of(Units.dimension(v.unit()))), "initial value"))
                .toList());
    }

    /** All state variables that a model can have, whatever its flags. */
    private static List<StateVariable> variables(ModelEntry<NeuronModel> entry) {
        final Map<String, StateVariable> variables = new LinkedHashMap<>();
        final List<Map<String, Double>> settings = new ArrayList<>(List.of(Map.of()));
        entry.parameters().stream().filter(p -> p.dimension() == Dimension.FLAG)
                .forEach(flag -> settings.add(Map.of(flag.name(), 1.0)));
        if (hasDefaults(entry)) {
            settings.forEach(flags -> entry.create(flags).stateVariables()
                    .forEach(v -> variables.putIfAbsent(v.name(), v)));
        }
        return List.copyOf(variables.values());
    }

    /** Names of all state variables of all models. */
    List<String> stateVariables() {
        final Set<String> names = new LinkedHashSet<>();
        catalogue.neurons().forEach(entry -> variables(entry).forEach(v -> names.add(v.name())));
        return List.copyOf(names);
    }

    /** A release, by its model. */
    Variants release() {
        final List<Kind> kinds = new ArrayList<>();
        final List<String> words = new ArrayList<>();
        for (ModelEntry<ReleaseModel> entry : catalogue.releases()) {
            final List<Key> keys = new ArrayList<>(parameterKeys(entry));
            keys.add(Key.of("keep_mean", new Flag(), "false",
                    "whether weights are divided by the mean release, so that failures leave the mean input as it is"));
            kinds.add(new Kind(entry.name(), entry.summary(), keys));
            if (hasDefaults(entry)) {
                words.add(entry.name());
            }
        }
        return new Variants("release", "model", kinds, words);
    }

    /** A learning rule, by its name. Numbers among its parameters may be weights and then have their unit. */
    Variants plasticity() {
        final List<Kind> kinds = new ArrayList<>();
        final List<String> words = new ArrayList<>();
        for (ModelEntry<PlasticityRule> entry : catalogue.plasticityRules()) {
            kinds.add(new Kind(entry.name(), entry.summary(), entry.parameters().stream().map(spec -> {
                final Key key = key(spec);
                return spec.dimension() == Dimension.NUMBER && spec.form() == Form.NUMBER
                        ? new Key(key.name(), NUMBER_OR_WEIGHT, key.required(), key.byDefault(), key.description())
                        : key;
            }).toList()));
            if (hasDefaults(entry)) {
                words.add(entry.name());
            }
        }
        return new Variants("plasticity", "rule", kinds, words);
    }

    private static boolean hasDefaults(ModelEntry<?> entry) {
        return entry.parameters().stream().noneMatch(ParameterSpec::isRequired);
    }
}
