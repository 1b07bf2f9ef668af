package dev.limbeck.network.objective;

/** What a term compares the student's output with. An objective weighs one against the other. */
public enum Target {
    /** What the teacher says: there is one for every example. */
    SOFT("softTarget", "soft"),
    /** What is right, by somebody's word: known of some examples. */
    HARD("hardLabel", "hard");

    private final String term;
    private final String variable;

    Target(String term, String variable) {
        this.term = term;
        this.variable = variable;
    }

    /** What the first term with this target is called. */
    String term() {
        return term;
    }

    /** What its value is called in the script. */
    String variable() {
        return variable;
    }
}
