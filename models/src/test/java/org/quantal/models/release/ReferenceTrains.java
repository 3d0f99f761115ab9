package org.quantal.models.release;

import java.util.stream.Stream;

/** The release trains that tests compare with: computed apart from this code, to ten digits. */
record ReferenceTrains(ShortTermDynamics dynamics, int sites, double[] u, double[] x, double[] mean, double[] variance,
        double[] covariance) {

    static final double[] TIMES_MS = {0, 20, 40, 60, 80, 580};

    static Stream<ReferenceTrains> all() {
        return Stream.of(
                new ReferenceTrains(new ShortTermDynamics(0.5, 0, 0, 800), 1,
                new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
                        new double[] {1, 0.512345044, 0.2745376879, 0.1585697521, 0.1020174134, 0.4920415647},
                        new double[] {0.5, 0.256172522, 0.1372688439, 0.07928487603, 0.05100870672, 0.2460207824},
                        new double[] {0.25, 0.190548161, 0.1184261084, 0.07299878447, 0.04840681856, 0.185494557},
                        new double[] {0.25, -0.121913739, -0.05945183903, -0.02899198395, -0.01413808466,
                        -0.003783785695}),
                new ReferenceTrains(new ShortTermDynamics(0.2, 0, 500, 100), 5,
                        new double[] {0.2, 0.3537263103, 0.4718852026, 0.5627058553, 0.6325134745, 0.3861509628},
                        new double[] {1, 0.8362538494, 0.6237513497, 0.4509692419, 0.3427280348, 0.9941106835},
                        new double[] {1, 1.479024943, 1.47169516, 1.268815165, 1.083900501, 1.919383988},
                        new double[] {0.8, 1.041521987, 1.038517831, 0.9468367803, 0.8489324416, 1.182577009},
                        new double[] {0.8, -0.2316852867, -0.16354039, -0.084321737, -0.033934594, -5.129783165e-05}),
                new ReferenceTrains(new ShortTermDynamics(0.6, 0, 50, 300), 10,
                        new double[] {0.6, 0.760876811, 0.8040123916, 0.8155782493, 0.8186793799, 0.6000148672},
                        new double[] {1, 0.438695809, 0.1626298876, 0.09431084327, 0.08076426066, 0.8138903341},
                        new double[] {6, 3.337934682, 1.307564448, 0.7691787244, 0.6612003483, 4.883463008},
                        new double[] {2.4, 2.223753888, 1.13659197, 0.7100151334, 0.6174817583, 2.498641913},
                        new double[] {2.4, -1.708333372, -0.4038217875, -0.07510490265, -0.01300695624,
                        -0.0003264727204}));
    }

    @Override
    public String toString() {
        return dynamics + " n=" + sites;
    }
}
