package org.quantal.rate.meanfield;

import java.util.List;
import java.util.stream.Collectors;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.density.DensitySolver;
import org.quantal.rate.siegert.FiniteJumpFormula;
import org.quantal.rate.siegert.Siegert;

/** The transfer functions that users can choose: one line each, the most exact last. */
public final class Methods {
    public static final List<TransferFunction> ALL = List.of(
            new Siegert(),
            new FiniteJumpFormula(),
            new DensitySolver());

    private Methods() {
    }

    /**
     * A method by its name.
     *
     * @throws ReductionException if there is none of that name
     */
    public static TransferFunction named(String name) {
        return ALL.stream().filter(method -> method.name().equals(name)).findFirst()
                .orElseThrow(() -> new ReductionException(
                "there is no method '" + name + "'; there are " + names()));
    }

    /** All names, for help texts. */
    public static String names() {
        return ALL.stream().map(TransferFunction::name).collect(Collectors.joining(", "));
    }
}
