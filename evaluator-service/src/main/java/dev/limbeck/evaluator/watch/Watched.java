package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.WatchStatus.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which promoted students are looked at: the champion, the one before it, and the run's first. One student may be more
 * than one of them.
 *
 * @param promiseHolds whether the champion was measured against the teacher that labels now: what it promised of another
 *     one says nothing of this one
 */
public record Watched(Map<Role, Champion> byRole, boolean promiseHolds) {
    public static final Watched NOBODY = new Watched(Map.of(), false);

    public Watched {
        byRole = Map.copyOf(byRole);
    }

    public static Watched of(RunState state) {
        return state.currentChampion().map(champion -> of(state, champion)).orElse(NOBODY);
    }

    private static Watched of(RunState state, Champion champion) {
        var byRole = new LinkedHashMap<Role, Champion>();
        byRole.put(Role.CHAMPION, champion);
        state.previousChampion().ifPresent(previous -> byRole.put(Role.PREVIOUS, previous));
        byRole.put(Role.FROZEN, state.champions().get(0));
        return new Watched(byRole, isMeasuredAgainstTheTeacher(state, champion));
    }

    private static boolean isMeasuredAgainstTheTeacher(RunState state, Champion champion) {
        var then = state.generations().stream()
                .filter(generation -> generation.number() == champion.generation())
                .findFirst()
                .flatMap(GenerationRecord::teacher);
        return then.isPresent()
                && then.map(teacher -> teacher.sha256()).equals(state.teacher().map(teacher -> teacher.sha256()));
    }

    public Optional<Champion> champion() {
        return Optional.ofNullable(byRole.get(Role.CHAMPION));
    }

    Optional<Champion> previous() {
        return Optional.ofNullable(byRole.get(Role.PREVIOUS));
    }

    Set<Champion> all() {
        return Set.copyOf(byRole.values());
    }
}
