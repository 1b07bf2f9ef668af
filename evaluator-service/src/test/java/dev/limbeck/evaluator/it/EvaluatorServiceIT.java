package dev.limbeck.evaluator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.RunEvent.ChampionMoved;
import dev.limbeck.contract.lifecycle.RunEvent.OrderRefused;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorServiceIT extends EvaluatorOnBroker {
    @Test
    void measuresAndPromotesAsOrdered() throws Exception {
        // Given: ordered before there is anything to measure with, and nonsense on the way
        var teacher = toy.publishTeacher();
        talk.sayNonsense();
        var first = toy.checkpoint("small", 100, 0);
        var trained = toy.checkpoint("small", 200, 100);
        var control = toy.checkpoint("control", 200, 50);
        talk.give(evaluate(first, teacher));
        talk.give(Orders.evaluate(trained, teacher, Optional.empty(), Optional.of(control)));
        // When
        label(toy, talk);
        var reports = awaitReports(talk, 2);
        var champion = promoted(trained, reportOn(trained, reports));
        var last = toy.checkpoint("small", 300, 1);
        talk.give(Orders.evaluate(last, teacher, Optional.of(champion), Optional.empty()));
        var compared = reportOn(last, awaitReports(talk, 3));
        // Then
        var promotion = reportOn(trained, reports);
        assertThat(promotion.control().orElseThrow().arm()).isEqualTo(Score.Arm.CONTROL);
        assertThat(Scores.accuracy(promotion.teacher()).getAsDouble()).isGreaterThan(0.9);
        assertThat(promotion.heldOut().labelled()).isEqualTo(200);
        assertThat(compared.champion().orElseThrow().step()).isEqualTo(200);
        assertThat(compared.championDefect()).isEmpty();
        assertThat(champion()).endsWith(Path.of("g1-small-" + trained.checkpointId()));
        assertStatusAndMetricsTellIt();
        assertTheArtifactIsTheCheckpoint(promotion);
    }

    private static EvaluationReport reportOn(CheckpointAnnounced candidate, List<EvaluationReport> reports) {
        return reports.stream()
                .filter(report -> report.checkpointDigest().equals(candidate.digest()))
                .findFirst()
                .orElseThrow();
    }

    private void assertStatusAndMetricsTellIt() throws Exception {
        String run = toy.run.name();
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        evaluator.status(run).orElseThrow().evaluations())
                .isEqualTo(3));
        var status = evaluator.status(run).orElseThrow();
        assertThat(status.champion().orElseThrow().step()).isEqualTo(200);
        assertThat(status.latest()).extracting(Score::name).containsExactly("small", "teacher");
        assertThat(status.heldOut()).isPresent();
        String labels = "run=\"%s\",stage=\"evaluator\",student=\"small\"".formatted(run);
        assertThat(evaluator.get("/q/metrics").body())
                .contains("limbeck_evaluations_total{" + labels + "} 3.0")
                .contains("limbeck_promotions_total{" + labels + "} 1.0")
                .contains("limbeck_student_accuracy{" + labels + "}")
                .contains("limbeck_teacher_agreement{" + labels + "}")
                .contains("limbeck_evaluation_duration_seconds_count{" + labels + "} 3")
                .contains("limbeck_heldout_examples{run=\"%s\"".formatted(run));
        assertThat(evaluator.get("/q/health/live").statusCode()).isEqualTo(200);
    }

    private void assertTheArtifactIsTheCheckpoint(EvaluationReport report) throws Exception {
        try (var network = new DjlNetworkRuntime(1)
                .open(champion().resolve("network.pt"), toy.run.spec().signature())) {
            assertThat(network.metadata().provenance())
                    .containsEntry("step", "200")
                    .containsEntry("checkpointDigest", report.checkpointDigest());
            var example = toy.example(2);
            assertThat(network.outputs(List.of(example.record().inputs()))
                            .get(0)
                            .top())
                    .isEqualTo(2);
        }
    }

    @Test
    void gathersExamplesFromTheStartOfARunUntilItsEnd() throws Exception {
        // Given
        String gathered = "limbeck_heldout_examples{run=\"%s\"".formatted(toy.run.name());
        // When
        label(toy, talk);
        // Then
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(metric(gathered).orElse(0)).isGreaterThan(100));
        // When
        talk.moveTo(RunPhase.COMPLETED);
        // Then
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(evaluator.get("/q/metrics").body()).doesNotContain("\"" + toy.run.name() + "\""));
        assertThat(evaluator.status(toy.run.name())).isEmpty();
    }

    private OptionalDouble metric(String prefix) throws Exception {
        return evaluator
                .get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst();
    }

    @Test
    void aCheckpointIsNotMeasurableWhereTheRunEndsWithTooFewExamples() throws Exception {
        // Given
        var checkpoint = toy.checkpoint("small", 100, 0);
        talk.label(IntStream.range(0, 20).mapToObj(toy::example));
        talk.give(evaluate(checkpoint, toy.publishTeacher()));
        await().during(Duration.ofSeconds(2)).atMost(LONG).untilAsserted(() -> assertThat(talk.events())
                .isEmpty());
        // When
        talk.moveTo(RunPhase.DRAINING);
        talk.say(state -> Orders.sourceDrained(state));
        // Then
        await().atMost(LONG).untilAsserted(() -> assertThat(talk.events()).hasSize(1));
        assertThat(((OrderRefused) talk.events().get(0)).reason())
                .startsWith("Checkpoint %s of small cannot be measured: there are 200 of the test part and "
                        .formatted(checkpoint.checkpointId()))
                .endsWith(" of the stream held-out examples, spec.evaluation.heldOut.minExamples is 250, and no more"
                        + " will come, for the run drains.");
        assertThat(talk.reports()).isEmpty();
    }

    @Test
    void measuresNothingOfARunThatIsPausedButMovesItsChampion() throws Exception {
        // Given
        label(toy, talk);
        talk.moveTo(RunPhase.PAUSED);
        // When
        talk.give(evaluate(toy.checkpoint("small", 100, 0), toy.publishTeacher()));
        promoted(toy.checkpoint("small", 200, 1));
        // Then
        await().during(Duration.ofSeconds(2)).atMost(LONG).untilAsserted(() -> assertThat(talk.reports())
                .isEmpty());
        // When
        talk.moveTo(RunPhase.DISTILLING);
        // Then
        assertThat(awaitReports(talk, 1)).hasSize(1);
    }

    @Test
    void refusesACheckpointThatIsDamaged() throws Exception {
        // Given
        var truncated = toy.checkpoint("small", 150, 0);
        Path weights = toy.store.root().resolve(truncated.location()).resolve(CheckpointFolder.WEIGHTS);
        try (var channel = Files.newByteChannel(weights, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(weights) / 2);
        }
        label(toy, talk);
        var order = evaluate(truncated, toy.publishTeacher());
        // When
        talk.give(order);
        var refused = (OrderRefused) awaitEvents(talk, 1).get(0);
        // Then
        assertThat(refused.orderId()).isEqualTo(order.orderId());
        assertThat(refused.attempt()).isEqualTo(1);
        assertThat(refused.reason())
                .startsWith("Checkpoint %s of small cannot be used: ".formatted(truncated.checkpointId()))
                .contains("weights.safetensors");
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        evaluator.get("/q/metrics").body())
                .contains("limbeck_orders_refused_total{reason=\"defective\",run=\"%s\"".formatted(toy.run.name())));
    }

    @Test
    void refusesWhatCannotBeMeasuredAsItsRunDeclares() throws Exception {
        // Given: 200 examples in the test part, and none of the stream
        var tooFew = anotherRun(0, "first");
        var otherTalk = begin(tooFew);
        // When
        otherTalk.give(evaluate(tooFew.checkpoint("small", 100, 0), tooFew.publishTeacher()));
        var refused = (OrderRefused) awaitEvents(otherTalk, 1).get(0);
        // Then
        assertThat(refused.reason()).contains("spec.evaluation.heldOut.minExamples is 250, allowed is at most 200");
    }

    @Test
    void followsTheStreamWhereTheNewestAreKept() throws Exception {
        // Given
        var newest = anotherRun(0.5, "newest");
        var itsTalk = begin(newest);
        var teacher = newest.publishTeacher();
        label(newest, itsTalk, 0, 700);
        itsTalk.give(evaluate(newest.checkpoint("small", 1, 0), teacher));
        var before = awaitReports(itsTalk, 1).get(0).heldOut();
        // When
        label(newest, itsTalk, 700, 1_400);
        var given = new AtomicInteger(1);
        var after = await().atMost(LONG)
                .until(
                        () -> {
                            itsTalk.give(evaluate(newest.checkpoint("small", given.incrementAndGet(), 0), teacher));
                            return awaitReports(itsTalk, given.get())
                                    .get(given.get() - 1)
                                    .heldOut();
                        },
                        heldOut ->
                                heldOut.examples() == 450 && !heldOut.digest().equals(before.digest()));
        // Then
        assertThat(after.fromTestPart()).isEqualTo(200);
        assertThat(after.labelled()).isEqualTo(200);
    }

    @Test
    void goesBackToAnEarlierChampionButNotToADamagedOne() throws Exception {
        // Given
        var first = promoted(toy.checkpoint("small", 100, 0));
        var second = promoted(toy.checkpoint("small", 200, 1));
        // When
        talk.give(Orders.point(toy.run.name(), first));
        var moved = (ChampionMoved) awaitEvents(talk, 3).get(2);
        Files.writeString(toy.store.root().resolve(second.location()).resolve(StoreLayout.NETWORK), "damaged");
        talk.give(Orders.point(toy.run.name(), second));
        var refused = (OrderRefused) awaitEvents(talk, 4).get(3);
        // Then
        assertThat(moved.checkpointDigest()).isEqualTo(first.checkpointDigest());
        assertThat(moved.location()).isEqualTo(first.location());
        assertThat(refused.reason()).contains(second.location(), "network.pt.sha256");
        assertThat(champion()).isEqualTo(toy.store.root().toRealPath().resolve(first.location()));
    }

    @Test
    void aRunThatWaitsForExamplesDoesNotHoldUpAnother() throws Exception {
        // Given
        var waiting = evaluate(toy.checkpoint("small", 100, 0), toy.publishTeacher());
        talk.give(waiting);
        var other = anotherRun(0.5, "first");
        var otherTalk = begin(other);
        var teacher = other.publishTeacher();
        label(other, otherTalk);
        // When
        for (int step = 1; step <= 8; step++) {
            otherTalk.give(evaluate(other.checkpoint("small", step, 0), teacher));
        }
        var others = awaitReports(otherTalk, 8);
        var own = talk.reports();
        label(toy, talk);
        // Then
        assertThat(own).isEmpty();
        assertThat(others).allMatch(report -> report.run().equals(other.run.name()));
        assertThat(awaitReports(talk, 1).get(0).orderId()).isEqualTo(waiting.orderId());
    }

    @Test
    void aRunWhoseTeacherCannotBeOpenedGoesOnOnceItCan() throws Exception {
        // Given
        var teacher = toy.publishTeacher();
        Path network = toy.store.teacher(toy.run.name(), "v1").resolve(StoreLayout.NETWORK);
        byte[] bytes = Files.readAllBytes(network);
        Files.delete(network);
        label(toy, talk);
        // When
        talk.give(evaluate(toy.checkpoint("small", 200, 0), teacher));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(evaluator.get("/q/metrics").body())
                        .contains("limbeck_orders_failed_total{run=\"%s\"".formatted(toy.run.name())));
        var meanwhile = talk.reports();
        Files.write(network, bytes);
        // Then
        assertThat(meanwhile).isEmpty();
        assertThat(awaitReports(talk, 1)).hasSize(1);
    }
}
