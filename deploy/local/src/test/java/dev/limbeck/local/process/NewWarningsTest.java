package dev.limbeck.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewWarningsTest {
    private final List<String> shown = new ArrayList<>();
    private final NewWarnings warnings = new NewWarnings(shown::add);

    @Test
    void whatIsSaidInPassingStaysInTheLogFile() {
        // When
        warnings.line("[student] 12:00:00 INFO  step 12 of compact");
        warnings.line("[student] WARNING: a line of the JVM");
        // Then
        assertThat(shown).isEmpty();
    }

    @Test
    void aWarningIsShownWithoutItsTrace() {
        // When
        warnings.line("[teacher] 12:00:00 ERROR run digits fails: java.lang.IllegalStateException");
        warnings.line("[teacher] \tat dev.limbeck.Teacher.run(Teacher.java:12)");
        // Then
        assertThat(shown).containsExactly("[teacher] 12:00:00 ERROR run digits fails: java.lang.IllegalStateException");
    }

    @Test
    void whatEachServiceSaysAgainWithOtherNumbersIsShownOnce() {
        // When
        warnings.line("[teacher] 12:00:00 WARN  fetch 12 took 900 ms");
        warnings.line("[teacher] 12:00:05 WARN  fetch 13 took 1200 ms");
        warnings.line("[student] 12:00:05 WARN  fetch 2 took 800 ms");
        // Then
        assertThat(shown)
                .containsExactly(
                        "[teacher] 12:00:00 WARN  fetch 12 took 900 ms",
                        "[student] 12:00:05 WARN  fetch 2 took 800 ms");
    }
}
