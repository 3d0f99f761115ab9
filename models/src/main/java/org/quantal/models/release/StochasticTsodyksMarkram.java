package org.quantal.models.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.ExpectedResponses;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.random.StreamRandom;

/**
 * Stochastic short-term plasticity: n sites that hold a vesicle or none. At each spike, in this order,
 * <ol>
 * <li>the release probability becomes u = U + u (1 - U) exp(-Delta/tau_fac);
 * <li>each empty site has filled with probability 1 - exp(-Delta/tau_rec);
 * <li>each filled site releases with probability u, and is empty then.
 * </ol>
 * At the first spike all sites are filled and u = U. Given the spike times sites are independent, so that spike k
 * releases K ~ Binomial(n, m_k) quanta, with m_k = u_k x_k of {@link TsodyksMarkram}.
 *
 * @param dynamics facilitation and depression
 * @param quanta   sites, variation of quanta, and what a weight means
 */
public record StochasticTsodyksMarkram(ShortTermDynamics dynamics, Quanta quanta) implements ReleaseModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<ReleaseModel> ENTRY = new ModelEntry<>("stochastic_tsodyks_markram",
            "n sites whose vesicles are released with a facilitating probability, and are refilled at random",
            "Fuhrmann et al. 2002, J Neurophysiol 87:140; Loebel et al. 2009, Front Comput Neurosci 3:27; NEST"
            + " quantal_stp_synapse",
            parameters(), p -> new StochasticTsodyksMarkram(ShortTermDynamics.of(p), Quanta.of(p)));

    private static List<ParameterSpec> parameters() {
        final List<ParameterSpec> all = new ArrayList<>(ShortTermDynamics.PARAMETERS);
        all.addAll(Quanta.PARAMETERS);
        return all;
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    /** Of a site, at the first spike after rest. */
    @Override
    public double meanProbability() {
        return dynamics.utilization();
    }

    /**
     * n U, or U if a weight is the response to all n sites: the mean response after rest. Weights divided by it keep
     * the mean drive at low rates, before facilitation and depression.
     */
    @Override
    public double meanFactor(Distribution weight) {
        return quanta.meanResponse(dynamics.utilization());
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

    /**
     * As if releases were independent from spike to spike; a vesicle that is spent makes the next release less likely.
     */
    @Override
    public Delivery delivery(Distribution weight, double rateHz) {
        return ResponseLaw.delivery(quanta, StationaryRelease.of(dynamics, rateHz), weight.moments());
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
        return variesBySynapse() ? Optional.empty()
                : Optional.of(new ShortTermTheory(dynamics).responses(quanta, timesMs));
    }

    @Override
    public ReleaseSites createSites() {
        return new VesicleSites(this);
    }
}
