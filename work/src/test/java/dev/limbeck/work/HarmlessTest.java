package dev.limbeck.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarmlessTest {
    /** Watches something. */
    public interface Observer {
        void happened(String what);

        default Observer and(Observer other) {
            return what -> {
                happened(what);
                other.happened(what);
            };
        }
    }

    @Test
    void whatAnObserverThrowsReachesNobody() {
        // Given
        List<String> told = new ArrayList<>();
        Observer failing = what -> {
            told.add(what);
            throw new ArithmeticException("long overflow");
        };
        // When
        assertThatCode(() -> Harmless.observer(Observer.class, failing).happened("a step"))
                .doesNotThrowAnyException();
        // Then
        assertThat(told).containsExactly("a step");
    }

    @Test
    void anObserverMadeOfItIsToldThoughItFails() {
        // Given
        List<String> told = new ArrayList<>();
        Observer failing = what -> {
            throw new ArithmeticException("long overflow");
        };
        // When
        Harmless.observer(Observer.class, failing).and(told::add).happened("a step");
        // Then
        assertThat(told).containsExactly("a step");
    }
}
