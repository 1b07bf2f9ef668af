package dev.limbeck.work;

import static java.util.stream.Collectors.toMap;

import dev.limbeck.work.Assignment.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to begin and what is to end, so that in time there is as much work as is wanted. Nothing begins in the
 * place of what has not ended; what has failed rests, longer each time, or is given up. Times are readings of one ticker.
 * For one thread.
 */
final class Assignments {
    static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    static final Duration LONGEST_REST = Duration.ofSeconds(30);
    /** Work that went well for so long has put earlier failures behind it. */
    static final Duration GOOD_LIFE = Duration.ofMinutes(1);

    private Map<Slot, Assignment> wanted = Map.of();
    private final Map<Slot, Stand> stands = new HashMap<>();

    /** What is to be done to get nearer to what is wanted. */
    sealed interface Action {
        record Begin(Assignment assignment) implements Action {}

        record End(Slot slot) implements Action {}

        /** It has failed, and will not be tried again. */
        record Forget(Slot slot) implements Action {}
    }

    /** How it stands with a slot that is not empty. */
    private sealed interface Stand {
        record Working(Assignment assignment, int failures, Duration since) implements Stand {}

        record Ending() implements Stand {}

        record Resting(Assignment assignment, int failures, Duration until) implements Stand {}

        record GivenUp(Assignment assignment) implements Stand {}
    }

    /** From now on this is wanted, and nothing else. */
    void want(Collection<Assignment> assignments) {
        wanted = assignments.stream().collect(toMap(Assignment::slot, Function.identity()));
    }

    /** What is to be done now; counts as done. */
    List<Action> decide(Duration now) {
        var slots = new HashSet<>(wanted.keySet());
        slots.addAll(stands.keySet());
        var changes = new ArrayList<Action>();
        slots.forEach(slot -> change(slot, wanted.get(slot), now).ifPresent(changes::add));
        return changes;
    }

    private Optional<Action> change(Slot slot, @Nullable Assignment want, Duration now) {
        Stand stand = stands.get(slot);
        if (stand instanceof Stand.Ending) {
            return Optional.empty();
        }
        if (stand instanceof Stand.Working working) {
            if (working.assignment().equals(want)) {
                return Optional.empty();
            }
            stands.put(slot, new Stand.Ending());
            return Optional.of(new Action.End(slot));
        }
        if (want == null) {
            stands.remove(slot);
            return Optional.of(new Action.Forget(slot));
        }
        if (stand instanceof Stand.GivenUp givenUp && givenUp.assignment().equals(want)) {
            return Optional.empty();
        }
        return begin(slot, want, stand, now);
    }

    private Optional<Action> begin(Slot slot, Assignment want, @Nullable Stand stand, Duration now) {
        int failures = 0;
        if (stand instanceof Stand.Resting resting && resting.assignment().equals(want)) {
            if (now.compareTo(resting.until()) < 0) {
                return Optional.empty();
            }
            failures = resting.failures();
        }
        stands.put(slot, new Stand.Working(want, failures, now));
        return Optional.of(new Action.Begin(want));
    }

    /**
     * The work in a slot has ended, by itself or as it was told.
     *
     * @param rest that it needs at least, if it was not told
     * @return how often in a row it has failed by now, and rests; 0 if it was told to end
     */
    int ended(Slot slot, Duration rest, Duration now) {
        if (stands.get(slot) instanceof Stand.Working working) {
            boolean goodLife = now.minus(working.since()).compareTo(GOOD_LIFE) >= 0;
            int failures = goodLife ? 1 : working.failures() + 1;
            Duration longer = restAfter(failures).compareTo(rest) > 0 ? restAfter(failures) : rest;
            stands.put(slot, new Stand.Resting(working.assignment(), failures, now.plus(longer)));
            return failures;
        }
        stands.remove(slot);
        return 0;
    }

    /** What rests in a slot is not begun again, as long as the same is wanted. */
    void giveUp(Slot slot) {
        if (stands.get(slot) instanceof Stand.Resting resting) {
            stands.put(slot, new Stand.GivenUp(resting.assignment()));
        }
    }

    private static Duration restAfter(int failures) {
        long doubled = SHORTEST_REST.toMillis() << Math.min(failures - 1, 10);
        return Duration.ofMillis(Math.min(doubled, LONGEST_REST.toMillis()));
    }

    /** When the next rest is over; empty while nothing rests. */
    Optional<Duration> nextBeginning() {
        return stands.values().stream()
                .filter(Stand.Resting.class::isInstance)
                .map(stand -> ((Stand.Resting) stand).until())
                .min(Comparator.naturalOrder());
    }
}
