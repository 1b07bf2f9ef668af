package dev.limbeck.orchestrator.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownNameTest {
    @Test
    void namesTheNearest() {
        assertThat(UnknownName.describe("run", "digts", List.of("letters", "digits")))
                .isEqualTo("there is no run 'digts', did you mean digits?");
    }

    @Test
    void namesAllWhereNoneIsNear() {
        assertThat(UnknownName.describe("run", "faces", List.of("letters", "digits")))
                .isEqualTo("there is no run 'faces'; there are digits, letters");
        assertThat(UnknownName.describe("run", "faces", List.of("digits")))
                .isEqualTo("there is no run 'faces'; there is digits");
        assertThat(UnknownName.describe("run", "faces", List.of())).isEqualTo("there is no run 'faces', nor any other");
    }

    @Test
    void namesTwentyAtMost() {
        // Given
        var many = IntStream.range(100, 130).mapToObj(i -> "production-" + i).toList();
        // Then
        assertThat(UnknownName.describe("run", "faces", many)).endsWith("production-119 and 10 more");
    }
}
