package dev.limbeck.kafka.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterPositionTest {
    @Test
    void meansTheFirstPartitionUnlessItSaysAnother() {
        assertThat(DeadLetterPosition.parse("42")).isEqualTo(new DeadLetterPosition(0, 42));
        assertThat(DeadLetterPosition.parse("3:42")).isEqualTo(new DeadLetterPosition(3, 42));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "3:42"})
    void isWrittenAsItIsRead(String text) {
        assertThat(DeadLetterPosition.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":", "1:", ":1", "-1", "1:2:3", "99999999999999999999"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterPosition.parse(text));
    }
}
