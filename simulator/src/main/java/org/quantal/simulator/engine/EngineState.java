package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Where a run stands beside what its partitions hold. */
final class EngineState {
    /** Between the parts of a state, so that a part which is read amiss is found there. */
    private static final int MARK = 0x5154_4c53;

    /** Where the run is, as the timeline counts. */
    double position;
    /** Where the current call to run began. */
    double first;
    /** Whether that call goes on. */
    boolean running;
    /** Where the time of recordings begins: later than 0 if the run went on from a state of another. */
    double origin;
    /** Length of time that earlier calls have recorded. */
    double recorded;
    double warmupSeconds;
    double runSeconds;
    double recordSeconds;

    void save(DataOutput out, List<Partition> partitions, NetworkRules rules) throws IOException {
        for (double value : new double[] {position, first, origin, recorded, warmupSeconds, runSeconds,
                recordSeconds}) {
            out.writeDouble(value);
        }
        out.writeBoolean(running);
        for (Partition partition : partitions) {
            out.writeInt(MARK);
            partition.clock().save(out);
            for (int a = 0; a < partition.plan().populations(); a++) {
                for (SynapseTable table : partition.tables(a)) {
                    out.writeLong(table.offered());
                    out.writeLong(table.released());
                }
            }
            partition.save(out);
        }
        out.writeInt(MARK);
        rules.save(out);
        out.writeInt(MARK);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IOException if it is another network's, or damaged
     */
    void load(DataInput in, List<Partition> partitions, NetworkRules rules) throws IOException {
        position = in.readDouble();
        first = in.readDouble();
        origin = in.readDouble();
        recorded = in.readDouble();
        warmupSeconds = in.readDouble();
        runSeconds = in.readDouble();
        recordSeconds = in.readDouble();
        running = in.readBoolean();
        for (Partition partition : partitions) {
            requireMark(in);
            partition.clock().load(in);
            for (int a = 0; a < partition.plan().populations(); a++) {
                for (SynapseTable table : partition.tables(a)) {
                    table.setCounters(in.readLong(), in.readLong());
                }
            }
            partition.load(in);
        }
        requireMark(in);
        rules.load(in);
        requireMark(in);
    }

    /** Makes what was read the beginning of another run. */
    void beginAnew() {
        origin = Math.max(0, position);
        first = position;
        running = false;
        recorded = 0;
        warmupSeconds = 0;
        runSeconds = 0;
        recordSeconds = 0;
    }

    private static void requireMark(DataInput in) throws IOException {
        if (in.readInt() != MARK) {
            throw new IOException("the state does not fit the network");
        }
    }
}
