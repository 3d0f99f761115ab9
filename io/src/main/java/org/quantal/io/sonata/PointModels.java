package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.quantal.io.scenario.Names;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.sonata.DynamicsParams.Given;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ParameterSpec.Form;

/**
 * Maps the point neurons of circuits to models of the catalogue: {@code nest:NAME} where Quantal has NEST's model,
 * {@code nrn:IntFire1}, and {@code quantal:NAME} for any model.
 */
final class PointModels {
    /** Models of NEST that Quantal follows step by step, or to the accuracy that docs/validation.md gives. */
    private static final Set<String> NEST = Set.of("iaf_psc_alpha", "iaf_psc_exp", "iaf_psc_delta", "iaf_cond_exp",
            "aeif_psc_exp");
    private static final List<String> POINT_TYPES = List.of("point_process", "point_neuron", "point_soma", "virtual");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ModelCatalogue catalogue;
    private final DynamicsParams parameters;

    /** @param components the key {@code components} of the circuit's configuration */
    PointModels(ModelCatalogue catalogue, ConfigValue components) {
        this.catalogue = catalogue;
        parameters = new DynamicsParams(components, "point_neuron_models_dir", "nodes");
    }

    /** What a node is. */
    NeuronKind kind(ElementTable nodes, String population, int node) {
        final String type = nodes.text("model_type", node);
        final String where = nodes.path() + ": population '" + population + "', node type " + nodes.type(node);
        if (type == null) {
            throw new ScenarioException(where + ": lacks 'model_type'; allowed are " + String.join(", ", POINT_TYPES)
                    + " (is the table of node types named in the circuit's configuration?)");
        }
        if (!POINT_TYPES.contains(type)) {
            throw new ScenarioException(where + ": model_type '" + type
                    + "' cannot be simulated; Quantal has point neurons: " + String.join(", ", POINT_TYPES));
        }
        if (type.equals("virtual")) {
            return new NeuronKind(NeuronKind.VIRTUAL, JSON.objectNode(), JSON.objectNode(), List.of());
        }
        final String template = nodes.text("model_template", node);
        final String processing = nodes.text("model_processing", node);
        if (processing != null) {
            throw new ScenarioException(where + ": model_processing '" + processing
                    + "' is a function of Python and cannot be run");
        }
        final Map<String, Given> given = parameters.of(nodes, population, node);
        if (template != null && template.toLowerCase(Locale.ROOT).matches("(nrn:|neuron:)?intfire1")) {
            return intFire1(where, given);
        }
        return kind(entry(where, template), where, given);
    }

    private ModelEntry<NeuronModel> entry(String where, String template) {
        final List<String> known = new ArrayList<>();
        NEST.stream().sorted().forEach(name -> known.add("nest:" + name));
        known.add("nrn:IntFire1");
        catalogue.neurons().forEach(entry -> known.add("quantal:" + entry.name()));
        if (template == null || !known.contains(template)) {
            throw new ScenarioException(where + ": " + (template == null ? "lacks 'model_template'"
                    : "model_template '" + template + "' cannot be simulated" + Names.didYouMean(template, known))
                    + "; allowed are " + String.join(", ", known)
                    + "; --set nodes.POPULATION.model_template=... takes another");
        }
        return catalogue.neuron(template.substring(template.indexOf(':') + 1)).orElseThrow();
    }

    private static NeuronKind kind(ModelEntry<NeuronModel> entry, String where, Map<String, Given> given) {
        final ObjectNode params = JSON.objectNode();
        final ObjectNode initial = JSON.objectNode();
        final Map<String, ParameterSpec> specs = new LinkedHashMap<>();
        entry.parameters().forEach(spec -> specs.put(spec.name(), spec));
        final Map<String, StateVariable> variables = new LinkedHashMap<>();
        if (entry.parameters().stream().noneMatch(ParameterSpec::isRequired)) {
            entry.create(Map.of()).stateVariables().stream().filter(StateVariable::settable)
                    .forEach(v -> variables.put(v.name(), v));
        }
        given.forEach((name, value) -> {
            if (specs.containsKey(name)) {
                params.set(name, value(specs.get(name), value));
            } else if (variables.containsKey(name)) {
                initial.put(name, quantity(value.number(), variables.get(name).unit()));
            } else {
                final List<String> known = new ArrayList<>(specs.keySet());
                known.addAll(variables.keySet());
                throw new ScenarioException(value.origin() + ": " + entry.name() + " has no such parameter"
                        + Names.didYouMean(name, known) + " (allowed: " + String.join(", ", known) + "; " + where
                        + ")");
            }
        });
        return new NeuronKind(entry.name(), params, initial, List.of());
    }

    private static JsonNode value(ParameterSpec spec, Given given) {
        if (spec.dimension() == Dimension.FLAG) {
            return JSON.booleanNode(given.value().isBoolean() ? given.value().asBoolean() : given.number() != 0);
        }
        if (spec.form() == Form.LIST) {
            final var list = JSON.arrayNode();
            given.value().forEach(element ->
                    list.add(quantity(new Given(given.origin(), element).number(), spec.dimension().unit())));
            return list;
        }
        return JSON.textNode(quantity(given.number(), spec.dimension().unit()));
    }

    /** A quantity as one writes it in a scenario. */
    static String quantity(double value, String unit) {
        return unit.isEmpty() ? Double.toString(value) : value + " " + unit;
    }

    /**
     * NEURON's IntFire1: m decays with tau, jumps by the weight, spikes above 1, and ignores input for refrac. That is
     * a delta neuron with rest and reset at 0 mV and threshold 1 mV. Allen's parameter files give tau and refrac in
     * seconds.
     */
    private NeuronKind intFire1(String where, Map<String, Given> given) {
        final ObjectNode params = JSON.objectNode().put("E_L", "0 mV").put("V_reset", "0 mV").put("V_th", "1 mV");
        double tau = 10;
        double refractory = 5;
        for (Map.Entry<String, Given> entry : given.entrySet()) {
            switch (entry.getKey()) {
                case "tau" -> tau = 1000 * entry.getValue().number();
                case "refrac" -> refractory = 1000 * entry.getValue().number();
                case "type" -> { }
                default -> throw new ScenarioException(entry.getValue().origin()
                        + ": IntFire1 has no such parameter; it has tau and refrac (" + where + ")");
            }
        }
        params.put("tau_m", quantity(tau, "ms")).put("t_ref", quantity(refractory, "ms"));
        return new NeuronKind("iaf_psc_delta", params, JSON.objectNode(), List.of());
    }
}
