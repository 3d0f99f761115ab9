package org.quantal.rate.dropconnect;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.quantal.models.neuron.RegularSource;
import org.quantal.rate.meanfield.Reduction;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.network.Population;

/**
 * Rates at which a network is reduced.
 *
 * @param ratesHz rates in Hz of each neuron of each population that is a source of synapses; one number stands for all
 *                neurons
 * @param fano    Fano factors of spike counts in a presentation, by population; 1 (Poisson) where none is given
 */
public record OperatingPoint(Map<String, double[]> ratesHz, Map<String, Double> fano) {

    public OperatingPoint {
        ratesHz = new TreeMap<>(ratesHz);
        fano = new TreeMap<>(fano);
        ratesHz.forEach((population, rates) -> {
            for (double rate : rates) {
                if (!(rate >= 0 && Double.isFinite(rate))) {
                    throw new IllegalArgumentException("rates must not be negative: population=" + population
                            + " rate=" + rate + " Hz");
                }
            }
        });
        fano.forEach((population, factor) -> {
            if (!(factor >= 0 && Double.isFinite(factor))) {
                throw new IllegalArgumentException("Fano factors must not be negative: population=" + population
                        + " fano=" + factor);
            }
        });
    }

    /** Poisson spikes at one rate for all neurons of a population. */
    public static OperatingPoint poisson(Map<String, Double> ratesHz) {
        final Map<String, double[]> rates = new TreeMap<>();
        ratesHz.forEach((population, rate) -> rates.put(population, new double[] {rate}));
        return new OperatingPoint(rates, Map.of());
    }

    /**
     * The rates that a reduction found: Poisson spikes, and regular ones where a population is a regular source.
     *
     * @param scenario  that was reduced
     * @param reduction of it
     */
    public static OperatingPoint of(Scenario scenario, Reduction reduction) {
        final Map<String, Double> regular = new TreeMap<>();
        for (Population population : scenario.network().populations()) {
            if (population.model() instanceof RegularSource) {
                regular.put(population.name(), 0.0);
            }
        }
        return new OperatingPoint(poisson(reduction.ratesHz()).ratesHz, regular);
    }

    /** Rates of all neurons of a population in Hz. */
    double[] rates(String population, int size) {
        final double[] rates = ratesHz.get(population);
        if (rates == null) {
            throw new IllegalArgumentException("the operating point lacks the rate of population '" + population
                    + "'; it has "
                    + ratesHz.keySet());
        }
        if (rates.length != 1 && rates.length != size) {
            throw new IllegalArgumentException("population " + population + " has " + size
                    + " neurons, but the operating point "
                    + rates.length + " rates");
        }
        if (rates.length == size) {
            return rates.clone();
        }
        final double[] all = new double[size];
        Arrays.fill(all, rates[0]);
        return all;
    }

    double meanRate(String population, int size) {
        return Arrays.stream(rates(population, size)).average().orElseThrow();
    }

    double fanoOf(String population) {
        return fano.getOrDefault(population, 1.0);
    }
}
