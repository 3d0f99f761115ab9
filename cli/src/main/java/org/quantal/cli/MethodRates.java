package org.quantal.cli;

import java.util.List;
import java.util.Optional;
import org.quantal.cli.Failure.BadInputException;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.sweep.RateTheory;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.meanfield.Methods;
import org.quantal.rate.meanfield.Reduction;
import org.quantal.rate.meanfield.ReductionException;

/** The rates of a method of the reduction, for a sweep; at the fixed point that is reached from silence. */
final class MethodRates implements RateTheory {
    private final TransferFunction method;

    MethodRates(TransferFunction method) {
        this.method = method;
    }

    /**
     * Methods by their names, in the order of the reduction: the most exact last.
     *
     * @throws BadInputException if there is none of a name
     */
    static List<TransferFunction> methods(List<String> names) {
        try {
            names.forEach(Methods::named);
        } catch (ReductionException e) {
            throw new BadInputException("--method: " + e.getMessage(), e);
        }
        return Methods.ALL.stream().filter(method -> names.contains(method.name())).toList();
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Optional<double[]> ratesHz(LoadedScenario loaded) {
        try {
            return Optional.of(Reduction.of(loaded.scenario(), method).ratesHz().values().stream()
                    .mapToDouble(Double::doubleValue).toArray());
        } catch (ReductionException e) {
            return Optional.empty();
        }
    }
}
