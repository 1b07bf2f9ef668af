package dev.limbeck.student.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.topic.RunTopics;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void everyStudentBelongsToOnePartition() {
        // Given
        var shares = IntStream.range(0, RunTopics.RUN_PARTITIONS)
                .mapToObj(partition -> new Placement(Set.of(partition)))
                .toList();
        for (int i = 0; i < 100; i++) {
            String run = "run-" + i;
            // When
            long owners =
                    shares.stream().filter(share -> share.has(run, "small")).count();
            // Then
            assertThat(owners).isEqualTo(1);
        }
    }

    @Test
    void studentsOfOneRunAreSpread() {
        // When
        var partitions = IntStream.range(0, 50)
                .mapToObj(i -> Placement.partitionOf("digits", "student-" + i))
                .collect(Collectors.toSet());
        // Then
        assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    /** Replicas of different releases have to agree. */
    @Test
    void whereAStudentBelongsNeverChanges() {
        assertThat(Placement.partitionOf("digits", "small-cnn")).isEqualTo(2);
        assertThat(Placement.partitionOf("digits", "control")).isEqualTo(2);
    }
}
