package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.List;
import org.quantal.io.scenario.Item.Sequence;
import org.quantal.io.scenario.NetworkParts.ModelValues;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.io.scenario.NetworkParts.RulePart;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.PlasticityRule;

/** Reads how synapses learn: a rule, or several. */
final class PlasticityReader {

    private PlasticityReader() {
    }

    /**
     * Reads a rule or a list of rules.
     *
     * @param populations names of all populations
     * @param target      onto which the synapses are; parameters that are weights may be written in its model's unit
     */
    static List<RulePart> read(Cursor at, ModelKinds kinds, List<String> populations, PopulationPart target) {
        final List<RulePart> rules = new ArrayList<>();
        for (Cursor place : at.item() instanceof Sequence ? at.list() : List.of(at)) {
            final ObjectReader reader = kinds.plasticity().read(place, "learning rule");
            final ModelEntry<PlasticityRule> entry = kinds.catalogue().plasticityRule(reader.kind().name())
                    .orElseThrow();
            final ModelValues values = ModelReader.values(entry, reader,
                    Units.dimension(target.population().model().weightUnit()), populations, target.name());
            rules.add(new RulePart(place, ModelReader.create(entry, values, place, reader), values));
        }
        return rules;
    }
}
