package org.quantal.io.scenario;

import static org.quantal.simulator.model.Dimension.CONDUCTANCE;
import static org.quantal.simulator.model.Dimension.CURRENT;
import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.POTENTIAL;
import static org.quantal.simulator.model.Dimension.PROBABILITY;
import static org.quantal.simulator.model.Dimension.RATE;
import static org.quantal.simulator.model.Dimension.TIME;

import java.util.ArrayList;
import java.util.List;
import org.quantal.io.scenario.Type.Anything;
import org.quantal.io.scenario.Type.Choice;
import org.quantal.io.scenario.Type.Flag;
import org.quantal.io.scenario.Type.ListOf;
import org.quantal.io.scenario.Type.MapOf;
import org.quantal.io.scenario.Type.Neurons;
import org.quantal.io.scenario.Type.ObjectOf;
import org.quantal.io.scenario.Type.OneOrMore;
import org.quantal.io.scenario.Type.PopulationNames;
import org.quantal.io.scenario.Type.ProjectionNames;
import org.quantal.io.scenario.Type.Quantity;
import org.quantal.io.scenario.Type.Spread;
import org.quantal.io.scenario.Type.Text;
import org.quantal.io.scenario.Type.Variants;
import org.quantal.io.scenario.Type.Whole;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelCatalogue;

/**
 * The format of a scenario: every kind of object with every key, once. Models bring their parameters by the catalogue.
 */
final class Kinds {
    /** What a weight can be; the model of the target decides. */
    static final List<Dimension> WEIGHT = List.of(CURRENT, POTENTIAL, CONDUCTANCE);

    /** Which projections are meant. */
    static final Kind SELECTION = Kind.of("projections_between", "all projections between populations",
            Key.required("from", new PopulationNames(true), "source: a population, a list, or all"),
            Key.required("to", new PopulationNames(true), "target: a population, a list, or all"));

    private static final Key AUTAPSES =
            Key.of("autapses", new Flag(), "true", "whether a neuron may connect to itself");
    private static final Key MULTAPSES =
            Key.of("multapses", new Flag(), "true", "whether two neurons may share more than one synapse");

    /** Who connects to whom. */
    static final Variants RULE = new Variants("rule", "rule", List.of(
            Kind.of("all_to_all", "each source neuron connects to each target neuron", AUTAPSES),
            Kind.of("one_to_one", "neuron i connects to neuron i; the populations must be of one size"),
            Kind.of("fixed_indegree",
            "each target neuron gets the same number of synapses, from sources drawn at random",
                    Key.required("indegree", Type.whole(0), "synapses onto each target neuron; 0 makes no projection"),
                    AUTAPSES, MULTAPSES),
            Kind.of("fixed_outdegree",
            "each source neuron makes the same number of synapses, onto targets drawn at random",
                    Key.required("outdegree", Type.whole(0), "synapses from each source neuron; 0 makes no projection"),
                    AUTAPSES, MULTAPSES),
            Kind.of("fixed_total_number",
            "a number of synapses between pairs of neurons drawn at random; give 'total' or"
                            + " 'probability'",
                    Key.optional("total", new Whole(0, Long.MAX_VALUE, List.of()),
                            "number of synapses; 0 makes no projection"),
                    Key.optional("probability", new Quantity(List.of(PROBABILITY), false),
                            "probability that a pair is connected at least once, in [0, 1), from which the total"
                            + " follows by eq. 1 of Potjans & Diesmann (2014); 0 makes no projection"),
                    AUTAPSES, MULTAPSES),
            Kind.of("pairwise_bernoulli", "each pair of neurons is connected with a probability",
                    Key.required("p", new Quantity(List.of(PROBABILITY), false),
                            "probability, in [0, 1]; 0 makes no projection"),
                    AUTAPSES),
            Kind.of("explicit", "the synapses listed in a file",
                    Key.required("file", new Text(), "CSV file beside the scenario, with a header: source,target and,"
                            + " if wanted, weight (in the unit of the target's model), delay_ms and"
                            + " release_probability (with release model bernoulli_listed)"))),
            List.of("all_to_all", "one_to_one"));

    private final ModelKinds models;

    Kinds(ModelCatalogue catalogue) {
        models = new ModelKinds(catalogue);
    }

    ModelKinds models() {
        return models;
    }

