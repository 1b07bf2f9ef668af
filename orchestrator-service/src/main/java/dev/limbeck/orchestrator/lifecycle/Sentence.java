package dev.limbeck.orchestrator.lifecycle;

import java.util.Optional;

/** How a run's history says what a person had done. */
final class Sentence {
    private Sentence() {}

    /** @param reason what the person gave as such */
    static String because(String what, Optional<String> reason) {
        return reason.filter(text -> !text.isBlank())
                .map(text -> what + ": " + text)
                .orElse(what + ".");
    }
}
