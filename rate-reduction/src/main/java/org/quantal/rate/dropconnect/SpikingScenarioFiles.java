package org.quantal.rate.dropconnect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.neuron.PoissonSource;
import org.quantal.models.neuron.RegularSource;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/**
 * Writes a spiking network as a scenario that {@code quantal run} executes: a YAML file and a CSV list for each
 * projection.
 */
public final class SpikingScenarioFiles {
    private SpikingScenarioFiles() {
    }

    /**
     * How long and how finely the scenario runs.
     *
     * @param name       of the scenario; file NAME.yaml
     * @param stepMs     step of the grid in ms
     * @param delayMs    delay of all synapses in ms
     * @param warmupMs   time before recording in ms
     * @param durationMs recorded time in ms
     * @param seed       of all randomness
     */
    public record Run(String name, double stepMs, double delayMs, double warmupMs, double durationMs, long seed) {
    }

    /**
     * Writes the files of a network at its reference rates; files of the same names are replaced.
     *
     * @param directory that exists
     * @return the YAML file, which is written last
     * @throws UncheckedIOException if they cannot be written
     */
    public static Path write(Path directory, SpikingNetwork spiking, Run run) {
        final Network network = spiking.network(run.delayMs());
        final StringBuilder yaml = new StringBuilder();
        yaml.append("name: ").append(run.name()).append('\n');
        yaml.append("description: a DropConnect network as spiking neurons; failures equal its masks at the rates of"
                + " these inputs, in presentations of ")
                .append(String.join(", ", spiking.layers().stream().map(layer -> layer.windowMs() + " ms").distinct()
                .toList())).append('\n');
        yaml.append("duration: ").append(run.durationMs()).append(" ms\nwarmup: ").append(run.warmupMs())
                .append(" ms\nstep: ")
                .append(run.stepMs()).append(" ms\nseed: ").append(run.seed()).append("\npopulations:\n");
        for (Population population : network.populations()) {
            yaml.append("  ").append(population.name()).append(": {size: ").append(population.size())
                    .append(", model: ")
                    .append(population.model().name()).append(", params: {").append(parameters(population.model()))
                    .append("}}\n");
        }
        if (!network.currentDrives().isEmpty()) {
            yaml.append("current:\n");
            for (CurrentDrive current : network.currentDrives()) {
                yaml.append("  - {to: ").append(current.target()).append(", amplitude: ").append(current.initialPA())
                        .append(" pA}\n");
            }
        }
        yaml.append("projections:\n");
        for (Projection projection : network.projections()) {
            final String file = run.name() + "-" + projection.name().replace("->", "-to-") + ".csv";
            publish(directory.resolve(file), csv((ExplicitConnections) projection.rule()));
            yaml.append("  - {from: ").append(projection.source()).append(", to: ").append(projection.target())
                    .append(", rule: {rule: explicit, file: ")
                    .append(file).append("}, delay: ").append(run.delayMs()).append(" ms, release: ")
                    .append(projection.release().name()).append("}\n");
        }
        final Path file = directory.resolve(run.name() + ".yaml");
        publish(file, yaml.toString());
        return file;
    }

    private static String csv(ExplicitConnections list) {
        final int[] source = list.source();
        final int[] target = list.target();
        final double[] weight = list.weight();
        final double[] probability = list.probability();
        final StringBuilder text = new StringBuilder("source,target,weight").append(probability == null ? ""
                : ",release_probability").append('\n');
        for (int s = 0; s < source.length; s++) {
            text.append(source[s]).append(',').append(target[s]).append(',').append(weight[s]);
            if (probability != null) {
                text.append(',').append(probability[s]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String parameters(NeuronModel model) {
        final List<String> all = new ArrayList<>();
        if (model instanceof LifDelta lif) {
            membrane(lif.membrane(), all);
        } else if (model instanceof LifExp lif) {
            membrane(lif.membrane(), all);
            all.add("tau_syn_ex: " + lif.tauExMs() + " ms");
            all.add("tau_syn_in: " + lif.tauInMs() + " ms");
            all.add("separate_currents: " + lif.separateCurrents());
        } else if (model instanceof LinearPoisson linear) {
            all.add("rate_0: " + linear.baselineHz() + " Hz");
            all.add("gain: " + linear.gainHzPerPA());
            all.add("tau_syn: " + linear.tauMs() + " ms");
        } else if (model instanceof PoissonSource source) {
            all.add("rate: " + source.rateHz() + " Hz");
        } else if (model instanceof RegularSource source) {
            all.add("interval: " + source.intervalMs() + " ms");
            all.add("offset: " + source.offsetMs() + " ms");
        } else {
            throw new IllegalArgumentException("a scenario of a DropConnect network has no neurons of model "
                    + model.name());
        }
        return String.join(", ", all);
    }

    private static void membrane(Membrane m, List<String> into) {
        into.add("C_m: " + m.capacitancePF() + " pF");
        into.add("tau_m: " + m.tauMs() + " ms");
        into.add("t_ref: " + m.refractoryMs() + " ms");
        into.add("E_L: " + m.restMV() + " mV");
        into.add("V_th: " + m.thresholdMV() + " mV");
        into.add("V_reset: " + m.resetMV() + " mV");
        into.add("I_e: " + m.currentPA() + " pA");
    }

    private static void publish(Path file, String text) {
        final Path temporary = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
