package dev.limbeck.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.codec.BadInput;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.split.Split;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RefusedException;
import dev.limbeck.local.api.RunDocument;
import dev.limbeck.local.digits.DigitDataset;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.stack.LocalHome;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.Patience;
import dev.limbeck.local.stack.RunningStack;
import dev.limbeck.local.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of the table of bad input that a topic can bring, among good records, through the services as they are
 * shipped: packaged, with the memory they get on one machine.
 */
class BadInputIT {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final int ROUNDS = 3;
    private static final int GOOD_BESIDE_EACH = 3;
    private static final int LAST = 200;
    private static final String TWIN = "twin-1";

    private final LocalHome home;
    private final Path dataset;

    BadInputIT(@TempDir Path folder) {
        this.home = new LocalHome(folder.resolve("home"));
        this.dataset = folder.resolve("dataset");
    }

    @Test
    void everyGoodRecordIsUsedAndEveryBadOneAccountedForAndNoServiceFalls() throws Exception {
        // Given
        new DigitDataset(5, List.of(DigitStyle.standard()), 600, 200).writeTo(dataset);
        var run = new Generation(RunSpecReader.read(yaml()), 1);
        try (var stack = new LocalStack(
                new StackSettings(home, REPOSITORY, 0, true, 1, Patience.DEFAULT), LineSink.none(), LineSink.none())) {
            var running = stack.start();
            var kafka = new KafkaConnection(running.bootstrapServers(), "limbeck-test");
            var orchestrator = new Orchestrator(running.requireServer());
            orchestrator.apply(RunDocument.read(yaml(), dataset));
            await().atMost(LONG_ENOUGH)
                    .ignoreExceptionsInstanceOf(RefusedException.class)
                    .until(() -> orchestrator.run(run.name()).phase() == RunPhase.DISTILLING);
            // When: among the records
            var badRecords = BadInput.records(
                    run.spec().signature().only().shape(),
                    run.spec().signature().task().width());
            var records = new ArrayList<byte @Nullable []>();
            int good = mix(run, badRecords, records);
            send(kafka, run.spec().source().topic(), i -> "key-" + i, records);
            send(kafka, run.spec().source().topic(), i -> TWIN, twins(run)); // one key, so one partition
            // Then
            int labelled = good + 2;
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() ->
                            assertThat(read(kafka, run.topics().examples())).hasSize(labelled));
            // When: among the examples
            var badExamples = BadInput.examples(
                    run.spec().signature().only().shape(),
                    run.spec().signature().task().width());
            send(
                    kafka,
                    run.topics().examples(),
                    i -> "bad-" + i,
                    badExamples.stream().map(BadInput::value).toList());
            send(kafka, run.spec().source().topic(), i -> "last-" + i, goodOnes(run, "last-", LAST));
            // Then
            var expected = accounted(run, good, LAST, badExamples.size());
            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                var student = student(orchestrator, run);
                assertThat(student.map(StudentStatus::ledger)).hasValue(expected);
                assertThat(student.map(StudentStatus::unsavedSteps)).hasValue(0L);
            });
            assertThat(read(kafka, run.topics().examples())).hasSize(labelled + LAST + badExamples.size());
            assertThat(refusedBy("teacher", kafka, run))
                    .containsExactlyInAnyOrderElementsOf(Stream.generate(() -> badRecords)
                            .limit(ROUNDS)
                            .flatMap(List::stream)
                            .map(BadInput::reason)
                            .toList());
            assertThat(refusedBy("student", kafka, run))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    badExamples.stream().map(BadInput::reason), Stream.of(RejectionReason.CONFLICT))
                            .toList());
            await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(orchestrator.evaluations(run.name(), 1))
                    .isNotEmpty());
            assertThat(Limbeck.commandLine()
                            .execute(
                                    "ledger",
                                    run.name(),
                                    "--home",
                                    home.directory().toString()))
                    .isZero();
            assertNothingFell(stack, running);
        }
    }

    /** Every bad record several times, good ones behind each. @return how many are good */
    private static int mix(Generation run, List<BadInput> bad, List<byte @Nullable []> records) {
        var good = goodOnes(run, "good-", ROUNDS * GOOD_BESIDE_EACH * bad.size());
        for (int i = 0; i < ROUNDS * bad.size(); i++) {
            records.add(bad.get(i % bad.size()).value());
            records.addAll(good.subList(i * GOOD_BESIDE_EACH, (i + 1) * GOOD_BESIDE_EACH));
        }
        return good.size();
    }

    /** Two records that say different things under one id: the teacher labels both, the student refuses the second. */
    private static List<byte[]> twins(Generation run) {
        return List.of(record(run, TWIN, 1), record(run, TWIN, 2));
    }

    private static List<byte[]> goodOnes(Generation run, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> record(run, prefix + i, i))
                .toList();
    }

    private static byte[] record(Generation run, String id, int seed) {
        var shape = run.spec().signature().only().shape();
        byte[] pixels = new byte[shape.elements()];
        new SplittableRandom(seed).nextBytes(pixels);
        return RecordCodec.encode(
                new ProductionRecord(id, Tensor.ofBytes(shape, pixels), Optional.empty(), Instant.EPOCH));
    }

    private static Ledger accounted(Generation run, int mixed, int last, int badExamples) {
        double fraction = run.spec().evaluation().heldOut().fraction();
        assertThat(Split.of(TWIN, fraction)).isEqualTo(Split.TRAINING);
        long heldOut = Stream.concat(ids("good-", mixed), ids("last-", last))
                .filter(id -> Split.of(id, fraction) == Split.HELD_OUT)
                .count();
        return new Ledger(mixed + last + 1 - heldOut, heldOut, badExamples + 1L, Map.of());
    }

    private static Stream<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i);
    }

    private static void send(
            KafkaConnection kafka, String topic, IntFunction<String> key, List<byte @Nullable []> values)
            throws Exception {
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = kafka.producer("traffic")) {
            for (int i = 0; i < values.size(); i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, key.apply(i).getBytes(UTF_8), values.get(i))));
            }
            for (var result : sent) {
                result.get();
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(KafkaConnection kafka, String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = kafka.consumer("reading", OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static List<RejectionReason> refusedBy(String stage, KafkaConnection kafka, Generation run) {
        return read(kafka, run.topics().deadLetters()).stream()
                .map(record -> DeadLetter.read(record).orElseThrow())
                .filter(letter -> letter.stage().equals(stage))
                .map(letter -> letter.rejection().reason())
                .toList();
    }

    private static Optional<StudentStatus> student(Orchestrator orchestrator, Generation run)
            throws InterruptedException {
        return orchestrator.status(run.name()).parts().stream()
                .flatMap(part -> part.student().stream())
                .findFirst();
    }

    private void assertNothingFell(LocalStack stack, RunningStack running) throws IOException {
        assertThat(stack.failure()).isNotDone();
        for (var service : running.services()) {
            assertThat(ProcessHandle.of(service.pid()))
                    .as(service.name())
                    .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());
            assertThat(home.log(service.name())).content().doesNotContain("OutOfMemoryError");
        }
    }

    private String yaml() {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: bad-input}
                spec:
                  source: {topic: production.bad-input, partitions: 2}
                  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
                  teacher:
                    network: "builtin:mlp-16"
                    train: {dataset: {path: '%s'}, epochs: 1}
                  students:
                    - {name: small, network: "builtin:mlp-16"}
                  batching: {size: 32, maxWait: 300ms}
                  checkpoint: {everySteps: 10, everyTime: 5s, whenIdle: 1s, keep: 5}
                  evaluation: {heldOut: {fraction: 0.2, minExamples: 20, maxExamples: 500}}
                """.formatted(dataset);
    }
}
