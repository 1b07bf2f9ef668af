package dev.limbeck.contract.lifecycle;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen of a generation, as far as later steps depend on it.
 *
 * @param drifts the newest, oldest first
 * @param falls champions that fell on the live stream, by digest
 * @param losses by student
 * @param failures work that failed several times in a row, by part: {@code teacher}, {@code watch} or the student's name
 */
public record Observations(
        List<Drift> drifts,
        SortedMap<String, Fall> falls,
        SortedMap<String, LowestLoss> losses,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Failure> failures) {
    public static final Observations NONE =
            new Observations(List.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Observations {
        drifts = List.copyOf(drifts);
        falls = Collections.unmodifiableSortedMap(new TreeMap<>(falls));
        losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
        failures = requireNonNullElse(failures, Collections.emptySortedMap()); // states of before there were any
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    /** @param followed whether it had a consequence; if not, one before it was too near, or there was no champion yet */
    public record Drift(DriftDetected detected, boolean followed) {}

    /** What a champion's fall has led to. */
    public enum Fall {
        /** It stayed champion. */
        NOTED,
        /** The champion before it took its place; it never does so by itself again. */
        ROLLED_BACK
    }

    /**
     * How far a student's objective has come on what it never saw.
     *
     * @param heldOut the lowest there was
     * @param checkpointsSince measured after the one that had it
     */
    public record LowestLoss(double heldOut, int checkpointsSince) {
        /** With one more checkpoint measured. */
        public LowestLoss then(double loss) {
            return loss < heldOut ? new LowestLoss(loss, 0) : new LowestLoss(heldOut, checkpointsSince + 1);
        }
    }

    /**
     * What is known of work that fails.
     *
     * @param reason one sentence
     * @param givenUp whether it is not tried any more
     */
    public record Failure(String reason, boolean givenUp) {}

    /** Why this part's work is not tried any more; empty while it is. */
    public Optional<String> givenUp(String part) {
        return Optional.ofNullable(failures.get(part)).filter(Failure::givenUp).map(Failure::reason);
    }

    /** The newest drift that had a consequence. */
    public Optional<Drift> lastFollowed() {
        return drifts.stream().filter(Drift::followed).reduce((older, newer) -> newer);
    }

    public Observations with(List<Drift> newest) {
        return new Observations(newest, falls, losses, failures);
    }

    public Observations with(String champion, Fall fall) {
        var more = new TreeMap<>(falls);
        more.put(champion, fall);
        return new Observations(drifts, more, losses, failures);
    }

    public Observations with(String student, LowestLoss loss) {
        var more = new TreeMap<>(losses);
        more.put(student, loss);
        return new Observations(drifts, falls, more, failures);
    }

    public Observations with(String part, Failure failure) {
        var more = new TreeMap<>(failures);
        more.put(part, failure);
        return new Observations(drifts, falls, losses, more);
    }

    /** As if no work had failed: it is tried anew. */
    public Observations withoutFailures() {
        return new Observations(drifts, falls, losses, new TreeMap<>());
    }
}
