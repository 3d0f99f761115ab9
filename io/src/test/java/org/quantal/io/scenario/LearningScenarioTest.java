package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.models.BuiltInModels;
import org.quantal.models.plasticity.HedonisticSynapse;
import org.quantal.models.plasticity.StdpRule;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.network.Projection;

class LearningScenarioTest {
    /** Projections that learn, and what is recorded of them, on lines that tests count on. */
    private static final String BASE = """
            duration: 1 s
            populations:
              S: {size: 20, model: poisson_source, params: {rate: 10 Hz}}
              E: {size: 10, model: iaf_psc_exp}
              I: {size: 5, model: iaf_psc_exp}
            projections:
              - from: S
                to: [E, I]
                rule: all_to_all
                weight: {distribution: uniform, low: 10 pA, high: 50 pA}
                delay: 1.5 ms
                release: {model: bernoulli, p: 0.5}
                plasticity: {rule: stdp, Wmax: 60 pA}
              - {from: I, to: E, name: inhibition, rule: all_to_all, weight: -20 pA, delay: 1 ms, \
                plasticity: vogels_sprekeler}
              - {from: E, to: I, rule: all_to_all, weight: 20 pA, delay: 1 ms}
            record:
              synapses:
                - {projection: S->E, times: [0 ms, 0.5 s]}
                - {projection: {from: [I, E], to: all}, interval: 100 ms, end: false}
              releases: [S->E, inhibition]
            """;

    @TempDir
    Path folder;
    private ScenarioFiles files;

    @BeforeEach
    void setUp() {
        files = new ScenarioFiles(folder);
    }

    private List<PlasticityRule> rules(String plasticity) {
        final Scenario scenario = files.read(BASE.replace("{rule: stdp, Wmax: 60 pA}", plasticity)).scenario();
        return scenario.network().projection("S->E").plasticity();
    }

    @Test
    void ruleIsAWordAnObjectOrAList() {
        final StdpRule byDefault = new StdpRule(20, 20, 0.01, 1, 1, 1, 100);
        assertEquals(List.of(byDefault), rules("stdp"));
        assertEquals(List.of(byDefault), rules("{rule: stdp}"));
        assertEquals(List.of(byDefault, new StdpRule(20, 30, 0.01, 1, 0, 1, 100)),
                rules("[stdp, {rule: stdp, tau_minus: 0.03 s, mu_plus: 0}]"));
        assertEquals(List.of(), rules("[]"));
    }

    @Test
    void weightsAmongParametersMayHaveTheirUnit() {
        for (String wMax : List.of("60", "60 pA", "0.06 nA")) {
            assertEquals(List.of(new StdpRule(20, 20, 0.01, 1, 1, 1, 60)), rules("{rule: stdp, Wmax: " + wMax + "}"));
        }
    }

    @Test
    void exceptionReplacesTheRulesOfSomePairs() {
        final Scenario scenario = files.read(BASE.replace("    plasticity: {rule: stdp, Wmax: 60 pA}",
                "    plasticity: {rule: stdp, Wmax: 60 pA}\n    exceptions: [{to: I, plasticity: []}]")).scenario();
        assertTrue(scenario.network().projection("S->E").isPlastic());
        assertFalse(scenario.network().projection("S->I").isPlastic());
    }

    @Test
    void projectionsHaveTheirNames() {
        final Scenario scenario = files.read(BASE).scenario();
        assertEquals(List.of("S->E", "S->I", "inhibition", "E->I"),
                scenario.network().projections().stream().map(Projection::name).toList());
        assertEquals(Map.of("population S", "s.yaml:3: populations.S", "population E", "s.yaml:4: populations.E",
                "population I",
                "s.yaml:5: populations.I", "projection S->E", "s.yaml:9: projections[0]", "projection S->I",
                "s.yaml:9: projections[0]",
                "projection inhibition", "s.yaml:14: projections[1]", "projection E->I", "s.yaml:15: projections[2]"),
                places(files.read(BASE)));
    }

    private Map<String, String> places(LoadedScenario loaded) {
        loaded.places().replaceAll((name, place) -> place.replace(folder + java.io.File.separator, ""));
        return loaded.places();
    }

    @Test
    void recordingsAreThoseAskedFor() {
        final Scenario.Recordings recordings = files.read(BASE).scenario().recordings();
        final List<Double> tenth = Stream.iterate(0.0, t -> t < 1000, t -> t + 100).toList();
        assertEquals(List.of(new SynapseRecording("S->E", List.of(0.0, 500.0), true),
                new SynapseRecording("inhibition", tenth, false), new SynapseRecording("E->I", tenth, false)),
                recordings.synapses());
        assertEquals(List.of("S->E", "inhibition"), recordings.releases());
        assertEquals(List.of(new SynapseRecording("E->I", List.of(), true)),
                files.read(BASE.replaceFirst("(?s)synapses:.*?\\n  rel",
                "synapses: [{projection: E->I}]\n  rel")).scenario().recordings().synapses());
    }

