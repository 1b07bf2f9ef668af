package dev.limbeck.orchestrator.api;

import static dev.limbeck.orchestrator.Runs.NOON;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.orchestrator.Parts;
import dev.limbeck.orchestrator.Runs;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunRecordsIT extends ApiTestBase {
    @Inject
    StoreLayout store;

    @Test
    void pagesThroughHistory() {
        // Given
        stands(Runs.state("told", 1, RunPhase.PENDING));
        stands(Runs.state("told-too", 1, RunPhase.PENDING));
        for (long sequence = 1; sequence <= 12; sequence++) {
            feed.say(Runs.line("told", sequence));
        }
        feed.say(Runs.line("told-too", 1));
        await().atMost(LONG).untilAsserted(() -> given().get(RUNS + "/told/history")
                .then()
                .statusCode(200)
                .body("items.size()", is(12)));
        // When
        var page = given().get(RUNS + "/told/history?after=9&limit=2").then();
        // Then
        page.statusCode(200).body("items.sequence", equalTo(List.of(10, 11)));
    }

    @Test
    void showsTheNewestEvaluationsOldestFirst() {
        // Given
        stands(Runs.state("measured", 1, RunPhase.DISTILLING));
        feed.say(Runs.report("measured", "z-first", NOON));
        feed.say(Runs.report("measured", "a-third", NOON.plusSeconds(2)));
        feed.say(Runs.report("measured", "m-second", NOON.plusSeconds(1)));
        feed.say(Runs.report("measured-too", "other", NOON));
        await().atMost(LONG).untilAsserted(() -> given().get(RUNS + "/measured/evaluations")
                .then()
                .statusCode(200)
                .body("items.size()", is(3)));
        // When
        var newest = given().get(RUNS + "/measured/evaluations?limit=2").then();
        // Then
        newest.body("items.orderId", equalTo(List.of("m-second", "a-third")));
    }

    @Test
    void showsCheckpointsNewestFirst() {
        // Given
        stands(Runs.state(
                "checked",
                1,
                RunPhase.DISTILLING,
                List.of(
                        Runs.candidate("checked", "older", Candidate.Phase.REJECTED),
                        Runs.candidate("checked", "newer", Candidate.Phase.EVALUATING)),
                List.of(),
                List.of()));
        // When
        var checkpoints = given().get(RUNS + "/checked/checkpoints").then();
        // Then
        checkpoints.body("items.checkpoint.digest", equalTo(List.of("newer", "older")));
    }

    @Test
    void showsHowWorkGoes() {
        // Given
        stands(Runs.state("working", 1, RunPhase.DISTILLING));
        // When
        await().atMost(LONG).untilAsserted(() -> {
            var now = Instant.now();
            feed.say(Parts.teacher("working", "t-1", now, 100, 5));
            feed.say(Parts.student("working", "small", "s-1", now, 12, 90));
            given().get(RUNS + "/working/status")
                    .then()
                    .statusCode(200)
                    .body("parts.part", equalTo(List.of("small", "teacher")));
        });
        // Then
        given().get(RUNS + "/working/status").then().body("ledgers.small.trained", is(90));
        given().get(RUNS + "/working/samples")
                .then()
                .body("items.part", hasItems("small", "teacher"))
                .body("items.find { it.part == 'small' }.step", is(12))
                .body("items.find { it.part == 'teacher' }.labelled", is(100));
    }

    @Test
    void showsTheLedgerOfAStudentThatIsNotAtWorkAsItsNewestCheckpointHasIt() throws Exception {
        // Given
        stands(Runs.state("over-and-done", 1, RunPhase.COMPLETED));
        keepCheckpoint("over-and-done", 1, 10, 90);
        keepCheckpoint("over-and-done", 1, 20, 180);
        var damaged = keepCheckpoint("over-and-done", 1, 30, 270).path();
        Files.writeString(damaged.resolve(StudentState.FILE), "{");
        // When
        var status = given().get(RUNS + "/over-and-done/status").then();
        // Then
        status.statusCode(200)
                .body("parts.size()", is(0))
                .body("ledgers.size()", is(1))
                .body("ledgers.small.trained", is(180));
    }

    @Test
    void countsWhatCameOfTheGenerationsBefore() throws Exception {
        // Given
        stands(Runs.inGeneration("redistilled", 3));
        keepCheckpoint("redistilled", 1, 9, 60);
        keepCheckpoint("redistilled", 1, 10, 70);
        keepCheckpoint("redistilled", 2, 5, 8);
        keepCheckpoint("redistilled", 3, 5, 500);
        // Then
        given().get(RUNS + "/redistilled/status")
                .then()
                .body("ledgers.small.trained", is(500))
                .body("earlier.size()", is(1))
                .body("earlier.small.trained", is(78));
    }

    private CheckpointFolder keepCheckpoint(String run, int generation, long step, long trained) throws IOException {
        var lineage = new StudentState.Lineage("net", "configuration", "", 1, 1);
        var state = StudentState.initial(run, generation, "small", 1, lineage)
                .at(new Position(step, step, new TreeMap<>(), new Ledger(trained, 0, 0, Map.of())));
        return CheckpointFolder.write(
                store.checkpoints(run, generation, "small"),
                CheckpointId.at(step, 1).text(),
                folder -> {
                    Files.createFile(folder.resolve(CheckpointFolder.WEIGHTS));
                    Files.createFile(folder.resolve(CheckpointFolder.OPTIMIZER));
                    Files.write(folder.resolve(StudentState.FILE), ContractJson.write(state));
                });
    }

    @Test
    void answersNoDeadLettersWhereThereIsNoTopicYet() {
        // Given
        stands(Runs.state("clean", 1, RunPhase.PENDING));
        // When
        var answer = given().get(RUNS + "/clean/dead-letters").then();
        // Then
        answer.statusCode(200).body("items.size()", is(0)).body("byReason.size()", is(0));
    }

    @Test
    void countsDeadLettersByReasonAndShowsTheNewest() {
        // Given
        stands(Runs.state("unclean", 1, RunPhase.DISTILLING));
        var generation = new Generation(Runs.declared("unclean"), 1);
        TopicProvisioning.provide(connection, generation);
        for (long offset = 0; offset < 3; offset++) {
            var original = new ConsumerRecord<>("production.unclean", 2, offset, new byte[] {1}, new byte[] {2});
            var reason = offset == 0 ? RejectionReason.MALFORMED : RejectionReason.NON_FINITE;
            feed.send(DeadLetter.of("teacher", new Rejection(reason, "input[0] is NaN"), original)
                    .toRecord(generation.topics().deadLetters(), original));
        }
        // When
        var answer = given().get(RUNS + "/unclean/dead-letters?limit=2").then();
        // Then
        answer.statusCode(200)
                .body("byReason.MALFORMED", is(1))
                .body("byReason.NON_FINITE", is(2))
                .body("items.offset", equalTo(List.of(2, 1)))
                .body("items[0].source", is("production.unclean"))
                .body("items[0].partition", is(2))
                .body("items[0].stage", is("teacher"))
                .body("items[0].detail", is("input[0] is NaN"));
    }
}
