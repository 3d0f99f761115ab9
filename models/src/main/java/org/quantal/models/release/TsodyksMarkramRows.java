package org.quantal.models.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.AmplitudeSites;

/** Deterministic synapses with one U: all synapses of a presynaptic neuron have one state. */
final class TsodyksMarkramRows implements AmplitudeSites {
    private final ShortTermDynamics dynamics;
    private final SourceRows rows;

    TsodyksMarkramRows(ShortTermDynamics dynamics) {
        this.dynamics = dynamics;
        this.rows = new SourceRows(dynamics.utilization(), 1);
    }

    @Override
    public void append(double[] probabilities, int count) {
        rows.add(count);
    }

    @Override
    public int transmit(long key, int source, double timeMs, long from, int count, float[] amplitude) {
        final double elapsed = rows.spike(source, timeMs);
        final double[] u = rows.values(0);
        final double[] x = rows.values(1);
        // x before u: it needs the release of the last spike.
        x[source] = 1 - (1 - x[source] * (1 - u[source])) * ShortTermDynamics.decay(elapsed, dynamics.tauRecMs());
        u[source] = dynamics.utilization()
                + u[source] * (1 - dynamics.utilization()) * ShortTermDynamics.decay(elapsed, dynamics.tauFacMs());
        final float response = (float) (u[source] * x[source]);
        Arrays.fill(amplitude, 0, count, response);
        return response > 0 ? count : 0;
    }

    @Override
    public double probability(long synapse) {
        return dynamics.utilization();
    }

    @Override
    public int bytesPerSynapse() {
        return rows.bytesPerSynapse();
    }

    /** Both at the last spike: u as it released, x just before; U and 1 before any spike. */
    @Override
    public List<String> stateVariables() {
        return List.of("u", "x");
    }

    @Override
    public double state(String variable, long synapse) {
        return switch (variable) {
            case "u" -> rows.values(0)[rows.rowOf(synapse)];
            case "x" -> rows.values(1)[rows.rowOf(synapse)];
            default -> throw new IllegalArgumentException("tsodyks_markram has no state '" + variable + "'");
        };
    }

    @Override
    public void save(DataOutput out) throws IOException {
        rows.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        rows.load(in);
    }
}
