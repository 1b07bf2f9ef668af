package dev.limbeck.contract.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KindsTest {
    private sealed interface Weather {}

    private record Rain(int millimetres) implements Weather {}

    private record Sun() implements Weather {}

    private sealed interface Wind extends Weather {}

    private record Breeze() implements Wind {}

    /** What was added to the sealed type, and to nothing else. */
    private record Planted() implements Wind {}

    private static Kinds.Cases<Weather, String> withoutThePlanted() {
        return Kinds.<Weather, String>of(Weather.class)
                .when(Rain.class, rain -> rain.millimetres() + " mm")
                .when(Sun.class, sun -> "dry")
                .when(Breeze.class, breeze -> "fresh");
    }

    @Test
    void whatFollowsIsThatOfTheValuesKind() {
        // Given
        var kinds = withoutThePlanted().when(Planted.class, planted -> "new").all();
        // Then
        assertThat(kinds.of(new Rain(3))).isEqualTo("3 mm");
        assertThat(kinds.of(new Planted())).isEqualTo("new");
    }

    @Test
    void aKindThatIsNotSaidIsNamedHoweverDeepItIs() {
        assertThatThrownBy(() -> withoutThePlanted().all())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of Weather nothing is said of: Planted");
    }

    @Test
    void aKindIsSaidOnce() {
        assertThatThrownBy(() -> withoutThePlanted().when(Sun.class, sun -> "hot"))
                .hasMessage("Sun is said twice");
    }
}
