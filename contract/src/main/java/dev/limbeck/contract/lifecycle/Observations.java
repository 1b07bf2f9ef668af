package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
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
 * @param saved by student, how far its checkpoints go
 * @param announced by student, digest of the newest checkpoint whose announcement has come
 */
public record Observations(
        List<Drift> drifts,
        SortedMap<String, Fall> falls,
        SortedMap<String, LowestLoss> losses,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        SortedMap<String, Failure> failures,

        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, Saved> saved,
        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, String> announced) {
    public static final Observations NONE = new Observations(
            List.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Observations {
        drifts = List.copyOf(drifts);
        falls = Collections.unmodifiableSortedMap(new TreeMap<>(falls));
        losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        saved = Collections.unmodifiableSortedMap(new TreeMap<>(saved));
        announced = Collections.unmodifiableSortedMap(new TreeMap<>(announced));
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

    /**
     * What of a student is in checkpoints.
     *
     * @param through per partition of its topic, the offset of the first record that no checkpoint accounts for
     * @param records how many there are before
     * @param checkpoint digest of the newest one that was announced; absent where none was
     */
    public record Saved(SortedMap<Integer, Long> through, long records, Optional<String> checkpoint) {
        public Saved {
            through = Collections.unmodifiableSortedMap(new TreeMap<>(through));
        }
    }

    /** Whether every checkpoint that the student has told of has been announced to the run. */
    public boolean hasAllAnnounced(String student) {
        return Optional.ofNullable(saved.get(student))
                .flatMap(Saved::checkpoint)
                .map(digest -> digest.equals(announced.get(student)))
                .orElse(true);
    }

    /** Of a generation that is not worked on any more: what no later step depends on is let go. */
    public Observations ended() {
        return new Observations(
                lastFollowed().stream().toList(), falls, losses, failures, new TreeMap<>(), new TreeMap<>());
    }

    public Observations with(List<Drift> newest, SortedMap<String, LowestLoss> lowest) {
        return new Observations(newest, falls, lowest, failures, saved, announced);
    }

    public Observations with(String champion, Fall fall) {
        return new Observations(drifts, with(falls, champion, fall), losses, failures, saved, announced);
    }

    public Observations with(String student, LowestLoss loss) {
        return new Observations(drifts, falls, with(losses, student, loss), failures, saved, announced);
    }

    public Observations with(String part, Failure failure) {
        return new Observations(drifts, falls, losses, with(failures, part, failure), saved, announced);
    }

    /** As if no work had failed: it is tried anew. */
    public Observations withoutFailures() {
        return new Observations(drifts, falls, losses, new TreeMap<>(), saved, announced);
    }

    /** A life that has announced none yet says nothing of what earlier ones did. */
    public Observations with(String student, Saved place) {
        var newest = place.checkpoint()
                .or(() -> Optional.ofNullable(saved.get(student)).flatMap(Saved::checkpoint));
        var known = new Saved(place.through(), place.records(), newest);
        return new Observations(drifts, falls, losses, failures, with(saved, student, known), announced);
    }

    public Observations withAnnounced(String student, String digest) {
        return new Observations(drifts, falls, losses, failures, saved, with(announced, student, digest));
    }

    private static <T> SortedMap<String, T> with(SortedMap<String, T> known, String key, T value) {
        var more = new TreeMap<>(known);
        more.put(key, value);
        return more;
    }
}
