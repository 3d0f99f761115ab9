package org.quantal.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.models.reliability.ContrastiveTraining;
import org.quantal.models.reliability.ContrastiveTraining.Settings;
import org.quantal.models.reliability.EnsembleMachine;
import org.quantal.models.reliability.JointLikelihood;
import org.quantal.models.reliability.LikelihoodGradient;
import org.quantal.models.reliability.Synapses;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.SynapseSnapshot;

/** Machines and networks whose synapses learn how reliable they are. */
final class ReliabilityExperiment implements Experiment {
    private static final int HIDDEN = 64;
    private static final int BATCH = 25;
    private static final double EPS = 0.5;
    private static final double KAPPA = 5;
    private static final int TRAINING_DIGITS = 1000;
    private static final List<Integer> EPOCHS = List.of(0, 1, 2, 5, 10, 20, 40, 60);
    private static final int FAST_EPOCHS = 5;
    /** Share of the visible states 000, 001, ..., 111. */
    private static final double[] DATA = {4 / 16.0, 1 / 16.0, 0, 2 / 16.0, 1 / 16.0, 0, 3 / 16.0, 5 / 16.0};

    @Override
    public String name() {
        return "rbse";
    }

    @Override
    public List<Mutation> mutations() {
        return List.of(
                new Mutation("machines-exchanged", "ensemble/likelihood", "ensemble/gradient", "joint/likelihood",
                "joint/gradient"),
                new Mutation("learns-too-slowly", "digits/first", "digits/last", "digits/strongest", "digits/rest",
                "likelihood/rise",
                        "spiking/spearman", "spiking/patterns"),
                new Mutation("reliability-of-neighbours", "digits/last", "curve/drift", "curve/probability",
                "spiking/curve"), new Mutation("looks-too-late", "digits/first", "digits/rise", "spiking/start"),
                new Mutation("eps-has-no-effect", "curve/order"));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        final GroupWriter machines = root.group("machines");
        for (int machine = 0; machine < plan.size(10, 100); machine++) {
            likelihood(machines.group("machine-" + machine), machine, plan);
        }
        final byte[][] digits = binarised(HandwrittenDigits.load().range(0, TRAINING_DIGITS));
        final GroupWriter training = root.group("digits");
        training.attribute("eps", EPS);
        training.attribute("kappa", KAPPA);
        for (int network = 0; network < plan.size(1, 3); network++) {
            train(training.group("network-" + network), digits, network, plan);
        }
        final GroupWriter curve = root.group("curve");
        final double slow = EPS / plan.size(4, 8);
        curve(curve.group("coarse"), digits, EPS, FAST_EPOCHS, plan);
        curve(curve.group("fine"), digits, plan.has("eps-has-no-effect") ? EPS : slow,
                (int) Math.round(FAST_EPOCHS * EPS / slow), plan);
        tinyTraining(root.group("likelihood"), plan);
        spiking(root.group("spiking"), plan);
        OneShot.run(root.group("one-shot"), HandwrittenDigits.load(), plan);
    }

    /** Digits as 0 and 1: at least half of white. */
    static byte[][] binarised(HandwrittenDigits digits) {
        return Arrays.stream(digits.pixels()).map(pixels -> {
            final byte[] bits = new byte[pixels.length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = (byte) (pixels[i] >= 0.5 ? 1 : 0);
            }
            return bits;
        }).toArray(byte[][]::new);
    }

    /** Exact gradients of small machines; the first one has round numbers, others are random. */
    private static void likelihood(GroupWriter group, int machine, Plan plan) {
        final StreamRandom random = Gaussians.random(plan.seed(), machine, 0);
        final double[][] weight = new double[3][2];
        final double[][] alpha = new double[3][2];
        final double[] b = new double[3];
        final double[] c = new double[2];
        for (int i = 0; i < 3; i++) {
            b[i] = machine == 0 ? ((2 * i + 1) % 3 - 1) / 2.0 : uniform(random, 1);
            for (int j = 0; j < 2; j++) {
                weight[i][j] = machine == 0 ? ((5 * i + 3 * j + 1) % 7 - 3) / 2.0 : uniform(random, 2);
                alpha[i][j] = machine == 0 ? ((3 * i + 2 * j) % 5 - 2) / 2.0 : uniform(random, 2);
            }
        }
        Arrays.setAll(c, j -> machine == 0 ? (j + 1) % 2 - 0.5 : uniform(random, 1));
        final Synapses synapses = new Synapses(weight, alpha, b, c);
        write(group, synapses);
        group.array("data", DATA);
        final LikelihoodGradient ensemble = EnsembleMachine.likelihood(synapses, DATA);
        final LikelihoodGradient joint = JointLikelihood.of(synapses, DATA);
        write(group.group("ensemble"), plan.has("machines-exchanged") ? joint : ensemble);
        write(group.group("joint"), plan.has("machines-exchanged") ? ensemble : joint);
    }

