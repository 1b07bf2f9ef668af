package dev.limbeck.teacher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.kafka.SourceTraffic;
import dev.limbeck.teacher.training.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one service does for its runs, one test after the other. */
class TeacherServiceIT extends TeacherOnBroker {
    @TempDir
    private static Path serviceFolder;

    private static ServiceProcess service;

    @BeforeAll
    static void startService() throws IOException {
        service = start(serviceFolder);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @BeforeEach
    void awaitThatItIsFree() {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(service.parts()).isEmpty());
    }

    @Test
    void worksOnTwoRunsAtOnceAndLeavesNothingBehindOfTheOneThatIsCancelled() throws Exception {
        // Given
        var goes = declared("goes", "");
        var ends = declared("ends", "");
        runs.awaitTeacher(goes);
        runs.awaitTeacher(ends);
        runs.letLabel(goes);
        runs.letLabel(ends);
        SourceTraffic.send(goes, "early-", 100);
        SourceTraffic.send(ends, "early-", 100);
        awaitLabelled(goes, 100);
        awaitLabelled(ends, 100);
        // When
        runs.say(ends, RunPhase.CANCELLED, Optional.empty());
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(service.parts())
                .extracting(part -> part.run())
                .containsExactly("goes"));
        SourceTraffic.send(goes, "late-", 100);
        SourceTraffic.send(ends, "late-", 100);
        // Then
        awaitLabelled(goes, 200);
        assertThat(SourceTraffic.committed(ends.topics().examples())).hasSize(100);
        assertThat(members(ends)).isZero();
        assertThat(members(goes)).isEqualTo(1);
        assertThat(service.threads()).contains("\"goes.g1.teacher\"").doesNotContain("ends");
        assertThat(metrics(service)).contains("run=\"goes\"").doesNotContain("run=\"ends\"");
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void labelsNothingWhileTheRunIsPausedOrItsTeacherIsJudged() throws Exception {
        // Given
        var run = declared("halting", "");
        runs.awaitTeacher(run);
        SourceTraffic.send(run, "early-", 100);
        var teacher = Optional.of(runs.teacherOf(run));
        // When
        runs.say(run, RunPhase.TEACHER_GATE, teacher);
        // Then
        awaitPhase(service, run, Phase.READY);
        assertThat(members(run)).isZero();
        // When
        runs.say(run, RunPhase.DISTILLING, teacher);
        awaitLabelled(run, 100);
        runs.say(run, RunPhase.PAUSED, teacher);
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(service.parts()).isEmpty());
        SourceTraffic.send(run, "late-", 100);
        // Then
        assertThat(members(run)).isZero();
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
        await().during(Duration.ofSeconds(2)).atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        SourceTraffic.committed(run.topics().examples()))
                .hasSize(100));
        // When
        runs.say(run, RunPhase.DISTILLING, teacher);
        // Then
        awaitLabelled(run, 200);
    }

    @Test
    void theNextGenerationsTeacherGoesOnWhereTheFormerOneStopped() throws Exception {
        // Given
        var first = declared("handed-on", "");
        runs.awaitTeacher(first);
        SourceTraffic.send(first, "old-", 200);
        runs.letLabel(first);
        awaitLabelled(first, 200);
        // When
        String trainedLonger =
                Examples.yaml("handed-on", folder.resolve("data"), "").replace("epochs: 4", "epochs: 5");
        var second = new Generation(RunSpecReader.read(trainedLonger), 2);
        runs.awaitTeacher(second);
        SourceTraffic.send(second, "new-", 200);
        TeacherPublished teacher = runs.letLabel(second);
        // Then: what came early enough was labelled by the former one, and nothing twice
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            var ids = new ArrayList<>(SourceTraffic.committedIds(first.topics().examples()));
            ids.addAll(SourceTraffic.committedIds(second.topics().examples()));
            assertThat(ids).hasSize(400).doesNotHaveDuplicates();
        });
        var began = RunsOnTopic.events(second, RunEvent.LabellingBegan.class).stream()
                .filter(event -> event.generation() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(began.version()).isEqualTo(teacher.version());
        assertThat(began.from().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(SourceTraffic.committed(first.topics().examples()).size());
        assertThat(service.parts()).singleElement().satisfies(part -> assertThat(part.generation())
                .isEqualTo(2));
    }

    @Test
    void saysWhyItPausedAndGoesOnWhenToldTo() throws Exception {
        // Given
        String name = "poisoned-service";
        var run = declared(name, "  deadLetters: {maxShare: 0.2, window: 10}\n");
        runs.awaitTeacher(run);
        runs.letLabel(run);
        awaitPhase(service, run, Phase.LABELLING);
        assertThat(service.post("/resume").statusCode()).isEqualTo(409);
        // When
        SourceTraffic.send(run, java.util.Collections.nCopies(30, new byte[] {1}));
        // Then
        awaitPhase(service, run, Phase.PAUSED);
        assertThat(service.status(name).pausedBecause().orElseThrow())
                .contains("of the newest 10 records are dead letters");
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(new String(service.get("/q/health/ready").body(), UTF_8))
                .contains("of the newest 10 records are dead letters");
        assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(metrics(service)).contains("limbeck_circuit_open{run=\"" + name + "\",stage=\"teacher\"} 1.0");
        assertThat(service.log()).contains("labelling of production.poisoned-service is PAUSED");
        assertThat(service.post("/resume?run=another").statusCode()).isEqualTo(409);
        // When: told to, until all that is unusable is through
        SourceTraffic.send(run, "good-", 20);
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            service.post("/resume?run=" + name);
            assertThat(SourceTraffic.committedIds(run.topics().examples())).hasSize(20);
        });
        // Then
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            service.post("/resume");
            assertThat(service.status(name).phase()).isEqualTo(Phase.LABELLING);
            assertThat(metrics(service)).contains("limbeck_circuit_open{run=\"" + name + "\",stage=\"teacher\"} 0.0");
        });
    }

    @Test
    void saysThatThereWillBeNoTeacherGivesItUpAndTriesAnewAfterAPause() throws Exception {
        // Given
        try (var files = Files.list(folder.resolve("data"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        var run = declared("broken", "");
        runs.awaitTeacher(run);
        // When
        awaitPhase(service, run, Phase.FAILED);
        // Then
        assertThat(service.status("broken").pausedBecause().orElseThrow())
                .contains("train-images-idx3-ubyte is missing");
        assertThat(service.get("/q/health/ready").statusCode())
                .as("one run's trouble is not the process's")
                .isEqualTo(200);
        assertThat(new String(service.get("/q/health/ready").body(), UTF_8)).contains("broken.g1.teacher");
        assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(RunsOnTopic.events(run, RunEvent.TeacherFailed.class))
                .isNotEmpty()
                .allMatch(failed ->
                        failed.generation() == 1 && failed.reason().contains("train-images-idx3-ubyte is missing"));
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> assertThat(
                        RunsOnTopic.events(run, RunEvent.WorkFailed.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.part()).isEqualTo("teacher");
                    assertThat(failed.givenUp()).isTrue();
                    assertThat(failed.reason()).contains("train-images-idx3-ubyte is missing");
                }));
        // When
        writeDataset();
        runs.say(run, RunPhase.PAUSED, Optional.empty());
        await().atMost(LONG_ENOUGH).until(() -> service.parts().isEmpty());
        runs.awaitTeacher(run);
        // Then
        assertThat(runs.letLabel(run).accuracy()).isPresent();
        awaitPhase(service, run, Phase.LABELLING);
    }

    private static long members(Generation run) {
        try (var admin = Brokers.connection().admin()) {
            String group = run.topics().teacherGroup();
            var listed = KafkaAnswers.await(admin.listGroups().all()).stream()
                    .anyMatch(listing -> listing.groupId().equals(group));
            return listed
                    ? KafkaAnswers.await(
                                    admin.describeConsumerGroups(List.of(group)).all())
                            .values()
                            .stream()
                            .mapToLong(description -> description.members().size())
                            .sum()
                    : 0;
        }
    }
}
