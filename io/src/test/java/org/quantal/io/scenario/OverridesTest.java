package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;

class OverridesTest {
    private static final String SHARED = """
            duration: 1 s
            definitions:
              size: &size 10
              lif: &lif {model: iaf_psc_exp, size: *size, initial: {V_m: -60 mV}}
            tables:
              w: {columns: [A, B], A: [1, 2], B: [3, 4]}
            populations:
              A: *lif
              B: {<<: *lif}
            """;

    @TempDir
    Path folder;
    private ScenarioFiles files;

    @BeforeEach
    void setUp() {
        files = new ScenarioFiles(folder);
    }

    @Test
    void bareNameIsAParameter() {
        assertEquals(new Constant(3),
                files.read(ScenarioFiles.BASE, "J=3").scenario().network().projections().get(0).weight());
        assertEquals(new Constant(4),
                files.read(ScenarioFiles.BASE, "parameters.J=4").scenario().network().projections().get(0).weight());
    }

    @Test
    void topLevelKeyNeedNotBeInTheFile() {
        final LoadedScenario loaded = files.read(ScenarioFiles.BASE, "seed=7", "duration=200ms", "record.spikes=false",
                "name=other");
        assertEquals(7, loaded.scenario().seed());
        assertEquals(200, loaded.scenario().durationMs());
        assertEquals("other", loaded.scenario().name());
        assertFalse(loaded.recordSpikes());
    }

    @Test
    void pathLeadsThroughListsAndMissingObjects() {
        final Network network = files.read(ScenarioFiles.BASE, "projections[0].release.p=0.2",
                "populations.E.initial.V_m=-58 mV",
                "projections[0].weight={distribution: normal, mean: 5 pA, sd: 20 %}", "projections[0].to[1]=E",
                "projections[0].to=I").scenario().network();
        assertEquals(0.2, network.projections().get(0).release().meanProbability());
        assertEquals(new Normal(5, 1), network.projections().get(0).weight());
        assertEquals(new Constant(-58), network.population("E").initialValues().get("V_m"));
    }

    @Test
    void laterOverrideWins() {
        assertEquals(3, files.read(ScenarioFiles.BASE, "seed=2", "seed=3").scenario().seed());
    }

    @Test
    void changeOfADefinitionShowsWhereverItIsUsed() {
        Network network = files.read(SHARED, "definitions.lif.size=4", "definitions.lif.initial.V_m=-50 mV").scenario()
                .network();
        assertEquals(4, network.population("A").size());
        assertEquals(4, network.population("B").size());
        assertEquals(new Constant(-50), network.population("B").initialValues().get("V_m"));
        network = files.read(SHARED, "definitions.size=5").scenario().network();
        assertEquals(5, network.population("A").size());
        assertEquals(5, network.population("B").size());
    }

    @Test
    void changeOfAUseLeavesTheDefinition() {
        final Network network = files.read(SHARED, "populations.A.initial.V_m=-50 mV", "populations.B.size=3")
                .scenario().network();
        assertEquals(new Constant(-50), network.population("A").initialValues().get("V_m"));
        assertEquals(new Constant(-60), network.population("B").initialValues().get("V_m"));
        assertEquals(10, network.population("A").size());
        assertEquals(3, network.population("B").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "scal=1|there is no 'scal'; did you mean 'scale'? (allowed: scale, J, name, description, parameters,"
            + " definitions, tables, duration, warmup, step, integration, seed, partitions, populations, downscale,"
            + " poisson, current, projections, record)",
        "parameters.K=1|parameters: there is no 'K' (allowed: scale, J)",
        "populations.EE.size=1|populations: there is no 'EE'; did you mean 'E'? (allowed: E, I)",
        "populations.E.siez=1|populations.E.siez: unknown key; did you mean 'size'? (allowed: model, size, params,"
        + " initial)", "projections[1].delay=1 ms|projections[1]: there is no such entry; the list has 1, counted from"
        + " 0", "projections.delay=1 ms|projections: has no key 'delay'; it is a single value or a list",
        "duration[0]=1|duration[0]: there is no such entry; this is no list",
        "projections[x]=1|'projections[x]' is no path; write names with dots and indices in brackets, such as"
            + " projections[2].release.p",
        "duration|must be path=value, such as duration=2s or populations.E.size=100",
        "J=abc|parameters.J: 'abc' must be a plain number, without a unit",
        "duration=1 mV|duration: '1 mV' has the wrong unit 'mV' (allowed units: ms, s, us, min, h)",
        "definitions.lif.size=1|definitions: there is no 'lif' (there are none)",
        "duration=[1|not valid YAML: expected ',' or ']', but got <stream end> (while parsing a flow sequence)"})
    void wrongOverrideIsQuoted(String override, String message) {
        assertEquals("s.yaml: --set " + override + ": " + message, files.error(ScenarioFiles.BASE, override));
    }
}
