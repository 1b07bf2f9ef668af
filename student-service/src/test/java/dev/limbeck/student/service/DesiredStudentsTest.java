package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.student.Examples;
import dev.limbeck.student.placement.Placement;
import dev.limbeck.work.Assignment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DesiredStudentsTest {
    private static final Placement EVERYTHING =
            new Placement(IntStream.range(0, RunTopics.RUN_PARTITIONS).boxed().collect(Collectors.toSet()));

    @ParameterizedTest
    @EnumSource(RunPhase.class)
    void studentsAreTrainedWhileTheirRunIsDistillingOrDraining(RunPhase phase) {
        // Given
        var run = Examples.generation("digits");
        // When
        var desired = DesiredStudents.of(List.of(RunsOnTopic.state(run, phase)), EVERYTHING);
        // Then
        boolean wanted = phase == RunPhase.DISTILLING || phase == RunPhase.DRAINING;
        assertThat(desired)
                .isEqualTo(wanted ? List.of(new Assignment(run, "small"), new Assignment(run, "other")) : List.of());
    }

    @Test
    void whoIsGivenUpIsNotTrained() {
        // Given
        var run = Examples.generation("digits");
        // When
        var desired = DesiredStudents.of(List.of(RunsOnTopic.givenUp(run, "other", "no file")), EVERYTHING);
        // Then
        assertThat(desired).containsExactly(new Assignment(run, "small"));
    }

    @Test
    void eachIsTrainedWhereItIsPlaced() {
        // Given
        var runs = IntStream.range(0, 10)
                .mapToObj(i -> RunsOnTopic.state(Examples.generation("run-" + i), RunPhase.DISTILLING))
                .toList();
        // When
        var one = DesiredStudents.of(runs, new Placement(Set.of(0, 1)));
        var other = DesiredStudents.of(runs, new Placement(Set.of(2, 3)));
        // Then
        assertThat(one).isNotEmpty().doesNotContainAnyElementsOf(other);
        assertThat(one.size() + other.size()).isEqualTo(20);
        assertThat(DesiredStudents.of(runs, Placement.NOTHING)).isEmpty();
    }
}
