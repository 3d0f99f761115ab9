package org.quantal.io.scenario;

import java.util.Map;

/**
 * What values may refer to at a place: parameters, tables, and the populations whose entries of a table are meant.
 *
 * @param tables by name
 * @param source name of the presynaptic population, or {@code null}
 * @param target name of the population that is described or receives, or {@code null}
 */
record Scope(Expressions expressions, Map<String, Table> tables, String source, String target) {

    /** The scope of a population and its input. */
    Scope of(String population) {
        return new Scope(expressions, tables, null, population);
    }

    /** The scope of the synapses between two populations. */
    Scope of(String presynaptic, String postsynaptic) {
        return new Scope(expressions, tables, presynaptic, postsynaptic);
    }
}
