package dev.limbeck.evaluator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.lifecycle.RunEvent.ChampionMoved;
import dev.limbeck.contract.status.EvaluatorStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.Orders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorReplicasIT extends EvaluatorOnBroker {
    @Test
    void twoReplicasShareTheOrders() throws Exception {
        // Given
        var teacher = toy.publishTeacher();
        label(toy, talk);
        try (var second = startEvaluator()) {
            awaitMembers(2);
            // When
            for (int step = 1; step <= 16; step++) {
                talk.give(evaluate(toy.checkpoint("small", step, 0), teacher));
            }
            var reports = awaitReports(talk, 16);
            // Then
            assertThat(reports).extracting(report -> report.orderId()).doesNotHaveDuplicates();
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(evaluations(evaluator)).isPositive();
                assertThat(evaluations(second)).isPositive();
                assertThat(evaluations(evaluator) + evaluations(second)).isEqualTo(16);
            });
        }
    }

    private long evaluations(EvaluatorProcess replica) throws Exception {
        return replica.status(toy.run.name()).map(EvaluatorStatus::evaluations).orElse(0L);
    }

    private void awaitMembers(int count) {
        try (var admin = connection.admin()) {
            await().atMost(LONG).until(() -> {
                var members = admin.describeConsumerGroups(List.of(RunTopics.EVALUATORS))
                        .all()
                        .get()
                        .get(RunTopics.EVALUATORS)
                        .members();
                return members.size() == count
                        && members.stream()
                                .allMatch(member ->
                                        member.assignment().topicPartitions().size()
                                                == RunTopics.RUN_PARTITIONS / count);
            });
        }
    }

    @Test
    void anOrderThatWaitsOutlivesItsReplica() throws Exception {
        // Given
        var waiting = evaluate(toy.checkpoint("small", 100, 0), toy.publishTeacher());
        talk.give(waiting);
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(evaluator.get("/q/health/ready").body()).contains("\"unfinishedOrders\": 1"));
        // When
        evaluator.kill();
        evaluator = startEvaluator();
        label(toy, talk);
        // Then
        assertThat(awaitReports(talk, 1).get(0).orderId()).isEqualTo(waiting.orderId());
    }

    @Test
    void aPromotionThatIsKilledIsFinishedAsItWasOrdered() throws Exception {
        // Given
        var candidate = toy.checkpoint("small", 200, 1);
        var order = Orders.promote(candidate);
        Path promoted = toy.store.promoted(toy.run.name(), 1, "small", candidate.checkpointId());
        // When: it dies between the artifact and the answer, or close to that
        talk.give(order);
        await().atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Files.exists(promoted));
        evaluator.kill();
        var written = Files.getLastModifiedTime(promoted);
        Files.deleteIfExists(toy.store.champion(toy.run.name()));
        evaluator = startEvaluator();
        talk.repeat(order);
        await().atMost(LONG).until(() -> Files.exists(toy.store.champion(toy.run.name())));
        // Then
        assertThat(awaitEvents(talk, 1)).allSatisfy(event -> {
            var moved = (ChampionMoved) event;
            assertThat(moved.orderId()).isEqualTo(order.orderId());
            assertThat(moved.checkpointDigest()).isEqualTo(candidate.digest());
            assertThat(toy.store.root().resolve(moved.location())).isEqualTo(promoted);
        });
        assertThat(Files.getLastModifiedTime(promoted)).isEqualTo(written);
        assertThat(champion()).isEqualTo(promoted.toRealPath());
    }

    @Test
    void anOrderThatIsAnsweredIsNotCarriedOutAgain() throws Exception {
        // Given
        var first = toy.checkpoint("small", 100, 0);
        promoted(first);
        var second = promoted(toy.checkpoint("small", 200, 1));
        // When
        talk.repeat(Orders.promote(first));
        await().atMost(LONG).untilAsserted(() -> assertThat(unfinished()).isEqualTo(1));
        await().atMost(LONG).untilAsserted(() -> assertThat(unfinished()).isZero());
        // Then
        assertThat(talk.events()).hasSize(2);
        assertThat(champion()).isEqualTo(toy.store.root().toRealPath().resolve(second.location()));
    }

    private int unfinished() throws Exception {
        String ready = evaluator.get("/q/health/ready").body();
        return ready.contains("\"unfinishedOrders\": 0") ? 0 : 1;
    }

    @Test
    void anOlderAttemptIsNotAnswered() throws Exception {
        // Given
        var teacher = toy.publishTeacher();
        var order = evaluate(toy.checkpoint("small", 100, 0), teacher);
        label(toy, talk);
        talk.give(order.again());
        awaitReports(talk, 1);
        // When
        talk.repeat(order);
        talk.give(evaluate(toy.checkpoint("small", 200, 0), teacher));
        // Then
        assertThat(awaitReports(talk, 2)).extracting(report -> report.attempt()).containsExactlyInAnyOrder(2, 1);
        assertThat(talk.reports())
                .filteredOn(report -> report.orderId().equals(order.orderId()))
                .hasSize(1);
    }
}
