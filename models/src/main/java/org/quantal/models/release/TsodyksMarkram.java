package org.quantal.models.release;

import java.util.Optional;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.ExpectedResponses;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Moments;
import org.quantal.simulator.random.StreamRandom;

/**
 * Deterministic short-term plasticity: the response to spike n is u_n x_n times the weight, which is the response to
 * the release of all resources. With the time Delta since the last spike
 *
 * <pre>
 * x_{n+1} = 1 - [1 - x_n (1 - u_n)] exp(-Delta/tau_rec),   u_{n+1} = U + u_n (1 - U) exp(-Delta/tau_fac),
 * </pre>
 *
 * and u = U, x = 1 at the first spike, whenever it comes. This is the exact mean of {@link StochasticTsodyksMarkram}
 * with the same weight.
 *
 * @param dynamics facilitation and depression
 */
public record TsodyksMarkram(ShortTermDynamics dynamics) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("tsodyks_markram",
            "deterministic short-term facilitation and depression; a weight is the response to all resources, the"
            + " first spike gives U times it",
            "Maass & Markram 2002, Neural Networks 15:155; the equations of NEST tsodyks2_synapse",
            ShortTermDynamics.PARAMETERS,
            p -> new TsodyksMarkram(ShortTermDynamics.of(p)));

    @Override
    public String name() {
        return ENTRY.name();
    }

    /** Of the first spike after rest. */
    @Override
    public double meanProbability() {
        return dynamics.utilization();
    }

    /**
     * U, the response after rest: weights divided by it keep the mean drive at low rates, before facilitation and
     * depression.
     */
    @Override
    public double meanFactor(Distribution weight) {
        return dynamics.utilization();
    }

    @Override
    public boolean variesBySynapse() {
        return dynamics.varies();
    }

    @Override
    public void drawProbabilities(StreamRandom random, Distribution weights, double[] weight, double[] probabilities,
            int count) {
        if (!variesBySynapse()) {
            ReleaseModel.super.drawProbabilities(random, weights, weight, probabilities, count);
        }
        dynamics.marginal().drawProbabilities(random, weights, weight, probabilities, count);
    }

    /** As if responses were independent from spike to spike; in truth a large one is followed by a small one. */
    @Override
    public Delivery delivery(Distribution weight, double rateHz) {
        final Moments.Points response = StationaryRelease.of(dynamics, rateHz).points();
        return Delivery.products(response.values(), response.shares(), weight.moments());
    }

    @Override
    public boolean dependsOnRate() {
        return true;
    }

    @Override
    public boolean hasAmplitudes() {
        return true;
    }

    @Override
    public Optional<ExpectedResponses> expectedResponses(double... timesMs) {
        return variesBySynapse() ? Optional.empty() : Optional.of(
                new ExpectedResponses(new ShortTermTheory(dynamics).train(timesMs).release(),
                new double[timesMs.length], true));
    }

    @Override
    public ReleaseSites createSites() {
        return variesBySynapse() ? new TsodyksMarkramSynapses(dynamics) : new TsodyksMarkramRows(dynamics);
    }
}