    @Test
    void resolvedScenarioIsTheSame() {
        final LoadedScenario first = files.read(BASE.replace("duration: 1 s", "duration: 1 s\nname: learn"));
        final LoadedScenario second = ScenarioReader.read(files.write("resolved.json", first.resolved()),
                BuiltInModels.catalogue(), List.of());
        assertEquals(first.resolved(), second.resolved());
        assertEquals(first.scenario().network().projections(), second.scenario().network().projections());
        assertEquals(first.scenario().recordings(), second.scenario().recordings());
        assertTrue(first.resolved().contains("\"interval\" : \"100 ms\""), first.resolved());
        assertEquals(Set.of(), ScenarioSchemaTest.violations(ScenarioSchemaTest.json(BASE)));
        assertEquals(Set.of(), ScenarioSchemaTest.violations(ScenarioSchemaTest.json(first.resolved())));
    }

    @Test
    void ratesOfModelsMayBeNegativeWhereTheModelsAllowIt() {
        files.read(BASE.replace("I: {size: 5, model: iaf_psc_exp}",
                "I: {size: 5, model: linear_poisson, params: {rate_0: -5 Hz}}"));
        assertEquals("s.yaml:3: populations.S.params.rate: rate must not be negative: rate=-10.0 Hz",
                files.error(BASE.replace("rate: 10 Hz", "rate: -10 Hz")));
    }

