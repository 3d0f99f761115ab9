/**
 * From a scenario to a directory of results: {@link org.quantal.io.run.ScenarioRun} simulates and writes the files that
 * {@link org.quantal.io.run.RunFiles} names, {@link org.quantal.io.run.RunPlots} draws the figures again,
 * {@link org.quantal.io.run.ScenarioDescription} tells what would be simulated. The command line adds nothing to it.
 */
package org.quantal.io.run;
