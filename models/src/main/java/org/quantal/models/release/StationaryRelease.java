package org.quantal.models.release;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import org.quantal.simulator.network.Moments;

/**
 * The law of the release probability m = u x of {@link ShortTermDynamics} over the spikes of a stationary Poisson
 * train: its first three moments.
 *
 * <p>From spike to spike x becomes 1 - d + d x (1 - u) and u becomes U + (1 - U) f u, with d = exp(-Delta/tau_rec) and
 * f = exp(-Delta/tau_fac), so that M(a, k) = E[x^a u^k] is a sum over M(i, j) with i up to a and j up to k + i. The
 * hierarchy is closed by M(a, j)/M(a, K) = M(0, j)/M(0, K) for j beyond K, as in {@link ShortTermTheory#poisson}, whose
 * mean this has.
 */
final class StationaryRelease {
    private static final int ORDER = 3;
    /** Powers of u that are kept; the error is that of their last moments relative to the first, far below rounding. */
    private static final int MOST = 40;
    /** Values of U that stand for synapses that differ. */
    private static final int NODES = 12;

    private final ShortTermDynamics dynamics;
    private final double ratePerMs;
    private final int most;
    /** binom(k, j) U^(k-j) (1-U)^j: what u^k becomes in powers of u. */
    private final double[][] power;
    /** M(a, k), to k = most + ORDER. */
    private final double[][] moments = new double[ORDER + 1][];

    private StationaryRelease(ShortTermDynamics dynamics, double utilization, double rateHz) {
        this.dynamics = dynamics;
        this.ratePerMs = rateHz * 1e-3;
        this.most = dynamics.facilitates() ? MOST : ORDER;
        this.power = new double[most + ORDER + 1][];
        for (int k = 0; k < power.length; k++) {
            power[k] = new double[k + 1];
            for (int j = 0; j <= k; j++) {
                power[k][j] = k == 0 ? 1 : (j > 0 ? power[k - 1][j - 1] * (1 - utilization) : 0)
                        + (j < k ? power[k - 1][j] * utilization : 0);
            }
        }
    }

    /**
     * The law of the release probability at a rate, over spikes and, by quadrature over their U, over synapses.
     */
    static Moments of(ShortTermDynamics dynamics, double rateHz) {
        if (!dynamics.varies()) {
            final double[] raw = new StationaryRelease(dynamics, dynamics.utilization(), rateHz).raw();
            return Moments.ofRaw(raw[0], raw[1], raw[2]);
        }
        final BetaQuadrature synapses = BetaQuadrature.of(dynamics.marginal(), NODES);
        final double[] sum = new double[ORDER];
        for (int i = 0; i < NODES; i++) {
            final double share = synapses.shares()[i];
            final double[] raw = new StationaryRelease(dynamics, synapses.nodes()[i], rateHz).raw();
            Arrays.setAll(sum, k -> sum[k] + share * raw[k]);
        }
        return Moments.ofRaw(sum[0], sum[1], sum[2]);
    }

    /** E[m], E[m²], E[m³]. */
    private double[] raw() {
        moments[0] = facilitation();
        for (int a = 1; a <= ORDER; a++) {
            moments[a] = solve(a);
        }
        return new double[] {moments[1][1], moments[2][2], moments[3][3]};
    }

    /** E[u^k]. */
    private double[] facilitation() {
        final double[] m = new double[most + ORDER + 1];
        m[0] = 1;
        for (int k = 1; k < m.length; k++) {
            double lower = 0;
            for (int j = 0; j < k; j++) {
                lower += power[k][j] * recovery(0, 0, j) * m[j];
            }
            m[k] = lower / (1 - power[k][k] * recovery(0, 0, k));
        }
        return m;
    }

    private static double binomial(int n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }

    /**
     * E[(1 - d)^b d^i f^j] over the intervals: s b!/((s + e)(s + e + 1) ... (s + e + b)), s and e in units of
     * 1/tau_rec.
     */
    private double recovery(int b, int i, int j) {
        final double tauRec = dynamics.tauRecMs();
        if (tauRec == 0 && i > 0 || j > 0 && !dynamics.facilitates()) {
            return 0;
        }
        final double lost = j == 0 ? 0 : j / dynamics.tauFacMs();
        if (tauRec == 0) {
            return ratePerMs == 0 && lost == 0 ? 1 : ratePerMs / (ratePerMs + lost);
        }
        final double s = ratePerMs * tauRec;
        final double e = s + i + lost * tauRec;
        double value = i == 0 && j == 0 ? 1 : s / e;
        for (int n = 1; n <= b; n++) {
            value *= n / (e + n);
        }
        return value;
    }

    /** M(a, k) from those of lower a. */
    private double[] solve(int a) {
        final SimpleMatrix matrix = SimpleMatrix.identity(most + 1);
        final SimpleMatrix known = new SimpleMatrix(most + 1, 1);
        for (int k = 0; k <= most; k++) {
            for (int i = 0; i <= a; i++) {
                for (int j = 0; j <= k; j++) {
                    final double factor = binomial(a, i) * power[k][j] * recovery(a - i, i, j);
                    for (int q = 0; q <= i; q++) {
                        add(matrix, known, k, a, i, j + q, binomial(i, q) * (q % 2 == 0 ? factor : -factor));
                    }
                }
            }
        }
        final SimpleMatrix solved = matrix.solve(known);
        final double[] result = new double[moments[0].length];
        for (int k = 0; k < result.length; k++) {
            result[k] = k <= most ? solved.get(k) : solved.get(most) * closure(k);
        }
        return result;
    }

    /** Adds c M(i, j) to the right-hand side of row k, or takes it from the left-hand side where it is unknown. */
    private void add(SimpleMatrix matrix, SimpleMatrix known, int k, int a, int i, int j, double c) {
        if (i < a) {
            known.set(k, known.get(k) + c * moments[i][j]);
        } else {
            final int column = Math.min(j, most);
            matrix.set(k, column, matrix.get(k, column) - (j <= most ? c : c * closure(j)));
        }
    }

    private double closure(int j) {
        return moments[0][most] < Double.MIN_NORMAL ? 0 : moments[0][j] / moments[0][most];
    }
}
