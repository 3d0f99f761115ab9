package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.model.ModelEntry;

class ModelListingTest {

    @Test
    void listingHasEveryModelWithItsParameters() {
        final ModelCatalogue catalogue = BuiltInModels.catalogue();
        final String text = ModelListing.of(catalogue);
        assertTrue(text.contains("Learning rules"), text);
        final List<ModelEntry<?>> entries = new ArrayList<>(catalogue.neurons());
        entries.addAll(catalogue.releases());
        entries.addAll(catalogue.plasticityRules());
        for (ModelEntry<?> entry : entries) {
            assertTrue(text.contains("  " + entry.name() + ": " + entry.summary() + "\n"), entry.name());
            assertTrue(text.contains(entry.source()), entry.source());
            entry.parameters()
                    .forEach(p -> assertTrue(text.contains("    " + p.name() + " "), entry.name() + " " + p.name()));
        }
    }
}
