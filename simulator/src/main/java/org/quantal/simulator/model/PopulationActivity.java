package org.quantal.simulator.model;

/** Numbers of spikes of whole populations, which every partition counts for itself from the spikes that it receives. */
public final class PopulationActivity {
    private final String[] names;
    private final long[] spikes;

    /** @param names names of the populations in the network's order */
    public PopulationActivity(String[] names) {
        this.names = names.clone();
        this.spikes = new long[names.length];
    }

    /** Counts a spike. */
    public void add(int population) {
        spikes[population]++;
    }

    /** Number of spikes of a population since the start. */
    public long spikes(int population) {
        return spikes[population];
    }

    /** Sets a number, when a run is taken up again. */
    public void set(int population, long count) {
        spikes[population] = count;
    }

    /** Number of populations. */
    public int populations() {
        return spikes.length;
    }

    /** Index of a population. */
    public int indexOf(String population) {
        for (int a = 0; a < names.length; a++) {
            if (names[a].equals(population)) {
                return a;
            }
        }
        throw new IllegalArgumentException("there is no population '" + population + "'");
    }
}
