package dev.limbeck.teacher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.teacher.kafka.SourceTraffic;
import dev.limbeck.teacher.training.TeacherArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Services that are killed, or not alone: each test has its own. */
class TeacherReplicasIT extends TeacherOnBroker {
    @Test
    void trainsATeacherOnceAndLabelsEveryRecordOnceThoughItIsKilled() throws Exception {
        // Given
        var run = declared("whole", "");
        runs.awaitTeacher(run);
        String version;
        try (var service = start()) {
            version = runs.letLabel(run).version();
            awaitPhase(service, run, Phase.LABELLING);
            SourceTraffic.send(run, "before-", 500);
            await().atMost(LONG_ENOUGH).until(() -> service.status(run.name()).labelled() > 0);
            // When
            service.kill();
        }
        SourceTraffic.send(run, "after-", 500);
        try (var service = start()) {
            // Then
            awaitLabelled(run, 1000);
            assertThat(service.status(run.name()).version()).contains(version);
            assertThat(service.log().split("epoch 1 of", -1)).as("trainings").hasSize(2);
            hasPublished(run, version);
            answersItsOperators(service);
            assertThat(service.terminate()).isTrue();
        }
    }

    private void hasPublished(Generation run, String version) throws IOException {
        assertThat(SourceTraffic.committedIds(run.topics().labelled()))
                .hasSize(400)
                .doesNotHaveDuplicates();
        var teacher =
                RunsOnTopic.events(run, RunEvent.TeacherReady.class).get(0).teacher();
        assertThat(teacher.version()).isEqualTo(version);
        Path artifact = folder.resolve("store").resolve(teacher.location());
        assertThat(artifact.resolve(StoreLayout.NETWORK)).exists();
        var description =
                ContractJson.read(Files.readAllBytes(artifact.resolve(TeacherArtifact.FILE)), TeacherArtifact.class);
        assertThat(description.sha256()).isEqualTo(teacher.sha256());
        assertThat(description.provenance()).containsKeys("datasetDigest", "testAccuracy", "seed");
        assertThat(RunsOnTopic.events(run, RunEvent.LabellingBegan.class))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(began -> began.version().equals(version))
                .anySatisfy(began -> assertThat(began.from()).isEqualTo(java.util.Map.of(0, 0L, 1, 0L)));
    }

    private static void answersItsOperators(ServiceProcess service) {
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(metrics(service))
                .contains("limbeck_records_labelled_total{run=\"whole\",stage=\"teacher\"}")
                .contains("limbeck_stage_lag")
                .contains("limbeck_label_duration_seconds")
                .contains("limbeck_batch_size")
                .contains("limbeck_teacher_accuracy");
    }

    @Test
    void oneReplicaTrainsAndTheOtherTakesItsTeacher() throws Exception {
        var run = declared("pair", "");
        runs.awaitTeacher(run);
        try (var first = start();
                var second = start()) {
            // When
            runs.letLabel(run);
            awaitBothLabel(run, first, second);
            // Then
            assertThat(first.status("pair").version())
                    .isEqualTo(second.status("pair").version());
            assertThat(first.log().split("epoch 1 of", -1)).as("trainings").hasSize(2);
        }
    }

    @Test
    void theOtherReplicaTakesOverFromOneThatIsKilled() throws Exception {
        // Given: both label, and one is killed amid its transactions
        String name = "widowed";
        var run = declared(name, "");
        runs.awaitTeacher(run);
        try (var first = start();
                var second = start()) {
            runs.letLabel(run);
            awaitBothLabel(run, first, second);
            int sent = 0;
            while (first.status(name).labelled() == 0 || second.status(name).labelled() == 0) {
                SourceTraffic.send(run, "shared-" + sent + "-", 100);
                sent += 100;
            }
            SourceTraffic.send(run, "backlog-", 1000);
            // When
            first.kill();
            // Then
            awaitLabelled(run, sent + 1000);
        }
    }

    private ServiceProcess start() throws IOException {
        return start(folder);
    }

    private static void awaitBothLabel(Generation run, ServiceProcess first, ServiceProcess second) {
        awaitPhase(first, run, Phase.LABELLING);
        awaitPhase(second, run, Phase.LABELLING);
    }
}
