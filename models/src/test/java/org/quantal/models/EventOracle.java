package org.quantal.models;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The most readable event-driven simulation: one queue of all events of the network. Threshold crossings are found by
 * looking at V in small steps and bisection, and so by nothing but the solution of the membrane equation.
 */
final class EventOracle {
    private static final double HORIZON_MS = 1;

    record Synapse(int target, int channel, double weight, double delayMs) {
    }

    record Spike(double timeMs, int neuron) {
    }

    /** Which synapses of a row respond to a neuron's spike with this number. */
    interface Release {
        BitSet draw(int neuron, int partition, int number, int synapses);
    }

    /**
     * A leaky integrate-and-fire neuron; V relative to rest. Without time constants of synapses its potential jumps at
     * arrivals.
     */
    static final class Cell {
        final double tauM;
        final double capacitance;
        final double refractory;
        final double threshold;
        final double reset;
        final double vInf;
        final double[] tauS;
        final double[] current;
        final double lookMs;
        double v;
        double last;
        boolean held;
        int version;

        Cell(double tauM, double capacitance, double refractory, double threshold, double reset, double vInf, double v,
                double lookMs, double... tauS) {
            this.tauM = tauM;
            this.capacitance = capacitance;
            this.refractory = refractory;
            this.threshold = threshold;
            this.reset = reset;
            this.vInf = vInf;
            this.v = v;
            this.lookMs = lookMs;
            this.tauS = tauS;
            this.current = new double[tauS.length];
        }

        double potential(double t) {
            double sum = vInf + (v - vInf) * Math.exp(-t / tauM);
            for (int k = 0; k < tauS.length; k++) {
                sum += current[k] / capacitance * tauM * tauS[k] / (tauM - tauS[k])
                        * (Math.exp(-t / tauM) - Math.exp(-t / tauS[k]));
            }
            return sum;
        }

        void moveTo(double time) {
            v = held ? reset : potential(time - last);
            for (int k = 0; k < tauS.length; k++) {
                current[k] *= Math.exp(-(time - last) / tauS[k]);
            }
            last = time;
        }

        /** Time to the first crossing within the horizon; infinite if there is none. */
        double crossing() {
            double before = 0;
            for (double t = 0; t <= HORIZON_MS; t += lookMs) {
                if (potential(t) >= threshold) {
                    double high = t;
                    while (high - before > Math.ulp(high)) {
                        final double middle = 0.5 * (before + high);
                        if (potential(middle) >= threshold) {
                            high = middle;
                        } else if (middle > before) {
                            before = middle;
                        } else {
                            break;
                        }
                    }
                    return high;
                }
                before = t;
            }
            return Double.POSITIVE_INFINITY;
        }
    }

    /** What comes first at one instant: spikes and ends of refractoriness, then arrivals. */
    private enum Kind {
        SPIKE, FREE, LOOK, ARRIVAL
    }

    private record Event(double time, Kind kind, int neuron, int version, int channel, double weight) {
    }

    private final Cell[] cells;
    private final List<List<List<Synapse>>> rows;
    private final Release release;
    private final int[] spikesOf;
    private final PriorityQueue<Event> queue = new PriorityQueue<>(
            Comparator.comparingDouble(Event::time).thenComparing(Event::kind).thenComparingInt(Event::neuron));

    /**
     * @param cells neurons; null for those that spike at given times
     * @param rows  synapses by source neuron and partition
     */
    EventOracle(Cell[] cells, List<List<List<Synapse>>> rows, Release release) {
        this.cells = cells;
        this.rows = rows;
        this.release = release;
        this.spikesOf = new int[cells.length];
    }

    void give(int neuron, double time) {
        queue.add(new Event(time, Kind.SPIKE, neuron, 0, 0, 0));
    }

    void arrive(int neuron, double time, int channel, double weight) {
        queue.add(new Event(time, Kind.ARRIVAL, neuron, 0, channel, weight));
    }

    List<Spike> run(double endMs) {
        final List<Spike> spikes = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            look(i);
        }
        while (queue.peek().time < endMs) {
            final Event event = queue.poll();
            final Cell cell = cells[event.neuron];
            if (event.kind != Kind.ARRIVAL && cell != null && event.version != cell.version) {
                continue; // an arrival has made it void
            }
            if (event.kind == Kind.SPIKE) {
                spikes.add(new Spike(event.time, event.neuron));
                deliver(event.neuron, event.time);
            }
            if (cell == null) {
                continue;
            }
            cell.moveTo(event.time);
            switch (event.kind) {
                case SPIKE -> {
                    cell.v = cell.reset;
                    cell.held = true;
                    queue.add(new Event(event.time + cell.refractory, Kind.FREE, event.neuron, cell.version, 0, 0));
                }
                case FREE -> {
                    cell.held = false;
                    look(event.neuron);
                }
                case LOOK -> look(event.neuron);
                default -> {
                    receive(cell, event);
                    while (!queue.isEmpty() && queue.peek().kind == Kind.ARRIVAL && queue.peek().time == event.time
                            && queue.peek().neuron == event.neuron) {
                        receive(cell, queue.poll());
                    }
                    if (!cell.held) {
                        look(event.neuron);
                    }
                }
            }
        }
        return spikes;
    }

    private static void receive(Cell cell, Event arrival) {
        if (cell.tauS.length > 0) {
            cell.current[arrival.channel] += arrival.weight;
        } else if (!cell.held) {
            cell.v += arrival.weight;
        }
    }

    private void look(int i) {
        if (cells[i] != null) {
            final double wait = cells[i].crossing();
            final boolean never = Double.isInfinite(wait);
            queue.add(new Event(cells[i].last + (never ? HORIZON_MS : wait), never ? Kind.LOOK : Kind.SPIKE, i,
                    ++cells[i].version, 0, 0));
        }
    }

    private void deliver(int source, double time) {
        final int number = spikesOf[source]++;
        for (int p = 0; p < rows.get(source).size(); p++) {
            final List<Synapse> row = rows.get(source).get(p);
            final BitSet released = release.draw(source, p, number, row.size());
            for (int k = released.nextSetBit(0); k >= 0; k = released.nextSetBit(k + 1)) {
                final Synapse synapse = row.get(k);
                arrive(synapse.target, time + synapse.delayMs, synapse.channel, synapse.weight);
            }
        }
    }
}
