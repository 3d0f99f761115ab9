/**
 * States of runs in files: checkpoints, from which a killed run goes on as if nothing had happened.
 *
 * <pre>
 *   RUN_DIR/checkpoints/job.json       what is simulated, and how
 *                       record-K.log   what was recorded between checkpoints K - 1 and K
 *                       state-K.bin    the state at checkpoint K; the last two are kept
 * </pre>
 */
package org.quantal.io.checkpoint;
