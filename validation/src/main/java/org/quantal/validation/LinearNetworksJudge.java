package org.quantal.validation;

import java.util.ArrayList;
import java.util.List;

/**
 * Linear networks whose synapses fail in training and in test. Teachers A are {@code [output][input]}, weights W1
 * {@code [hidden][input]} and W2 {@code [output][hidden]}, C is the second moment of the inputs; p, p1, p2 are release
 * probabilities. Layout:
 * <ul>
 * <li>{@code /fixed/two-layers/NAME}: attributes {@code masks} ({@code scaled} by 1/p or {@code unscaled}), averages
 * over all masks {@code enumerated_loss} and {@code enumerated_noise}, and sums over sampled masks and inputs
 * {@code draws, loss_sum, loss_squares}; datasets A, C, W1, W2, P1, P2 (a probability for each synapse).
 * <li>{@code /fixed/covariance}: two layers and one input x; {@code draws}, {@code output_sum},
 * {@code output_products}.
 * <li>{@code /fixed/one-layer/NAME}: A, C, P and learnt weights W. {@code /fixed/white-layer/NAME}: W, {@code p},
 * {@code draws} and sums by output of the power of the mean output, of its noise, and of the square of the latter.
 * <li>{@code /trained/optimum/NAME}, {@code coloured}, {@code flat-widths}: gradient flow; {@code p1, p2}, A, C,
 * weights at the end and {@code W1_start}, {@code W2_start}. {@code /trained/modes}: weights at each {@code time}.
 * <li>{@code /trained/sampled/NAME}: gradient descent with sampled masks; W1 and W2 {@code [snapshot][][]} late in
 * training.
 * <li>{@code /trained/widths/P/WIDTH}: sums of powers of signal and noise over draws, for random weights and for
 * trained W1, W2.
 * <li>{@code /engine/counts/NAME}: in the simulator, outputs {@code [window][output]} for
 * {@code spikes [window][input]}; {@code mask} is one spike that stands for all.
 * <li>{@code /engine/scaling/P/SIZE/random} and {@code coherent}: W, {@code positive [presentation][input]} (input +1
 * or -1), {@code outputs}.
 * <li>{@code /engine/learning/NAME}: a spiking network that learns; {@code spikes} of the shown input in a
 * presentation, {@code counts} ({@code regular} or {@code poisson}), A, {@code presentations} before each snapshot, and
 * W1, W2 {@code [snapshot][][]}, the first one at the start.
 * </ul>
 */
final class LinearNetworksJudge implements Judge {

    @Override
    public String experiment() {
        return "linear-networks";
    }

    @Override
    public String description() {
        return "networks that learn while synapses fail end with few modes and small weights; signal to noise by size";
    }

    @Override
    public String source() {
        return "derived here; Mianjy et al. 2018, Cavazza et al. 2018 (dropout); Saxe et al. 2013; Pezzotta 2023"
                + " (abstract)";
    }

    @Override
    public List<Check> judge(ResultFile file) {
        final List<Check> checks = new ArrayList<>(new LinearFixedChecks(file).checks());
        checks.addAll(new LinearTrainedChecks(file).checks());
        checks.addAll(new LinearEngineChecks(file).checks());
        return checks;
    }

    @Override
    public List<Figure> figures(ResultFile file) {
        return new LinearFigures(file).figures();
    }
}
