package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.student.Examples;
import dev.limbeck.student.kafka.KafkaStepLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Replicas of the service against a real broker, with runs that come, pause, go on and end. */
class StudentServiceIT extends RunningServices {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();

    StudentServiceIT() {
        super(BROKER);
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void trainsTheStudentsOfTwoRunsAtOnceAndLeavesNothingBehindOfTheOneThatIsCancelled() throws Exception {
        // Given
        var goes = distilling("goes");
        var ends = distilling("ends");
        runs.produce(goes, 0, 10 * BATCH);
        runs.produce(ends, 0, 10 * BATCH);
        var replica = start();
        awaitOffered(goes, 10 * BATCH);
        awaitOffered(ends, 10 * BATCH);
        assertThat(replica.service().status().parts())
                .extracting(part -> part.run() + "/" + part.part())
                .containsExactly("ends/other", "ends/small", "goes/other", "goes/small");
        // When
        runs.say(ends, RunPhase.CANCELLED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(ends).isEmpty());
        runs.produce(goes, 10 * BATCH, 10 * BATCH);
        // Then
        awaitOffered(goes, 20 * BATCH);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("ends"))
                .anyMatch(name -> name.contains("goes"));
        assertThat(replica.registry().getMeters())
                .noneMatch(meter -> "ends".equals(meter.getId().getTag("run")));
        assertThat(statuses(goes))
                .allSatisfy(status -> assertThat(status.terms()).containsKey("softTarget"));
    }

