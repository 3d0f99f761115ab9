package org.quantal.simulator.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The models that scenarios can name. Filled once by whoever brings models; the engine never looks into it. */
public final class ModelCatalogue {
    private final Map<String, ModelEntry<NeuronModel>> neurons = new LinkedHashMap<>();
    private final Map<String, ModelEntry<ReleaseModel>> releases = new LinkedHashMap<>();

    private final Map<String, ModelEntry<PlasticityRule>> rules = new LinkedHashMap<>();

    /** Adds a neuron model. */
    public ModelCatalogue neuron(ModelEntry<NeuronModel> entry) {
        put(neurons, entry);
        return this;
    }

    /** Adds a release model. */
    public ModelCatalogue release(ModelEntry<ReleaseModel> entry) {
        put(releases, entry);
        return this;
    }

    /** Adds a learning rule. */
    public ModelCatalogue plasticity(ModelEntry<PlasticityRule> entry) {
        put(rules, entry);
        return this;
    }

    private static <M> void put(Map<String, ModelEntry<M>> entries, ModelEntry<M> entry) {
        if (entries.putIfAbsent(entry.name(), entry) != null) {
            throw new IllegalStateException("two models are called " + entry.name());
        }
    }

    /** All neuron models and sources, in the order in which they were added. */
    public Collection<ModelEntry<NeuronModel>> neurons() {
        return neurons.values();
    }

    /** All release models, in the order in which they were added. */
    public Collection<ModelEntry<ReleaseModel>> releases() {
        return releases.values();
    }

    /** All learning rules, in the order in which they were added. */
    public Collection<ModelEntry<PlasticityRule>> plasticityRules() {
        return rules.values();
    }

    /** The learning rule of a name, if there is one. */
    public Optional<ModelEntry<PlasticityRule>> plasticityRule(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    /** The neuron model or source of a name, if there is one. */
    public Optional<ModelEntry<NeuronModel>> neuron(String name) {
        return Optional.ofNullable(neurons.get(name));
    }

    /** The release model of a name, if there is one. */
    public Optional<ModelEntry<ReleaseModel>> release(String name) {
        return Optional.ofNullable(releases.get(name));
    }
}
