package org.quantal.io.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataReportWriter;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.network.Population;

/**
 * Streams recorded states into a SONATA report. The membrane potential V_m becomes the report's {@code V}, which lies
 * where readers look for it: under the population's bare name.
 */
final class StateFileRecorder implements FileRecorder {
    private static final String MEMBRANE_POTENTIAL = "V_m";

    private final SonataReportWriter writer;
    private final List<SonataReportWriter.Recording> recordings = new ArrayList<>();

    StateFileRecorder(Path file, Scenario scenario, Provenance provenance) {
        writer = new SonataReportWriter(file, provenance);
        try {
            for (StateRecording recording : scenario.states()) {
                final Population population = scenario.network().population(recording.population());
                recordings.add(writer.recording(population.name(), population.size(),
                        Arrays.stream(recording.neurons()).asLongStream().toArray(),
                        recording.variables().stream().map(name -> variable(population, name)).toList(),
                        recording.firstMs(), recording.intervalMs()));
            }
        } catch (RuntimeException e) {
            writer.abort();
            throw e;
        }
    }

    /** A state variable as reports call it. */
    static SonataReportWriter.Variable variable(Population population, String name) {
        final String unit = population.model().stateVariables().stream().filter(v -> v.name().equals(name)).findFirst()
                .map(StateVariable::unit).orElse("");
        return new SonataReportWriter.Variable(
                name.equals(MEMBRANE_POTENTIAL) ? SonataReportWriter.MEMBRANE_POTENTIAL : name, unit);
    }

    @Override
    public void onStates(long step, int recording, float[][] values) {
        for (int v = 0; v < values.length; v++) {
            recordings.get(recording).appendRow(v, values[v]);
        }
    }

    @Override
    public void close() {
        writer.close();
    }

    @Override
    public void abort() {
        writer.abort();
    }
}
