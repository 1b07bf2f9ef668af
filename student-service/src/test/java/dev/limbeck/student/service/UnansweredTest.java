package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.StateBuilder;
import dev.limbeck.student.Examples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnansweredTest {
    @ParameterizedTest
    @EnumSource(Candidate.Phase.class)
    void aCandidateIsWaitedForUntilItIsDecided(Candidate.Phase phase) {
        // Given
        var unanswered = unanswered(candidate("small", 200, phase));
        // Then
        boolean open = phase != Candidate.Phase.PROMOTED && phase != Candidate.Phase.REJECTED;
        assertThat(unanswered.test(CheckpointId.at(200, 1))).isEqualTo(open);
    }

    @Test
    void whatIsNewerThanAllThatIsKnownIsOnItsWay() {
        // Given
        var unanswered = unanswered(
                candidate("small", 200, Candidate.Phase.REJECTED), candidate("other", 900, Candidate.Phase.REJECTED));
        // Then
        assertThat(unanswered.test(CheckpointId.at(300, 1))).isTrue();
        assertThat(unanswered.test(CheckpointId.at(100, 1))).isFalse();
        assertThat(unanswered.test(CheckpointId.at(150, 2))).isTrue();
    }

    @Test
    void whatIsNeverAnnouncedIsNotWaitedFor() {
        assertThat(unanswered().test(CheckpointId.at(300, 1, 310))).isFalse();
        assertThat(new Unanswered(Optional::empty, 1, "small").test(CheckpointId.at(300, 1)))
                .isFalse();
    }

    private static Candidate candidate(String student, long step, Candidate.Phase phase) {
        String id = CheckpointId.at(step, 1).text();
        return new Candidate(
                new CheckpointAnnounced(
                        "digits", 1, student, id, step, "d" + step, id, "n", OptionalDouble.empty(), Instant.EPOCH),
                phase,
                false,
                Optional.empty(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    private static Unanswered unanswered(Candidate... candidates) {
        var state = RunsOnTopic.state(Examples.generation("digits"), RunPhase.DISTILLING);
        var known = StateBuilder.from(state).candidates(List.of(candidates)).build();
        return new Unanswered(() -> Optional.of(known), 1, "small");
    }
}
