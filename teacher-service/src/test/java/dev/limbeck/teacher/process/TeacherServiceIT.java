package dev.limbeck.teacher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.Part;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.kafka.SourceTraffic;
import dev.limbeck.teacher.training.Examples;
import dev.limbeck.teacher.training.TeacherArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherServiceIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @BeforeEach
    void writeDataset() {
        var dataset = new IdxDirectory(folder.resolve("data"));
        dataset.write(Part.TRAIN, Examples.images(400, 1));
        dataset.write(Part.TEST, Examples.images(100, 2));
    }

    @Test
    void trainsATeacherOnceAndLabelsEveryRecordOnceThoughItIsKilled() throws Exception {
        // Given
        var run = Examples.run("whole", folder.resolve("data"), "gate: {minAccuracy: 0.9}");
        String version;
        try (var service = start("whole", "gate: {minAccuracy: 0.9}")) {
            awaitLabelling(service);
            version = service.status().version().orElseThrow();
            SourceTraffic.send(run, "before-", 500);
            await().atMost(LONG_ENOUGH).until(() -> service.status().labelled() > 0);
            // When
            service.kill();
        }
        SourceTraffic.send(run, "after-", 500);
        try (var service = start("whole", "gate: {minAccuracy: 0.9}")) {
            // Then
            await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                            SourceTraffic.committedIds(run.topics().examples()))
                    .hasSize(1000)
                    .doesNotHaveDuplicates());
            assertThat(service.status().version()).contains(version);
            assertThat(service.log().split("epoch 1 of", -1)).as("trainings").hasSize(2);
            hasPublished(run.topics(), version);
            answersItsOperators(service);
            assertThat(service.terminate()).isTrue();
        }
    }

    private void hasPublished(RunTopics topics, String version) throws IOException {
        assertThat(SourceTraffic.committedIds(topics.labelled())).hasSize(400).doesNotHaveDuplicates();
        var announced = SourceTraffic.committed(RunTopics.RUN_EVENTS).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(topics.run()))
                .map(record -> ContractJson.read(record.value(), TeacherPublished.class))
                .toList();
        assertThat(announced).hasSize(2).allMatch(event -> event.version().equals(version));
        Path artifact = folder.resolve("store").resolve(announced.get(0).location());
        assertThat(artifact.resolve(StoreLayout.NETWORK)).exists();
        var description = ContractJson.read(artifact.resolve(TeacherArtifact.FILE), TeacherArtifact.class);
        assertThat(description.sha256()).isEqualTo(announced.get(0).sha256());
        assertThat(description.provenance()).containsKeys("datasetDigest", "testAccuracy", "seed");
    }

    private static void answersItsOperators(ServiceProcess service) {
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(new String(service.get("/q/metrics").body(), UTF_8))
                .contains("limbeck_records_labelled_total{run=\"whole\",stage=\"teacher\"}")
                .contains("limbeck_stage_lag")
                .contains("limbeck_label_duration_seconds")
                .contains("limbeck_batch_size")
                .contains("limbeck_teacher_accuracy");
    }

    @Test
    void saysWhyItPausedAndGoesOnWhenToldTo() throws Exception {
        // Given
        String settings = "";
        var run = Examples.run("poisoned-service", folder.resolve("data"), settings);
        try (var service = start("poisoned-service", settings, "  deadLetters: {maxShare: 0.2, window: 10}\n")) {
            awaitLabelling(service);
            assertThat(service.post("/resume").statusCode()).isEqualTo(409);
            // When
            SourceTraffic.send(run, java.util.Collections.nCopies(30, new byte[] {1}));
            // Then
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(service.status().phase()).isEqualTo(Phase.PAUSED));
            assertThat(service.status().pausedBecause().orElseThrow())
                    .contains("of the newest 10 records are dead letters");
            var readiness = service.get("/q/health/ready");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(new String(readiness.body(), UTF_8)).contains("PAUSED", "of the newest 10 records");
            assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(metrics(service))
                    .contains("limbeck_circuit_open{run=\"poisoned-service\",stage=\"teacher\"} 1.0");
            assertThat(service.log()).contains("labelling of production.poisoned-service is PAUSED");
            // When: told to, until all that is unusable is through
            SourceTraffic.send(run, "good-", 20);
            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                service.post("/resume");
                assertThat(SourceTraffic.committedIds(run.topics().examples())).hasSize(20);
            });
            // Then
            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                service.post("/resume");
                assertThat(service.status().phase()).isEqualTo(Phase.LABELLING);
                assertThat(metrics(service))
                        .contains("limbeck_circuit_open{run=\"poisoned-service\",stage=\"teacher\"} 0.0");
            });
        }
    }

    private static String metrics(ServiceProcess service) {
        return new String(service.get("/q/metrics").body(), UTF_8);
    }

    @Test
    void endsForGoodWhenTheTeacherIsNotGoodEnough() throws Exception {
        // Given: labels that no pixel explains
        new IdxDirectory(folder.resolve("data")).write(Part.TEST, contradicted());
        // When
        try (var service = start("weak", "gate: {minAccuracy: 0.9}")) {
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(service.status().phase()).isEqualTo(Phase.FAILED));
            // Then
            assertThat(new String(service.get("/status").body(), UTF_8)).contains("minAccuracy 0.9");
            assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(service.exitCode()).isEqualTo(TeacherProcess.BELOW_DECLARED_QUALITY);
            assertThat(service.log()).contains("below the declared spec.teacher.gate.minAccuracy 0.9");
        }
    }

    @Test
    void endsToBeStartedAgainWhenItCannotWork() throws Exception {
        // Given
        try (var files = Files.list(folder.resolve("data"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        // When
        try (var service = start("broken", "")) {
            // Then
            assertThat(service.exitCode()).isEqualTo(TeacherProcess.FAILED);
            assertThat(service.log()).contains("train-images-idx3-ubyte is missing");
        }
    }

    @Test
    void oneReplicaTrainsAndTheOtherTakesItsTeacher() throws Exception {
        try (var first = start("pair", "");
                var second = start("pair", "")) {
            // When
            awaitLabelling(first);
            awaitLabelling(second);
            // Then
            assertThat(first.status().version()).isEqualTo(second.status().version());
            assertThat(first.log().split("epoch 1 of", -1)).as("trainings").hasSize(2);
        }
    }

    @Test
    void theOtherReplicaTakesOverFromOneThatIsKilled() throws Exception {
        String name = "widowed";
        // Given: both label, and one is killed amid its transactions
        var run = Examples.run(name, folder.resolve("data"), "");
        try (var first = start(name, "");
                var second = start(name, "")) {
            awaitLabelling(first);
            awaitLabelling(second);
            int sent = 0;
            while (first.status().labelled() == 0 || second.status().labelled() == 0) {
                SourceTraffic.send(run, "shared-" + sent + "-", 100);
                sent += 100;
            }
            SourceTraffic.send(run, "backlog-", 1000);
            // When
            first.kill();
            // Then
            int all = sent + 1000;
            await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> assertThat(
                            SourceTraffic.committedIds(run.topics().examples()))
                    .hasSize(all)
                    .doesNotHaveDuplicates());
        }
    }

    private static dev.limbeck.dataset.LabelledSet contradicted() {
        var images = Examples.images(100, 2);
        byte[] inputs = new byte[600];
        byte[] labels = new byte[100];
        for (int i = 0; i < 100; i++) {
            System.arraycopy(images.input(i), 0, inputs, i * 6, 6);
            labels[i] = (byte) (1 - images.label(i));
        }
        return dev.limbeck.dataset.LabelledSet.takeOwnershipOf(images.exampleShape(), inputs, labels);
    }

    private static void awaitLabelling(ServiceProcess service) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(service.status().phase()).isEqualTo(Phase.LABELLING));
    }

    private ServiceProcess start(String run, String teacherSettings) throws IOException {
        return start(run, teacherSettings, "");
    }

    private ServiceProcess start(String run, String teacherSettings, String moreSpec) throws IOException {
        Path spec = Files.writeString(
                folder.resolve("run.yaml"), Examples.yaml(run, folder.resolve("data"), teacherSettings) + moreSpec);
        return ServiceProcess.start(
                spec, folder.resolve("store"), Brokers.connection().bootstrapServers(), folder.resolve("log.txt"));
    }
}
