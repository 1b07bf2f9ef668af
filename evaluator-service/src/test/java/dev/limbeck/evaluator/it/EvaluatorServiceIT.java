package dev.limbeck.evaluator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.broker.FreePorts;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision.Hold;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorServiceIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    private ToyRun toy;
    private RunTopicsOnBroker topics;
    private EvaluatorProcess evaluator;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.temporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startRun() throws Exception {
        toy = new ToyRun("toy-" + System.nanoTime(), folder);
        var connection = new KafkaConnection(broker.bootstrapServers(), "test");
        TopicProvisioning.provide(connection, toy.run);
        topics = new RunTopicsOnBroker(connection, toy.run.name());
        startEvaluator();
    }

    private void startEvaluator() throws Exception {
        evaluator = EvaluatorProcess.start(
                broker.bootstrapServers(),
                toy.specFile,
                toy.store.root(),
                new FreePorts().any().number(),
                Path.of("target", "evaluator-it.log"));
        await().atMost(LONG).until(() -> {
            assertThat(evaluator.isAlive()).isTrue();
            return evaluator.isReady();
        });
    }

    @AfterEach
    void stop() throws Exception {
        topics.close();
        evaluator.close();
    }

    private List<EvaluationReport> awaitReports(int count) {
        return await().atMost(LONG).until(topics::reports, reports -> reports.size() >= count);
    }

    private Path champion() throws Exception {
        return toy.store.champion(toy.run.name()).toRealPath();
    }

    private void sayTeacherAndExamples() throws Exception {
        topics.say(toy.publishTeacher());
        for (int i = 0; i < 400; i++) {
            topics.label(toy.example(i));
        }
    }

    @Test
    void comparesPromotesAndSkips() throws Exception {
        // Given: announced before there is anything to measure with, and a broken one and nonsense on the way
        topics.say(toy.checkpoint("small", 100, 0));
        var truncated = toy.checkpoint("small", 150, 200);
        Path weights = toy.store.root().resolve(truncated.location()).resolve(CheckpointFolder.WEIGHTS);
        try (var channel = Files.newByteChannel(weights, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(weights) / 2);
        }
        topics.say(truncated);
        topics.sayNonsense();
        var trained = toy.checkpoint("small", 200, 100);
        topics.say(toy.checkpoint("control", 200, 50));
        topics.say(trained);
        topics.say(trained);
        topics.say(toy.checkpoint("small", 300, 1));

        // When
        sayTeacherAndExamples();
        var reports = awaitReports(4);

        // Then
        assertThat(reports).extracting(report -> report.candidate().step()).containsExactly(100L, 200L, 200L, 300L);
        assertThat(reports.get(0).decision()).isInstanceOf(Promote.class);
        assertThat(reports.get(1).candidate().arm()).isEqualTo(Score.Arm.CONTROL);
        assertThat(reports.get(1).decision()).isInstanceOf(Hold.class);
        assertThat(reports.get(2).decision()).isInstanceOf(Promote.class);
        assertThat(reports.get(2).control().orElseThrow().name()).isEqualTo("control");
        assertThat(reports.get(3).decision()).isInstanceOf(Hold.class);
        assertThat(reports.get(3).champion().orElseThrow().step()).isEqualTo(200);
        assertThat(reports.get(2).teacher().accuracy().getAsDouble()).isGreaterThan(0.9);
        assertThat(reports.get(2).heldOut().labelled()).isEqualTo(200);
        assertThat(champion()).endsWith(Path.of("small-" + trained.checkpointId()));
        assertStatusAndMetricsTellIt();
        assertTheArtifactIsTheCheckpoint(reports.get(2));
    }

    private void assertStatusAndMetricsTellIt() throws Exception {
        await().atMost(LONG).untilAsserted(() -> assertThat(evaluator.status().evaluations())
                .isEqualTo(4));
        assertThat(evaluator.status().champion().orElseThrow().step()).isEqualTo(200);
        assertThat(evaluator.status().latest()).extracting(Score::name).containsExactly("control", "small", "teacher");
        String labels = "run=\"%s\",stage=\"evaluator\",student=\"small\"".formatted(toy.run.name());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(evaluator.get("/q/metrics").body())
                        .contains("limbeck_evaluations_total{" + labels + "} 3.0")
                        .contains("limbeck_promotions_total{" + labels + "} 2.0")
                        .contains("limbeck_student_accuracy{" + labels + "}")
                        .contains("limbeck_teacher_agreement{" + labels + "}")
                        .contains("limbeck_evaluation_duration_seconds_count{" + labels + "} 3")
                        .contains("limbeck_checkpoints_skipped_total{reason=\"defective\"," + labels + "} 1.0")
                        .contains("reason=\"malformed\"")
                        .contains("limbeck_heldout_examples"));
        assertThat(evaluator.get("/q/health/live").statusCode()).isEqualTo(200);
    }

    private void assertTheArtifactIsTheCheckpoint(EvaluationReport report) throws Exception {
        try (var network = new DjlNetworkRuntime(1)
                .open(champion().resolve("network.pt"), toy.run.spec().input())) {
            assertThat(network.metadata().provenance())
                    .containsEntry("step", "200")
                    .containsEntry("checkpointDigest", report.checkpointDigest());
            var example = toy.example(2);
            assertThat(network.logits(List.of(example.record().input())).get(0).top())
                    .isEqualTo(2);
        }
    }

    @Test
    void knowsTheChampionAfterAKill() throws Exception {
        // Given
        sayTeacherAndExamples();
        var trained = toy.checkpoint("small", 200, 100);
        topics.say(trained);
        awaitReports(1);
        evaluator.kill();
        // When: the same again, and a worse one
        topics.say(trained);
        topics.say(toy.checkpoint("small", 300, 1));
        startEvaluator();
        var reports = awaitReports(2);
        // Then
        assertThat(reports).extracting(report -> report.candidate().step()).containsExactly(200L, 300L);
        assertThat(reports.get(1).champion().orElseThrow().step()).isEqualTo(200);
        assertThat(reports.get(1).decision()).isInstanceOf(Hold.class);
        assertThat(champion()).endsWith(Path.of("small-" + trained.checkpointId()));
    }

    @Test
    void endsWithCode1WhenTheTeacherCannotBeOpenedAndGoesOnOnceItCan() throws Exception {
        // Given
        sayTeacherAndExamples();
        Path network = toy.store.teacher(toy.run.name(), "v1").resolve(StoreLayout.NETWORK);
        byte[] bytes = Files.readAllBytes(network);
        Files.delete(network);
        // When
        topics.say(toy.checkpoint("small", 200, 1));
        var exit = evaluator.awaitExit(LONG);
        Files.write(network, bytes);
        startEvaluator();
        // Then
        assertThat(exit).hasValue(1);
        assertThat(awaitReports(1))
                .extracting(report -> report.candidate().step())
                .containsExactly(200L);
    }
}
