package org.quantal.models.release;

import java.util.List;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;

/** Every synapse transmits every spike, as in most simulators. */
public record Reliable() implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("reliable", "every spike is transmitted", "",
            List.of(), p -> new Reliable());

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public double meanProbability() {
        return 1;
    }

    @Override
    public ReleaseSites createSites() {
        return AlwaysSites.INSTANCE;
    }
}