    /** How numbers can be distributed. */
    static Variants distribution(List<Dimension> dimensions) {
        final Quantity number = new Quantity(dimensions, false);
        final Key min = Key.optional("min", number, "draws below are repeated; unbounded if left out");
        final Key max = Key.optional("max", number, "draws above are repeated; unbounded if left out");
        final Key sd = Key.required("sd", new Quantity(dimensions, true),
                "standard deviation before truncation, or a percentage of the mean's size");
        return new Variants("distribution", "distribution", List.of(
                Kind.of("constant", "one value for all", Key.required("value", number, "the value")),
                Kind.of("normal", "normal distribution", Key.required("mean", number, "mean before truncation"), sd,
                min, max), Kind.of("lognormal", "lognormal distribution",
                        Key.required("mean", number,
                                "mean before truncation, of the values themselves and not of their logarithm"),
                        sd, min, max),
                Kind.of("uniform", "uniform distribution", Key.required("low", number, "smallest value"),
                        Key.required("high", number, "largest value"))),
                List.of());
    }

    Kind scenario() {
        return Kind.of("scenario", "a network, and how it is simulated",
                Key.optional("name", new Text(), "short name, used for files; by default that of the scenario's file"),
                Key.optional("description", new Text(), "what the scenario is about"),
                Key.optional("parameters", new MapOf("parameter", new Quantity(List.of(NUMBER), false)),
                        "plain numbers that ${...} in values can use, and that --set changes by their bare name"),
                Key.optional("definitions", new Anything(),
                        "a place for YAML anchors (&name) that are used elsewhere (*name, <<: *name); otherwise"
                        + " ignored"),
                Key.optional("tables", new MapOf("table", new Type.Table()),
                        "numbers by population, or by target (row) and source (column), that {table: NAME} looks up"),
                Key.required("duration", Type.quantity(TIME), "recorded time"),
                Key.of("warmup", Type.quantity(TIME), "0 ms", "time simulated before, and not recorded"),
                Key.of("step", Type.quantity(TIME), "0.1 ms", "step of the grid of time"),
                Key.of("integration", new Choice(List.of("grid", "exact")), "grid",
                "grid: in steps, as every model can; exact: from event"
                        + " to event by closed forms, with spike times and delays free of the grid"),
                Key.of("seed", new Whole(Long.MIN_VALUE, Long.MAX_VALUE, List.of()), "1", "seed of all randomness"),
                Key.of("partitions", new Whole(1, Integer.MAX_VALUE, List.of("auto")), "auto",
                        "parts that the network is cut into for threads to share; part of the result, unlike the"
                        + " threads"),
                Key.required("populations", new MapOf("population", models.population()),
                "groups of equal neurons, in order"),
                Key.optional("downscale", new ObjectOf(downscale()),
                "makes the network smaller and keeps mean and variance"
                        + " of each neuron's input"),
                Key.optional("poisson", new ListOf(new ObjectOf(poisson())), "external input from Poisson trains"),
                Key.optional("current", new ListOf(new ObjectOf(current())), "currents into neurons"),
                Key.optional("projections", new ListOf(new ObjectOf(projection())), "synapses between populations"),
                Key.optional("record", new ObjectOf(record()), "what is kept of the run"),
                Key.optional("circuit", new ListOf(new Text()), "changes of the files of the SONATA circuit that the"
                        + " scenario was made from; written by runs of circuits"));
    }

    Kind downscale() {
        return Kind.of("downscale",
                        "the standard rule: sizes and in-degrees shrink, weights grow by 1/sqrt(indegrees), and a"
                        + " constant current makes up for the lost mean input",
                Key.of("neurons", new Quantity(List.of(NUMBER), false), "1",
                "factor on the sizes of populations, in (0, 1]"),
                Key.of("indegrees", new Quantity(List.of(NUMBER), false), "1",
                        "factor on the numbers of synapses of a neuron, in (0, 1]"),
                Key.optional("mean_rates", new Quantity(List.of(RATE), false),
                        "mean rates of the populations at full scale, usually a table; needed if indegrees is not 1"));
    }

    Kind poisson() {
        return Kind.of("poisson", "an independent Poisson train into each neuron, through reliable synapses",
                Key.required("to", new PopulationNames(true), "target: a population, a list, or all"),
                Key.of("indegree", new Quantity(List.of(NUMBER), false), "1",
                "number of external synapses of each neuron"),
                Key.required("rate", Type.quantity(RATE), "rate of each external synapse"),
                Key.required("weight", new Quantity(WEIGHT, false), "amplitude, in the unit of the target's model"));
    }

