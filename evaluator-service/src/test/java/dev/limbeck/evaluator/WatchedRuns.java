package dev.limbeck.evaluator;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.StateBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** States of runs that have a teacher and champions. */
public final class WatchedRuns {
    private WatchedRuns() {}

    /** @param champions the last of them is champion */
    public static RunState with(RunState state, TeacherPublished teacher, List<Champion> champions) {
        var newest =
                champions.isEmpty() ? Optional.<Champion>empty() : Optional.of(champions.get(champions.size() - 1));
        return with(state, teacher, champions, newest, Optional.empty());
    }

    /** @param teacherBehind as in the state */
    public static RunState with(
            RunState state,
            TeacherPublished teacher,
            List<Champion> champions,
            Optional<Champion> champion,
            Optional<String> teacherBehind) {
        return StateBuilder.from(state)
                .generations(state.generations().stream()
                        .map(generation -> generation.taughtBy(teacher))
                        .toList())
                .champions(champions)
                .champion(champion.map(Champion::checkpointDigest))
                .teacherBehind(teacherBehind)
                .build();
    }

    /** @param accuracy on the held-out set */
    public static TeacherPublished measured(TeacherPublished teacher, double accuracy) {
        return new TeacherPublished(
                teacher.run(),
                teacher.version(),
                teacher.sha256(),
                teacher.location(),
                OptionalDouble.of(accuracy),
                teacher.parameters(),
                teacher.publishedAt());
    }
}
