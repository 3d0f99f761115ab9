package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.SonataReportReader;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.models.BuiltInModels;

/** The Allen Institute's circuit of ten cells against its files, read apart from the reader, and the equations. */
class TenCellsTest {
    static final Path CIRCUIT = Path.of("../examples/circuits/ten_cells");
    private static final double STEP = 0.001;
    private static final double TSTOP = 400;
    private static final double DELAY = 0.1;

    private static double tauM;
    private static double tauS;
    private static double capacitance;

    /** Response of V to dI = 1 pA/ms: (1/C) int_0^t s exp(-s/tau_s) exp(-(t-s)/tau_m) ds. */
    private static double ofRise(double t) {
        final double d = 1 / tauS - 1 / tauM;
        return (Math.exp(-t / tauM) - (1 + d * t) * Math.exp(-t / tauS)) / (d * d) / capacitance;
    }

    /** Response of V to I = 1 pA that decays. */
    private static double ofCurrent(double t) {
        return (Math.exp(-t / tauM) - Math.exp(-t / tauS)) / (1 / tauS - 1 / tauM) / capacitance;
    }

    /**
     * Spike times of a neuron with arrivals (time, pA): the solution since the last reset in one piece, looked at every
     * step.
     */
    private static List<Double> spikes(List<double[]> arrivals, double threshold, double reset, double refractory) {
        final List<Double> spikes = new ArrayList<>();
        double from = 0;
        double v0 = 0;
        for (int k = 1; k <= Math.round(TSTOP / STEP); k++) {
            final double t = k * STEP;
            if (t <= from + STEP / 2) {
                continue;
            }
            double v = v0 * Math.exp(-(t - from) / tauM);
            for (double[] arrival : arrivals) {
                final double peak = arrival[1] * Math.E / tauS;
                if (arrival[0] >= from) {
                    v += arrival[0] < t ? peak * ofRise(t - arrival[0]) : 0;
                } else {
                    final double rise = peak * Math.exp(-(from - arrival[0]) / tauS);
                    v += rise * ofRise(t - from) + rise * (from - arrival[0]) * ofCurrent(t - from);
                }
            }
            if (v >= threshold) {
                spikes.add(t);
                from = t + refractory;
                v0 = reset;
            }
        }
        return spikes;
    }

    @Test
    void spikesAreThoseOfTheEquations(@TempDir Path out) throws IOException {
        final JsonNode params = new ObjectMapper().readTree(Files.readString(
                CIRCUIT.resolve("components/cell_models/472363762_point.json")));
        tauM = params.get("tau_m").asDouble();
        tauS = params.get("tau_syn_ex").asDouble();
        capacitance = params.get("C_m").asDouble();
        final double rest = params.get("E_L").asDouble();
        ScenarioRun.of(Scenarios.read(CIRCUIT.resolve("config.json"), BuiltInModels.catalogue(), List.of()), out)
                .figures(false).execute();
        try (Hdf5Reader edges = Hdf5Reader.open(CIRCUIT.resolve("network/pre_post_edges.h5"));
                Hdf5Reader input = Hdf5Reader.open(CIRCUIT.resolve("external_spike_trains.h5"));
                SonataSpikesReader result = SonataSpikesReader.open(out.resolve("spikes.h5"))) {
            assertEquals(List.of("post", "pre"), result.populations());
            final long[] source = edges.longs("/edges/pre_to_post/source_node_id");
            final long[] target = edges.longs("/edges/pre_to_post/target_node_id");
            final double[] weight = edges.doubles("/edges/pre_to_post/0/syn_weight");
            final long[] ids = input.longs("/spikes/gids");
            final double[] times = input.doubles("/spikes/timestamps");
            final Spikes spikes = result.spikes("post");
            int total = 0;
            for (int neuron = 0; neuron < 5; neuron++) {
                final List<double[]> arrivals = new ArrayList<>();
                for (int e = 0; e < source.length; e++) {
                    for (int k = 0; target[e] == neuron && k < ids.length; k++) {
                        if (ids[k] == source[e]) {
                            arrivals.add(new double[] {Math.ceil(times[k] / STEP - 1e-6) * STEP + DELAY, weight[e]});
                        }
                    }
                }
                final List<Double> expected = spikes(arrivals, params.get("V_th").asDouble() - rest,
                        params.get("V_reset").asDouble() - rest, params.get("t_ref").asDouble());
                final List<Double> found = new ArrayList<>();
                for (int k = 0; k < spikes.count(); k++) {
                    if (spikes.neurons()[k] == neuron) {
                        found.add(spikes.timesMs()[k]);
                    }
                }
                assertEquals(expected.size(), found.size(), "neuron " + neuron);
                for (int k = 0; k < found.size(); k++) {
                    assertEquals(expected.get(k), found.get(k), 1e-6);
                }
                total += found.size();
            }
            assertEquals(spikes.count(), total);
            // As the documentation says.
            assertEquals(14, total);
        }
        try (SonataReportReader report = SonataReportReader.open(out.resolve("membrane_potential.h5"))) {
            assertEquals(List.of("post"), report.reports());
            assertEquals(400_000, report.report("post").rows());
            assertEquals(5, report.report("post").elements());
        }
    }

    @Test
    void releaseIsLaidOverTheCircuit() {
        final var loaded = Scenarios.read(CIRCUIT.resolve("config.json"), BuiltInModels.catalogue(),
                List.of("edges.pre_to_post.release.probability=0.25"));
        assertEquals("bernoulli", loaded.scenario().network().projection("pre_to_post").release().name());
        assertEquals(0.25, loaded.scenario().network().projection("pre_to_post").release().meanProbability());
        final var other = Scenarios.read(CIRCUIT.resolve("config.json"), BuiltInModels.catalogue(),
                List.of("edges.pre_to_post.release.n=3", "edges.pre_to_post.release.model=binomial",
                "edges.pre_to_post.release.p=0.5"));
        assertEquals("binomial", other.scenario().network().projection("pre_to_post").release().name());
    }

    @Test
    void theRecordOfARunLeadsBackToTheCircuit(@TempDir Path out) {
        final var loaded = Scenarios.read(CIRCUIT.resolve("config.json"), BuiltInModels.catalogue(),
                List.of("duration=50 ms"));
        ScenarioRun.of(loaded, out).figures(false).execute();
        final RecordedRun run = RecordedRun.open(out);
        assertEquals(loaded.scenario().network().projections(),
                run.scenario(BuiltInModels.catalogue()).scenario().network().projections());
        assertArrayEquals(new double[] {26.035, 36.556}, run.spikes()[0][0], 1e-9);
    }
}
