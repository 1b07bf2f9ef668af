package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.student.Houses;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A run of numbers with two inputs, quantities and an index, through the service as a run of classes goes. */
class RegressionIT extends RunningServices {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final int EXAMPLES = 150 * BATCH;
    /** What is no label of two values, or is one on which no step can be finite. */
    private static final List<HardLabel> BAD = List.of(
            new OfClass(1),
            new OfValues(List.of(1f)),
            new OfValues(List.of(1f, Float.NaN)),
            new OfValues(List.of(Float.MAX_VALUE, 1f)));

    RegressionIT() {
        super(BROKER);
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    private static Stream<DistillationExample> bad() {
        return IntStream.range(0, BAD.size()).mapToObj(i -> Houses.labelled(Houses.house(EXAMPLES + i), BAD.get(i)));
    }

    @Test
    void studentsLearnNumbersFromTeacherAndLabelsAndRefuseLabelsThatAreNone() throws Exception {
        // Given
        var run = distilling(new Generation(RunSpecReader.read(Houses.yaml("houses")), 1));
        runs.produce(run, Stream.concat(IntStream.range(0, EXAMPLES).mapToObj(Houses::house), bad()));
        // When
        start();
        awaitOffered(run, EXAMPLES + BAD.size());
        // Then
        var small = status(run, "small");
        var alone = status(run, "alone");
        assertThat(small.ledger().skipped()).isEmpty();
        assertThat(alone.ledger().skipped()).containsOnlyKeys("NO_HARD_LABEL");
        assertThat(Stream.of(small, alone).map(StudentStatus::ledger))
                .extracting(Ledger::deadLettered)
                .containsExactly(4L, 4L);
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(deadLetterReasons(run))
                .containsExactlyInAnyOrder(
                        "LABEL_KIND",
                        "LABEL_KIND",
                        "SHAPE_MISMATCH",
                        "SHAPE_MISMATCH",
                        "NON_FINITE",
                        "NON_FINITE",
                        "NON_FINITE",
                        "NON_FINITE"));
        assertThat(small.terms()).containsKey("softTarget");
        assertThat(small.terms().get("softTarget")).isLessThan(0.5);
        assertThat(alone.terms()).containsOnlyKeys("hardLabel");
        assertThat(alone.terms().get("hardLabel")).isLessThan(1);
        // When
        runs.say(run, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(run).isEmpty());
        // Then
        var saved = newestCheckpoint(run, "small").state();
        assertThat(saved.position().ledger()).isEqualTo(small.ledger());
        assertThat(saved.trainingLoss()).isPresent();
    }

    private StudentStatus status(Generation run, String name) {
        return statuses(run).stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> deadLetterReasons(Generation run) {
        return runs.read(run.topics().deadLetters()).stream()
                .map(record -> DeadLetter.read(record)
                        .orElseThrow()
                        .rejection()
                        .reason()
                        .name())
                .toList();
    }
}
