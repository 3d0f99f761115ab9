package org.quantal.rate.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantal.io.run.RecordedRun;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.rate.Drive;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.meanfield.FixedPoint;
import org.quantal.rate.meanfield.Reduction;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.CurrentDrive;

/**
 * A run beside theory.
 *
 * @param run         what was simulated
 * @param populations in the scenario's order
 * @param theories    what was asked
 */
public record Comparison(RecordedRun run, List<Row> populations, Theories theories) {

    public Comparison {
        populations = List.copyOf(populations);
    }

    /**
     * A population.
     *
     * @param population  its name and size
     * @param measured    its spikes
     * @param predictions of the methods that apply, in their order
     * @param membrane    recorded membrane potentials, if there are any
     * @param free        the membrane potential that theory has without threshold, at the simulated rates
     * @param verdict     one line for people
     */
    public record Row(RecordedRun.Population population, SpikeMeasurement measured, List<Prediction> predictions,
            Optional<MembraneMeasurement> membrane, Optional<FreePotential> free, String verdict) {
        public Row {
            predictions = List.copyOf(predictions);
        }
    }

    /**
     * Moments of a membrane potential without threshold.
     *
     * @param meanMv mean in mV
     * @param sdMv   standard deviation in mV; NaN where excitatory and inhibitory currents decay at different speeds
     */
    public record FreePotential(double meanMv, double sdMv) {
    }

    /**
     * Measures a run and asks theory about its scenario. A scenario that theory does not cover is measured alone.
     *
     * @param methods what to ask: first the simplest, then those that correct it
     * @throws org.quantal.io.hdf5.DataFileException if the directory's files are not those of a run with spikes
     */
    public static Comparison of(RecordedRun run, ModelCatalogue catalogue, List<TransferFunction> methods) {
        final double[][][] trains = run.spikes();
        final List<SpikeMeasurement> measured = new ArrayList<>();
        for (double[][] population : trains) {
            measured.add(SpikeMeasurement.of(population, run.recordedMs(), run.seed()));
        }
        Optional<LoadedScenario> loaded = Optional.empty();
        Theories theories;
        try {
            loaded = Optional.of(run.scenario(catalogue));
            theories = theories(run, loaded.get(), methods);
        } catch (ScenarioException e) {
            theories = Theories.none("the scenario cannot be read any more: " + e.getMessage());
        }
        final double[] rates = measured.stream().mapToDouble(each -> each.rateHz().value()).toArray();
        final List<Row> rows = new ArrayList<>();
        for (int a = 0; a < measured.size(); a++) {
            final RecordedRun.Population population = run.populations().get(a);
            final List<Prediction> predictions = predictions(theories, a, rates);
            final Optional<MembraneMeasurement> membrane = run.potentials(population.name())
                    .map(recorded -> MembraneMeasurement.of(recorded.potential()));
            final Optional<Drive> drive = drive(theories, a, rates);
            final Optional<NeuronModel> model =
                    loaded.map(each -> each.scenario().network().population(population.name()).model());
            rows.add(new Row(population, measured.get(a), predictions, membrane,
                    drive.flatMap(d -> model.flatMap(m -> free(m, d))),
                    Verdict.of(population.name(), measured.get(a), predictions)));
        }
        return new Comparison(run, rows, theories);
    }

    private static Theories theories(RecordedRun run, LoadedScenario loaded, List<TransferFunction> methods) {
        // Theory takes times for those of the scenario; a run from the state of another one goes on with its clock.
        if (run.originMs() > 0) {
            for (CurrentDrive current : loaded.scenario().network().currentDrives()) {
                if (!current.isConstant(0, run.originMs() + run.recordedMs())) {
                    return Theories.none("the current into population '" + current.target() + "' changes, in a run"
                            + " that begins at " + run.originMs() + " ms of another one");
                }
            }
        }
        return Theories.of(loaded, methods);
    }

    private static List<Prediction> predictions(Theories theories, int population, double[] simulatedHz) {
        final List<Prediction> predictions = new ArrayList<>();
        for (Reduction reduction : theories.reductions()) {
            final FixedPoint point = Theories.nearest(reduction, simulatedHz);
            predictions.add(new Prediction(reduction.method().name(), point.rateHz(population),
                    reduction.model().drive(population, point.ratesPerMs()), reduction.cautions(population, point)));
        }
        return predictions;
    }

    /** Mean and noise of the input at the simulated rates. */
    private static Optional<Drive> drive(Theories theories, int population, double[] simulatedHz) {
        return theories.reductions().stream().findFirst().flatMap(reduction -> reduction.model().drive(population,
                Arrays.stream(simulatedHz).map(rate -> rate / 1000).toArray()));
    }

    /** Equations (5) and (6). */
    private static Optional<FreePotential> free(NeuronModel model, Drive drive) {
        if (model instanceof LifDelta lif) {
            return Optional.of(new FreePotential(lif.membrane().restMV() + drive.muMv(),
                    drive.sigmaMv() / Math.sqrt(2)));
        }
        if (model instanceof LifExp lif) {
            final Membrane membrane = lif.membrane();
            return Optional.of(new FreePotential(membrane.restMV() + drive.muMv(),
                    lif.tauExMs() != lif.tauInMs() ? Double.NaN
                    : drive.sigmaMv() * Math.sqrt(membrane.tauMs() / (membrane.tauMs() + lif.tauExMs()) / 2)));
        }
        return Optional.empty();
    }
}
