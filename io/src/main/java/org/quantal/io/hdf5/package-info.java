/**
 * HDF5 files in and out: spikes and recorded states in SONATA layout, with the provenance of the run.
 *
 * <p>{@link org.quantal.io.hdf5.SonataSpikesWriter} and {@link org.quantal.io.hdf5.SonataReportWriter} write what a run
 * records, {@link org.quantal.io.hdf5.SonataSpikesReader} and {@link org.quantal.io.hdf5.SonataReportReader} read it,
 * and files of other makers, back. {@link org.quantal.io.hdf5.Hdf5Writer} and {@link org.quantal.io.hdf5.Hdf5Reader}
 * serve any other layout.
 *
 * <p>jHDF encodes and decodes the format's messages. Its own file writer keeps all data in memory until it closes and
 * knows neither empty datasets, enumerations nor variable-length strings; the writer here lays the same messages out
 * differently. Data go into the file as they come, and what describes them follows at the end:
 *
 * <pre>
 * byte 0       64                                                       end
 * | superblock | chunk | text | chunk | chunk index | ... | datasets, groups, root |
 *   written      written while the run goes                 written by close()
 *   last
 * </pre>
 *
 * <p>Until the superblock is there, and the file has its final name, nobody can take it for a complete one.
 */
package org.quantal.io.hdf5;