    /** What is replaced in the scenario, by what, and what the reader says. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                // Rules.
                mistake("{rule: stdp, Wmax: 60 pA}", "sdtp",
                        "s.yaml:13: projections[0].plasticity: there is no learning rule 'sdtp';"
                        + " did you mean 'stdp'? (allowed: " + String.join(", ", ruleNames()) + ")"),
                mistake("Wmax: 60 pA", "wmax: 60 pA",
                "s.yaml:13: projections[0].plasticity.wmax: unknown key; did you mean 'Wmax'?"
                        + " (allowed: rule, tau_plus, tau_minus, lambda, alpha, mu_plus, mu_minus, Wmax)"),
                mistake("Wmax: 60 pA", "Wmax: 60 mV",
                "s.yaml:13: projections[0].plasticity.Wmax: '60 mV' has the wrong unit 'mV'"
                        + " (allowed units: %, pA, nA, uA, or none)"),
                mistake("Wmax: 60 pA", "tau_plus: 20",
                "s.yaml:13: projections[0].plasticity.tau_plus: '20' has no unit;"
                        + " did you mean '20 ms'? (allowed units: ms, s, us, min, h)"),
                mistake("Wmax: 60 pA", "tau_plus: -20 ms",
                        "s.yaml:13: projections[0].plasticity.tau_plus: tau_plus must be positive: tau_plus=-20.0 ms"),
                mistake("{rule: stdp, Wmax: 60 pA}", "hedonistic",
                "s.yaml:13: projections[0].plasticity: lacks the key 'target_rate'"
                        + " (rewarded rate: spikes per second of the whole population)"),
                mistake("{rule: stdp, Wmax: 60 pA}", "{lambda: 1}",
                "s.yaml:13: projections[0].plasticity: lacks the key 'rule'"
                        + " (allowed: " + String.join(", ", ruleNames()) + ")"),
                // What rules find.
                mistake("Wmax: 60 pA", "Wmax: 40 pA",
                        "s.yaml:13: projections[0].plasticity: initial weights are stronger than Wmax:"
                        + " raise Wmax or truncate the weights: Wmax=40.0 projection=S->E"),
                mistake("{rule: stdp, Wmax: 60 pA}", "[stdp, {rule: unified_pre_post, p_min: 60 %}]",
                        "s.yaml:13: projections[0].plasticity[1]: unified_pre_post learns release probabilities from"
                        + " p_min=0.6 to p_max=1.0, but those of release model bernoulli start at 0.5; take"
                        + " 'bernoulli' with a probability between the bounds: projection=S->E"),
                // Names.
                mistake("  - from: S\n", "  - from: S\n    name: in\n",
                        "s.yaml:8: projections[0].name: one name for 2 projections; leave"
                        + " it out, and they are called FROM->TO, or write an entry for each"),
                mistake("name: inhibition", "name: S->E",
                "s.yaml:14: projections[1].name: there is already a projection 'S->E'"),
                mistake("name: inhibition", "name: a/b",
                "s.yaml:14: projections[1].name: 'a/b' cannot name a projection; use letters,"
                        + " digits and '_', '-', '>', '+', '.', '#'"),
                // Recordings.
                mistake("projection: S->E,", "projection: S->EE,",
                        "s.yaml:18: record.synapses[0].projection: there is no projection"
                        + " 'S->EE'; did you mean 'S->E'? (allowed: S->E, S->I, inhibition, E->I)"),
                mistake("{from: [I, E], to: all}", "{from: I, to: I}",
                "s.yaml:19: record.synapses[1].projection: there is no projection"
                        + " from I to I (allowed: S->E, S->I, inhibition, E->I)"),
                mistake("{from: [I, E], to: all}", "{from: [S], to: all}",
                        "s.yaml:19: record.synapses[1].projection: projection 'S->E' is named twice"),
                mistake("[S->E, inhibition]", "[S->E, {from: S, to: E}]",
                "s.yaml:20: record.releases[1]: projection 'S->E' is named"
                        + " twice"),
                mistake("0.5 s]", "1.5 s]",
                "s.yaml:18: record.synapses[0].times[1]: must lie within the recorded time, from 0 to 1000 ms,"
                        + " but is 1.5 s"),
                mistake("0.5 s]", "0 s]",
                "s.yaml:18: record.synapses[0].times[1]: times must ascend, but 0 s comes after 0 ms"),
                mistake("0.5 s]", "0.55 ms]",
                "s.yaml:18: record.synapses[0].times[1]: time must be a whole number of steps of 0.1 ms:"
                        + " time=0.55 ms"),
                mistake("0.5 s]", "0.5 s], interval: 1 ms",
                "s.yaml:18: record.synapses[0].interval: stands beside 'times'; remove one of"
                        + " them"),
                mistake("times: [0 ms, 0.5 s]", "end: false",
                "s.yaml:18: record.synapses[0]: looks at no time; give 'times' or"
                        + " 'interval', or leave 'end' true"),
                mistake("interval: 100 ms", "interval: 0 ms",
                "s.yaml:19: record.synapses[1].interval: must be positive, but is 0 ms"),
                mistake("interval: 100 ms", "interval: 0.05 ms",
                "s.yaml:19: record.synapses[1].interval: interval must be a whole number"
                        + " of steps of 0.1 ms: interval=0.05 ms"),
                mistake("duration: 1 s", "duration: 10000 s",
                "s.yaml:19: record.synapses[1].interval: would make 100000 snapshots of all"
                        + " synapses; the most is 10000"));
    }

    private static List<String> ruleNames() {
        return BuiltInModels.catalogue().plasticityRules().stream().map(rule -> rule.name()).toList();
    }

    private static Arguments mistake(String right, String wrong, String message) {
        return Arguments.of(right, wrong, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsToldInOneLine(String right, String wrong, String message) {
        assertTrue(BASE.contains(right), right);
        assertEquals(message, files.error(BASE.replace(right, wrong)));
    }

    @Test
    void projectionsThatCannotBeToldApartAreRefused() {
        final String second = "  - {from: E, to: I, rule: one_to_one, weight: 20 pA, delay: 1 ms}\nrecord:\n";
        final String text = BASE.replace("I: {size: 5", "I: {size: 10").replace("record:\n", second);
        assertEquals("s.yaml:20: record.synapses[1].projection: synapses of 'E->I' and 'E->I#2', which connect the"
                + " same populations and do not learn, cannot be told apart; make one projection of them, or two"
                + " target populations", files.error(text));
        final String plastic = text.replace("one_to_one, weight: 20 pA, delay: 1 ms",
                "one_to_one, weight: 20 pA, delay: 1 ms, plasticity: stdp");
        assertEquals(5, files.read(plastic).scenario().network().projections().size());
        assertEquals("s.yaml:21: record.releases[0]: releases of 'E->I' and 'E->I#2', which connect the same"
                + " populations, cannot be told apart; record one of them",
                files.error(plastic.replace("[S->E, inhibition]", "[{from: E, to: I}]")));
    }

    @Test
    void rewardIsEarnedByThePopulationThatIsNamed() {
        final String rule = "{rule: hedonistic, target_rate: 20 Hz, reward_population: I}";
        assertEquals("I", ((HedonisticSynapse) rules(rule).get(0)).rewardPopulation());
        // By default each projection's target.
        final List<PlasticityRule> byDefault = rules("{rule: hedonistic, target_rate: 20 Hz}");
        assertEquals("E", ((HedonisticSynapse) byDefault.get(0)).rewardPopulation());
        final LoadedScenario loaded = files.read(BASE.replace("{rule: stdp, Wmax: 60 pA}", rule));
        assertTrue(loaded.resolved().contains("\"reward_population\" : \"I\""), loaded.resolved());
        assertEquals(loaded.resolved(), files.read(loaded.resolved()).resolved());
        assertEquals("s.yaml:13: projections[0].plasticity.reward_population: there is no population 'Ii'; did you"
                + " mean 'I'? (allowed: S, E, I)",
                files.error(BASE.replace("{rule: stdp, Wmax: 60 pA}", rule.replace(": I}", ": Ii}"))));
    }
}