    Kind current() {
        return Kind.of("current", "a current into each neuron: 'amplitude', constant unless it starts or stops; or in"
                        + " steps, 'times' and 'amplitudes'",
                Key.required("to", new PopulationNames(true), "target: a population, a list, or all"),
                Key.optional("amplitude", Type.quantity(CURRENT), "the current"),
                Key.optional("start", Type.quantity(TIME),
                        "when it begins, with the simulation if left out; time 0 is the end of the warm-up"),
                Key.optional("stop", Type.quantity(TIME), "when it ends; never if left out"),
                Key.optional("times", new ListOf(Type.quantity(TIME)),
                        "instead of amplitude: when each of 'amplitudes' begins, ascending; no current before"),
                Key.optional("amplitudes", new ListOf(Type.quantity(CURRENT)),
                        "the current from each of 'times' on"));
    }

    Kind projection() {
        return withPlasticity(Kind.of("projection",
                "synapses from one or more populations to others: a projection for each pair",
                Key.optional("name", new Text(),
                "name, for 'record' and for files; by default FROM->TO, with #2 for the second of a"
                        + " pair; only if the entry makes a single projection"),
                Key.required("from", new PopulationNames(true), "source: a population, a list, or all"),
                Key.required("to", new PopulationNames(true), "target: a population, a list, or all"),
                Key.required("rule", RULE, "who connects to whom"),
                Key.optional("weight", new Spread(WEIGHT),
                        "weights, in the unit of the target's model; negative is inhibitory"),
                Key.optional("delay", new Spread(List.of(TIME)), "delays, of at least one step"),
                Key.of("release", models.release(), "reliable", "whether a spike releases transmitter"),
                Key.optional("exceptions", new ListOf(new ObjectOf(exception())),
                "other values for some of the pairs")));
    }

    Kind exception() {
        return withPlasticity(Kind.of("exception", "values that replace those of the projection for some of its pairs",
                Key.optional("from", new PopulationNames(true), "sources; by default all of the projection"),
                Key.optional("to", new PopulationNames(true), "targets; by default all of the projection"),
                Key.optional("rule", RULE, "who connects to whom"),
                Key.optional("weight", new Spread(WEIGHT), "weights"),
                Key.optional("delay", new Spread(List.of(TIME)), "delays"),
                Key.optional("release", models.release(), "whether a spike releases transmitter")));
    }

    /** The kind with a key for learning rules behind that for release, if the catalogue has any. */
    private Kind withPlasticity(Kind kind) {
        final List<Key> keys = new ArrayList<>(kind.keys());
        final int release = kind.keyNames().indexOf("release");
        if (!models.plasticity().kinds().isEmpty()) {
            keys.add(release + 1, Key.optional("plasticity", new OneOrMore(models.plasticity()),
                    "how the synapses learn: a rule, or a list of rules that act one after the other; static if left"
                    + " out or empty"));
        }
        return new Kind(kind.name(), kind.description(), keys);
    }

    Kind record() {
        return Kind.of("record", "what is kept of the run",
                Key.of("spikes", new Flag(), "true", "spikes of all populations"),
                Key.optional("states", new ListOf(new ObjectOf(states())), "state variables of some neurons"),
                Key.optional("synapses", new ListOf(new ObjectOf(synapses())),
                        "weights, release probabilities and states of synapses at chosen times"),
                Key.optional("releases", new ListOf(new ProjectionNames()),
                "each release of the synapses of some projections"));
    }

    Kind synapses() {
        return Kind.of("synapses", "snapshots of all synapses of projections",
                Key.required("projection", new ProjectionNames(), "a projection by its name, or {from: ..., to: ...}"),
                Key.optional("times", new ListOf(Type.quantity(TIME)),
                "when, ascending; time 0 is the end of the warm-up"),
                Key.optional("interval", Type.quantity(TIME), "instead of times: at 0 and after each such interval"),
                Key.of("end", new Flag(), "true", "whether to look at the end of the run, too"));
    }

    Kind states() {
        return Kind.of("states", "samples of state variables",
                Key.required("population", new PopulationNames(false), "which population"),
                Key.of("neurons", new Neurons(), "all", "which of its neurons: a range such as 0..9, a list, or all"),
                Key.optional("variables", new ListOf(new Choice(models.stateVariables())),
                        "which state variables of its model; by default the first, V_m"),
                Key.of("interval", Type.quantity(TIME), "1 ms", "time between samples, a whole number of steps"),
                Key.of("from", Type.quantity(TIME), "0 ms", "samples are kept after this time"),
                Key.optional("to", Type.quantity(TIME), "samples are kept up to this time; to the end if left out"));
    }
}
