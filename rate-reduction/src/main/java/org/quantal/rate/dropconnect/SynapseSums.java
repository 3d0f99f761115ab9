package org.quantal.rate.dropconnect;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/** Sums of amplitudes over synapses, between units of a reduced network. */
interface SynapseSums extends AutoCloseable {

    /** Units that a population becomes. */
    int units(Population population);

    /**
     * Adds the synapses from one population to another.
     *
     * @param between its projections
     * @param drive   of the target
     * @param column  of the first unit of the source
     */
    void add(List<Projection> between, NeuronDrive drive, int column, Matrices into);

    @Override
    void close();

    /** Moments of the drive that one spike of each input makes, in drive times ms; outputs x inputs. */
    final class Matrices {
        /** Sum of mean amplitudes. */
        final DMatrixRMaj mean;
        /** Sum of their variances by release. */
        final DMatrixRMaj variance;
        /** Third absolute moment of one synapse; of several between two neurons an upper bound. */
        final DMatrixRMaj third;
        /** Number of independent inputs that an entry stands for. */
        final DMatrixRMaj synapses;

        Matrices(int outputs, int inputs) {
            mean = new DMatrixRMaj(outputs, inputs);
            variance = new DMatrixRMaj(outputs, inputs);
            third = new DMatrixRMaj(outputs, inputs);
            synapses = new DMatrixRMaj(outputs, inputs);
            Arrays.fill(synapses.data, 1);
        }
    }
}
