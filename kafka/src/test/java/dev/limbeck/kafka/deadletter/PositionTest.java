package dev.limbeck.kafka.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void meansTheFirstPartitionUnlessItSaysAnother() {
        assertThat(Position.parse("42")).isEqualTo(new Position(0, 42));
        assertThat(Position.parse("3:42")).isEqualTo(new Position(3, 42));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "3:42"})
    void isWrittenAsItIsRead(String text) {
        assertThat(Position.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":", "1:", ":1", "-1", "1:2:3", "99999999999999999999"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }
}
