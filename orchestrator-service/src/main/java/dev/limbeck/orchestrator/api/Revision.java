package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.api.problem.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The entity tag of a run's state, and what a client says it knows. */
record Revision(long number) {
    static Revision of(RunState state) {
        return new Revision(state.revision());
    }

    String tag() {
        return "\"" + number + "\"";
    }

    /** Whether one of the tags of an {@code If-Match} or {@code If-None-Match} header is this one. */
    boolean isAmong(String tags) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag()));
    }

    /** @param ifMatch what the client has seen; without it, it does not care */
    void require(String run, @Nullable String ifMatch) {
        if (ifMatch != null && !isAmong(ifMatch)) {
            throw Refusal.movedOn(run, ifMatch, number);
        }
    }
}
