package org.quantal.rate.meanfield;

/** A reason not to take a rate of the theory at its word. */
public enum Caution {
    JUMPS("jumps", "single spikes are not small beside the noise (|gamma| > 0.01 or J/sigma > 0.02): rates may be off"
            + " by some 10 %, low ones by more"),
    LARGE_JUMPS("large-jumps",
    "single spikes are large beside the noise (|gamma| > 0.05 or J/sigma > 0.1): rates may be off by a factor; they"
            + " tell the order of magnitude"),
    SLOW("slow", "tau_syn is more than a tenth of tau_m: the correction for it is of first order in"
    + " sqrt(tau_syn/tau_m)"),
    TWO_TAUS("two-taus", "tau_syn_ex and tau_syn_in differ: the theory takes one in between, weighted by the noise of"
            + " each, which costs some percent"),
    DEPLETION("depletion", "releases of a synapse follow from its earlier ones; only their stationary moments enter"),
    SOURCE("source", "the input comes from spike sources that are no Poisson trains of constant rate; it is taken for"
    + " such trains of its mean rate"),
    /** Not a matter of the input, but of the point. */
    UNSTABLE("unstable", "the rates are a fixed point, but do not return to it when disturbed");

    private final String label;
    private final String sentence;

    Caution(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** Whether a method that holds for any jump need not care. */
    public boolean isOfDiffusion() {
        return this == JUMPS || this == LARGE_JUMPS || this == SLOW;
    }

    /** A word for tables. */
    public String label() {
        return label;
    }

    /** What it means. */
    public String sentence() {
        return sentence;
    }
}
