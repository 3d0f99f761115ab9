package org.quantal.validation;

import java.util.List;

/**
 * Compares the file of one experiment with theory. One class an experiment, and one line in {@link Judges}; the class's
 * docstring tells the file's layout.
 */
public interface Judge {

    /** Name of the experiment, as in the file's attribute {@code experiment}. */
    String experiment();

    /** What is tested, in a sentence. */
    String description();

    /** Paper or derivation that the predictions come from. */
    String source();

    /**
     * All predictions with what was measured.
     *
     * @throws ResultFileException if the file lacks something
     */
    List<Check> judge(ResultFile file);

    /** Figures that show measured values beside theory. */
    List<Figure> figures(ResultFile file);
}
