package org.quantal.cli;

import java.util.Optional;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.sweep.RateTheory;
import org.quantal.rate.meanfield.Reduction;
import org.quantal.rate.meanfield.ReductionException;
import org.quantal.rate.siegert.Siegert;

/** The rates of the diffusion approximation, for a sweep. */
final class SiegertRates implements RateTheory {
    @Override
    public String name() {
        return "Siegert";
    }

    @Override
    public Optional<double[]> ratesHz(LoadedScenario loaded) {
        try {
            return Optional.of(Reduction.of(loaded.scenario(), new Siegert()).ratesHz().values().stream()
                    .mapToDouble(Double::doubleValue).toArray());
        } catch (ReductionException e) {
            return Optional.empty();
        }
    }
}
