/**
 * Figures of a run: {@link org.quantal.io.plot.RasterPlot} and {@link org.quantal.io.plot.RatesPlot}, both with the
 * populations from top to bottom as in figure 6 of Potjans &amp; Diesmann (2014), excitatory in blue and inhibitory in
 * red.
 */
package org.quantal.io.plot;
