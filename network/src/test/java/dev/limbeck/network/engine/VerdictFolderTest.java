package dev.limbeck.network.engine;

import static dev.limbeck.network.engine.VerdictTest.attempt;
import static dev.limbeck.network.engine.VerdictTest.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.network.engine.Attempt.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictFolderTest {
    private static final Subject SUBJECT = subject("all", "avx");

    @TempDir
    Path folder;

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void aVerdictIsKeptAndReadAgainByTheNextProcess() {
        var first = verdict(SUBJECT, Outcome.CRASHED);
        var second = verdict(SUBJECT, Outcome.RIGHT);

        assertThat(second).isEqualTo(first);
        assertThat(second.required().instructionSet().label()).isEqualTo("avx");
        assertThat(runs).hasValue(2); // all and avx, once
    }

    @Test
    void anythingElseIsTestedAnew() {
        verdict(SUBJECT, Outcome.RIGHT);
        for (Subject other : List.of(
                new Subject(1, "PyTorch 2.8.0", SUBJECT.processor(), 1, SUBJECT.environment(), SUBJECT.ladder()),
                new Subject(2, SUBJECT.library(), SUBJECT.processor(), 1, SUBJECT.environment(), SUBJECT.ladder()),
                new Subject(
                        1,
                        SUBJECT.library(),
                        new TreeMap<>(Map.of("model", "3")),
                        1,
                        SUBJECT.environment(),
                        SUBJECT.ladder()),
                new Subject(1, SUBJECT.library(), SUBJECT.processor(), 2, SUBJECT.environment(), SUBJECT.ladder()),
                subject("all"))) {
            int before = runs.get();
            verdict(other, Outcome.RIGHT);
            assertThat(runs).as("%s", other).hasValue(before + 1);
        }
    }

    @Test
    void whatIsNotToBeKeptIsTestedAnew() {
        verdict(SUBJECT, Outcome.HUNG);
        verdict(SUBJECT, Outcome.HUNG);
        assertThat(runs).hasValue(4);
    }

    @Test
    void aVerdictThatCannotBeReadIsTestedAnewAndReplaced() throws Exception {
        verdict(SUBJECT, Outcome.RIGHT);
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                Files.writeString(file, "{");
            }
        }
        verdict(SUBJECT, Outcome.RIGHT);
        verdict(SUBJECT, Outcome.RIGHT);
        assertThat(runs).hasValue(2);
    }

    @Test
    void whereNothingCanBeKeptTheMachineIsTestedAllTheSame() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        var verdict = new VerdictFolder(file).of(SUBJECT, set -> attempt(set, Outcome.RIGHT));
        assertThat(verdict.accepted()).isPresent();
    }

    /** @param full outcome of the first rung; the second is right */
    private Verdict verdict(Subject subject, Outcome full) {
        return new VerdictFolder(folder).of(subject, set -> {
            runs.incrementAndGet();
            return attempt(set, set.equals(InstructionSet.ALL) ? full : Outcome.RIGHT);
        });
    }
}
