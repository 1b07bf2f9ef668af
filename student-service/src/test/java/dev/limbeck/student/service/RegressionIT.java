package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

    private static final String RUN = """
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: houses}
            spec:
              source: {topic: production.houses, partitions: 2}
              inputs:
                rooms: {shape: [3]}
                place: {type: i64, shape: [1], categories: 4}
              task: {kind: regression, values: 2, cap: [10, 2]}
              teacher: {artifact: teacher.pt, version: v1}
              students:
                - name: small
                  network: "builtin:mlp-16"
                  objective: {softTargetWeight: 0.5}
                  optimizer: {learningRate: 0.02}
                  replay: {capacity: 60, share: 0.25}
                - name: alone
                  network: "builtin:mlp-16"
                  objective: {softTargetWeight: 0}
                  optimizer: {learningRate: 0.02}
              batching: {size: 16, maxWait: 200ms}
              checkpoint: {everySteps: 20}
              evaluation: {heldOut: {fraction: 0.05, minExamples: 10}}
            """;

    RegressionIT() {
        super(BROKER);
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    /** Every second one is labelled. */
    private static DistillationExample house(int number) {
        var random = new SplittableRandom(number);
        float[] rooms = {(float) random.nextDouble(-2, 2), (float) random.nextDouble(-2, 2), 1};
        int place = random.nextInt(4);
        float price = 30 + 8 * rooms[0] - 4 * rooms[1] + 3 * place;
        float wait = 2 + rooms[1];
        return house(
                number,
                rooms,
                place,
                number % 2 == 0 ? Optional.of(new OfValues(List.of(price, wait))) : Optional.empty(),
                Output.copyOf(price + 0.5f, wait - 0.1f));
    }

    private static DistillationExample house(
            int number, float[] rooms, long place, Optional<HardLabel> label, Output teacher) {
        var index = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(place)
                .flip();
        var inputs = Map.of(
                "rooms", Tensor.ofFloats(Shape.of(3), rooms), "place", new Tensor(ElementType.I64, Shape.of(1), index));
        return new DistillationExample(
                new ProductionRecord(
                        "house-" + number, new Inputs(new TreeMap<>(inputs)), label, Instant.EPOCH, Attributes.NONE),
                new SoftTarget("v1", teacher));
    }

    private static Stream<DistillationExample> bad() {
        return IntStream.range(0, BAD.size())
                .mapToObj(i -> house(EXAMPLES + i, new float[3], 0, Optional.of(BAD.get(i)), Output.zeros(2)));
    }

    @Test
    void studentsLearnNumbersFromTeacherAndLabelsAndRefuseLabelsThatAreNone() throws Exception {
        // Given
        var run = distilling(new Generation(RunSpecReader.read(RUN), 1));
        runs.produce(run, Stream.concat(IntStream.range(0, EXAMPLES).mapToObj(RegressionIT::house), bad()));
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