    @Test
    void noStepIsTakenWhileARunIsPausedAndItGoesOnAtTheExactStep() throws Exception {
        // Given
        var run = distilling("paused");
        runs.produce(run, 0, 400 * BATCH);
        start();
        await().atMost(LONG_ENOUGH)
                .until(() -> statuses(run).size() == 2 && statuses(run).stream().allMatch(status -> status.step() > 5));
        // When
        runs.say(run, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(run).isEmpty());
        // Then
        var batches = runs.batches(run, "small").size();
        var newest = newestCheckpoint(run, "small");
        assertThat(newest.id().step()).as("a pause amid the work").isLessThan(390);
        assertThat(newest.state().position().batches()).isEqualTo(batches);
        await().during(Duration.ofSeconds(2))
                .atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(runs.batches(run, "small")).hasSize(batches));
        // When
        runs.say(run, RunPhase.DISTILLING);
        // Then
        awaitOffered(run, 400 * BATCH);
        var all = runs.batches(run, "small");
        assertThat(all.get(batches).batch()).isEqualTo(batches + 1);
        assertThat(all.get(batches).step()).isEqualTo(newest.id().step());
        assertThat(all).extracting(batch -> batch.batch()).doesNotHaveDuplicates();
    }

    @Test
    void theNextGenerationsStudentsBeginAtTheBeginningOfItsOwnTopic() throws Exception {
        // Given
        var first = distilling("renewed");
        runs.produce(first, 0, 5 * BATCH);
        start();
        awaitOffered(first, 5 * BATCH);
        // When
        var second = new Generation(first.run(), 2);
        runs.provide(second);
        runs.produce(second, 0, 3 * BATCH);
        runs.say(second, RunPhase.DISTILLING);
        // Then
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(parts(first))
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.generation()).isEqualTo(2)));
        awaitOffered(second, 3 * BATCH);
        assertThat(newestCheckpoint(first, "small").state().position().ledger().offered())
                .isEqualTo(5L * BATCH);
        runs.say(second, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(second).isEmpty());
        assertThat(newestCheckpoint(second, "small").state().generation()).isEqualTo(2);
    }

    @Test
    void replicasShareTheStudentsAndTakeOverFromOneThatLeaves() throws Exception {
        // Given
        var list = new ArrayList<Generation>();
        for (String name : List.of("shared-a", "shared-b", "shared-c")) {
            var run = distilling(name);
            runs.produce(run, 0, 5 * BATCH);
            list.add(run);
        }
        var leaves = start();
        var stays = start();
        await().atMost(LONG_ENOUGH)
                .until(() -> leaves.service().status().parts().size() > 0
                        && stays.service().status().parts().size() > 0
                        && leaves.service().status().parts().size()
                                        + stays.service().status().parts().size()
                                == 6);
        for (Generation run : list) {
            awaitOffered(run, 5 * BATCH);
        }
        // When
        leaves.stop();
        replicas.remove(leaves);
        // Then
        await().atMost(LONG_ENOUGH).until(() -> stays.service().status().parts().size() == 6);
        for (Generation run : list) {
            runs.produce(run, 5 * BATCH, 5 * BATCH);
            awaitOffered(run, 10 * BATCH);
            for (String student : List.of("small", "other")) {
                assertThat(runs.batches(run, student))
                        .extracting(batch -> batch.batch())
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(stays.service().failed()).isEmpty();
    }

    @Test
    void aStudentWhoseNetworkCannotBeOpenedIsGivenUpWithTheReasonAndNobodyElseIsTroubled() throws Exception {
        // Given
        var run = new Generation(
                RunSpecReader.read(Examples.yaml("half").replace("\"builtin:cnn-2\", seed: 2", "missing.pt")), 1);
        distilling(run);
        runs.produce(run, 0, 5 * BATCH);
        // When
        var replica = start();
        // Then
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(runs.read(RunTopics.RUN_EVENTS))
                .map(record -> ContractJson.read(record.value(), RunEvent.class))
                .filteredOn(event -> event.run().equals("half"))
                .singleElement()
                .isInstanceOfSatisfying(RunEvent.WorkFailed.class, failed -> {
                    assertThat(failed.part()).isEqualTo("other");
                    assertThat(failed.givenUp()).isTrue();
                    assertThat(failed.tries()).isEqualTo(3);
                    assertThat(failed.reason()).contains("missing.pt");
                }));
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(statuses(run))
                .anySatisfy(small -> assertThat(small.ledger().offered()).isEqualTo(5L * BATCH)));
        assertThat(new StudentHealth().ready(replica.service()).call().getStatus())
                .isEqualTo(HealthCheckResponse.Status.UP);
        // When: the run's state says so
        runs.sayGivenUp(run, "other", "missing.pt");
        // Then
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() ->
                        assertThat(parts(run)).extracting(PartStatus::part).containsExactly("small"));
    }

    @Test
    void aStudentThatWasTakenOverThoughItIsPlacedHereRestsAndGoesOn() throws Exception {
        // Given
        var run = distilling("taken");
        runs.produce(run, 0, 5 * BATCH);
        var replica = start();
        awaitOffered(run, 5 * BATCH);
        // When: somebody who believes that it is placed there
        try (var other = new KafkaStepLog(runs.kafka(), run.topics(), "small", Clock.systemUTC())) {
            other.open(0, 0);
            runs.produce(run, 5 * BATCH, 5 * BATCH);
            // Then
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(replica.service().failed())
                            .singleElement()
                            .satisfies(failed ->
                                    assertThat(failed.failure().orElseThrow()).contains("taken over")));
        }
        assertThat(parts(run))
                .filteredOn(part -> part.part().equals("small"))
                .singleElement()
                .satisfies(
                        part -> assertThat(part.student().orElseThrow().phase()).isEqualTo(StudentStatus.Phase.FAILED));
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            assertThat(replica.service().failed()).isEmpty();
            assertThat(statuses(run)).hasSize(2).allSatisfy(status -> assertThat(status.phase())
                    .isEqualTo(StudentStatus.Phase.TRAINING));
        });
        awaitOffered(run, 10 * BATCH);
    }

    @Test
    void tellsEverySecondHowWorkGoes() throws Exception {
        // Given
        var run = distilling("told");
        runs.produce(run, 0, 3 * BATCH);
        // When
        start();
        awaitOffered(run, 3 * BATCH);
        // Then
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(runs.read(RunTopics.RUN_STATUS))
                .map(record -> ContractJson.read(record.value(), PartStatus.class))
                .filteredOn(part -> part.run().equals("told"))
                .anySatisfy(
                        part -> assertThat(part.student().orElseThrow().ledger().offered())
                                .isEqualTo(3L * BATCH)));
    }
}
