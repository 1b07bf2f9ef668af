package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.run.BatchingSpec;
import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.BatchAssembler;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointPolicy;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.training.Student;
import dev.limbeck.student.training.TrainingLoop;
import dev.limbeck.student.training.TrainingObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopIT {
    private static final StudentSpec STUDENT = Examples.student("builtin:cnn-2");
    private static final int BATCH = 16;
    private static EmbeddedBroker broker = EmbeddedBroker.temporary();
    private static KafkaConnection kafka = new KafkaConnection(broker.bootstrapServers(), "test");

    @TempDir
    Path folder;

    private final List<CheckpointAnnounced> announced = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void createTopics() {
        try (var admin = kafka.admin()) {
            new TopicProvisioning(admin)
                    .provide(List.of(
                            new NewTopic("resumed", 1, (short) 1),
                            new NewTopic("mixed", 2, (short) 1),
                            new NewTopic("dead", 1, (short) 1)));
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** A run that is abandoned in the middle, as a killed process leaves it, against one that is not. */
    @Test
    void aStudentThatIsAbandonedGoesOnToTheSameWeights() throws Exception {
        // Given
        produce("resumed", 0, 60 * BATCH);
        // When
        String undisturbed = train("undisturbed", "resumed", 60, Integer.MAX_VALUE);
        train("abandoned", "resumed", 60, 33);
        String resumed = train("abandoned", "resumed", 60, Integer.MAX_VALUE);
        // Then
        assertThat(resumed).isEqualTo(undisturbed);
    }

    @Test
    void everyRecordIsTrainedOnHeldOutOrADeadLetter() throws Exception {
        // Given
        produce("mixed", 0, 200);
        send(List.of(
                new ProducerRecord<>("mixed", 0, null, null),
                new ProducerRecord<>("mixed", 1, null, new byte[] {1, 2, 3}),
                new ProducerRecord<>(
                        "mixed", 1, null, RecordCodec.encode(Examples.example(0).record()))));
        produce("mixed", 200, 200);
        // When
        try (var worker = worker("mixed", "mixed", new Triage(0.1, false), 1000)) {
            worker.start();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            worker.loop().progress().state().ledger().offered())
                    .isEqualTo(403));
            worker.stop();
            // Then
            Ledger ledger = worker.loop().progress().state().ledger();
            assertThat(ledger.deadLettered()).isEqualTo(3);
            assertThat(ledger.heldOut()).isBetween(20L, 60L);
            assertThat(ledger.trained()).isEqualTo(400 - ledger.heldOut());
            assertThat(announced).isNotEmpty();
        }
        assertThat(deadLetterReasons()).containsExactlyInAnyOrder("EMPTY", "MALFORMED", "MALFORMED");
    }

    /** @return the manifest of the checkpoint at {@code steps} */
    private String train(String name, String topic, int steps, int abandonAt) throws Exception {
        try (var worker = worker(name, topic, new Triage(0, false), abandonAt)) {
            worker.start();
            if (abandonAt < steps) {
                worker.awaitEnd();
                return "";
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(worker.loop().progress().state().step()).isEqualTo(steps));
            worker.stop();
        }
        Path manifest =
                folder.resolve(name).resolve(CheckpointFolder.idAt(steps)).resolve("weights.safetensors");
        return dev.limbeck.contract.artifact.Sha256.hexOfFile(manifest);
    }

    private Worker worker(String name, String topic, Triage triage, int abandonAt) throws Exception {
        byte[] network = BuiltinNetworks.author(STUDENT.network(), Examples.INPUT, STUDENT.seed());
        Path file = Files.write(folder.resolve("network.pt"), network);
        var trainable =
                new DjlNetworkRuntime(1).openTrainable(file, Examples.INPUT, STUDENT.objective(), STUDENT.optimizer());
        var student = Student.untrained("run", STUDENT, trainable, "network", "configuration");
        var stream = new KafkaExampleStream(kafka, topic, "limbeck-" + name, "dead", Examples.INPUT.signature());
        var clock = Clock.systemUTC();
        var loop = new TrainingLoop(
                student,
                stream,
                triage,
                new BatchAssembler(new BatchingSpec(BATCH, Duration.ofSeconds(1)), clock),
                new CheckpointPolicy(new CheckpointSpec(10, Duration.ofSeconds(60), Duration.ofSeconds(1), 100), clock),
                new CheckpointStore(folder.resolve(name), 100),
                new StoreLayout(folder),
                announced::add,
                new AbandoningObserver(abandonAt),
                clock);
        return new Worker(student, stream, loop);
    }

    private static void produce(String topic, int from, int count) throws Exception {
        send(IntStream.range(from, from + count)
                .mapToObj(Examples::example)
                .map(example -> new ProducerRecord<>(
                        topic,
                        example.record().recordId().getBytes(StandardCharsets.UTF_8),
                        RecordCodec.encode(example)))
                .toList());
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer = kafka.producer("examples")) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    private static List<String> deadLetterReasons() {
        try (var consumer = kafka.consumer("dead", OffsetReset.EARLIEST)) {
            var partition = new TopicPartition("dead", 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var reasons = new java.util.ArrayList<String>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> reasons.add(DeadLetter.read(record)
                                .orElseThrow()
                                .rejection()
                                .reason()
                                .name()));
            }
            return reasons;
        }
    }

    /** Ends the loop's thread in the middle of its work, with nothing written or closed on the way. */
    private static final class AbandoningObserver implements TrainingObserver {
        private final int abandonAt;
        private int steps;

        AbandoningObserver(int abandonAt) {
            this.abandonAt = abandonAt;
        }

        @Override
        public void stepped(MiniBatch batch, StepOutcome outcome, Duration took) {
            if (++steps == abandonAt) {
                throw new Abandoned();
            }
        }

        @Override
        public void checkpointed(long bytes, Duration pause) {}
    }

    private static final class Abandoned extends RuntimeException {}

    private static final class Worker implements AutoCloseable {
        private final Student student;
        private final KafkaExampleStream stream;
        private final TrainingLoop loop;
        private final Thread thread;

        Worker(Student student, KafkaExampleStream stream, TrainingLoop loop) {
            this.student = student;
            this.stream = stream;
            this.loop = loop;
            this.thread = new Thread(() -> {
                try {
                    loop.run();
                } catch (Abandoned expected) {
                    // The test wanted it.
                }
            });
        }

        TrainingLoop loop() {
            return loop;
        }

        void start() {
            thread.start();
        }

        void stop() throws InterruptedException {
            loop.stop();
            awaitEnd();
        }

        void awaitEnd() throws InterruptedException {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }

        @Override
        public void close() {
            stream.close();
            student.close();
        }
    }
}