    private static double uniform(StreamRandom random, double reach) {
        return reach * (2 * random.nextDouble() - 1);
    }

    private static void write(GroupWriter group, Synapses synapses) {
        group.array("weight", synapses.weight());
        group.array("alpha", synapses.alpha());
        group.array("visible", synapses.visible());
        group.array("hidden", synapses.hidden());
    }

    private static void write(GroupWriter group, LikelihoodGradient gradient) {
        group.attribute("log_likelihood", gradient.logLikelihood());
        group.array("weight", gradient.weight());
        group.array("alpha", gradient.alpha());
        group.array("visible", gradient.visible());
        group.array("hidden", gradient.hidden());
    }

    private static void train(GroupWriter group, byte[][] digits, int network, Plan plan) {
        final ContrastiveTraining training = new ContrastiveTraining(digits,
                new Settings(HIDDEN, BATCH, plan.has("learns-too-slowly") ? EPS / 20 : EPS, KAPPA,
                plan.seed() + network));
        if (plan.has("looks-too-late")) {
            training.run(plan.size(20, 60));
        }
        for (int epoch : EPOCHS) {
            if (epoch <= plan.size(20, 60)) {
                training.run(Math.max(0, epoch - training.epochs()));
                final GroupWriter at = group.group(String.format(Locale.ROOT, "epoch-%03d", epoch));
                at.attribute("epoch", epoch);
                strengths(at, training.synapses(), plan);
            }
        }
    }

    private static void strengths(GroupWriter group, Synapses synapses, Plan plan) {
        final double[][] p = synapses.probability();
        if (plan.has("reliability-of-neighbours")) {
            final double[] first = p[0];
            System.arraycopy(p, 1, p, 0, p.length - 1);
            p[p.length - 1] = first;
        }
        group.array("weight", synapses.weight());
        group.array("release_probability", p);
    }

    private static void curve(GroupWriter group, byte[][] digits, double eps, int epochs, Plan plan) {
        final ContrastiveTraining training = new ContrastiveTraining(Arrays.copyOf(digits, 300),
                new Settings(HIDDEN, BATCH, eps, KAPPA, plan.seed()));
        group.attribute("eps", eps);
        group.attribute("kappa", KAPPA);
        group.array("start", training.synapses().weight());
        training.run(epochs);
        strengths(group, training.synapses(), plan);
    }

    /** A machine of three visible and four hidden units, whose likelihood can be told exactly. */
    private static void tinyTraining(GroupWriter group, Plan plan) {
        final int examples = 1600;
        final byte[][] data = new byte[examples][3];
        int n = 0;
        for (int v = 0; v < DATA.length; v++) {
            for (int k = 0; k < Math.round(examples * DATA[v]); k++, n++) {
                for (int i = 0; i < 3; i++) {
                    data[n][i] = (byte) (v >> 2 - i & 1);
                }
            }
        }
        final ContrastiveTraining training = new ContrastiveTraining(data,
                new Settings(4, 20, plan.has("learns-too-slowly") ? 0.0003 : 0.3, KAPPA, plan.seed()));
        group.array("data", DATA);
        write(group.group("before"), training.synapses());
        training.run(plan.size(30, 60));
        write(group.group("after"), training.synapses());
    }

    /** The spiking rule: synapses before and after. */
    private static void spiking(GroupWriter group, Plan plan) {
        final double eps = plan.has("learns-too-slowly") ? 0.0002 : 0.008;
        final Scenario scenario = BundledScenarios.load("reliability-learning", List.of("duration=40 s",
                "seed=" + plan.seed(), "eps=" + eps, "record.synapses=[]"));
        group.attribute("kappa", KAPPA);
        group.attribute("weight_scale", 60.0);
        try (Simulation simulation = Simulation.of(scenario)) {
            if (plan.has("looks-too-late")) {
                simulation.run();
            }
            for (String time : new String[] {"before", "after"}) {
                final GroupWriter at = group.group(time);
                for (String source : new String[] {"A", "B", "noise"}) {
                    final SynapseSnapshot synapses = simulation.synapses(source + "->hidden");
                    final GroupWriter from = at.group(source);
                    final double[] p = synapses.probability();
                    if (plan.has("reliability-of-neighbours")) {
                        Arrays.sort(p);
                    }
                    from.array("weight", synapses.weight());
                    from.array("release_probability", p);
                }
                if (time.equals("before")) {
                    simulation.run();
                }
            }
        }
    }
}
