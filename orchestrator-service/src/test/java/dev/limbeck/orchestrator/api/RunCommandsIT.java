package dev.limbeck.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.CommandMark;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunCommand.Hold;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.orchestrator.Runs;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunCommandsIT extends ApiTestBase {
    @Test
    void refusesAtOnceWhatThePhaseForbids() {
        // Given
        stands(Runs.state("over", 1, RunPhase.COMPLETED));
        stands(Runs.state("going", 1, RunPhase.DISTILLING));
        // When
        var pause = json().body("{}").post(RUNS + "/over/pause").then();
        var resume = json().post(RUNS + "/going/resume").then();
        // Then
        pause.statusCode(409)
                .contentType("application/problem+json")
                .body("detail", is("The run has ended: it is COMPLETED."));
        resume.statusCode(409);
        json().post(RUNS + "/going/drain").then().statusCode(202);
        json().body("{\"reason\": \"Lunch.\"}")
                .post(RUNS + "/going/pause")
                .then()
                .statusCode(202);
        assertThat(feed.commands("over")).isEmpty();
        assertThat(feed.commands("going"))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(RunCommand.Pause.class, sent -> assertThat(sent.reason())
                        .contains("Lunch."));
    }

    @Test
    void holdsAnEntityTagThatIsGivenAgainstHowTheRunStands() {
        // Given
        stands(Runs.state(
                "decided",
                5,
                RunPhase.DISTILLING,
                List.of(Runs.candidate("decided", "d1", Candidate.Phase.AWAITING_APPROVAL)),
                List.of(),
                List.of("done-before")));
        var body = "{\"checkpointDigest\": \"d1\"}";
        // When
        var stale = json().header("If-Match", "\"4\"")
                .body(body)
                .post(RUNS + "/decided/approve")
                .then();
        var fresh = json().header("If-Match", "\"5\"")
                .body(body)
                .post(RUNS + "/decided/approve")
                .then();
        // Then
        stale.statusCode(412).contentType("application/problem+json").body("detail", startsWith("run decided is at"));
        fresh.statusCode(202).body("run", is("decided"));
        json().header("If-Match", "\"4\"")
                .header("Idempotency-Key", "done-before")
                .body(body)
                .post(RUNS + "/decided/approve")
                .then()
                .statusCode(202);
        json().body("{\"digest\": \"d1\"}")
                .post(RUNS + "/decided/approve")
                .then()
                .statusCode(400)
                .body("detail", containsString("'digest'"));
        json().post(RUNS + "/decided/reject").then().statusCode(400).body("detail", containsString("checkpointDigest"));
    }

    @Test
    void refusesAKeyThatCameWithAnotherBody() {
        // Given
        var asked = new RunCommand.Pause("stop", "keyed", Optional.of("Lunch."), Runs.NOON);
        stands(Runs.state(
                "keyed", 1, RunPhase.DISTILLING, List.of(), List.of(), List.of(CommandMark.of(asked), "stop")));
        // When
        var same = json().header("Idempotency-Key", "stop")
                .body("{\"reason\": \"Lunch.\"}")
                .post(RUNS + "/keyed/pause")
                .then();
        var otherBody = json().header("Idempotency-Key", "stop")
                .body("{\"reason\": \"Supper.\"}")
                .post(RUNS + "/keyed/pause")
                .then();
        var otherCommand = json().header("Idempotency-Key", "stop")
                .post(RUNS + "/keyed/cancel")
                .then();
        // Then
        same.statusCode(202);
        otherBody
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", is("urn:limbeck:problem:idempotency-key-used"))
                .body("detail", startsWith("Idempotency-Key stop was sent with another command before"));
        otherCommand.statusCode(422);
        assertThat(feed.commands("keyed"))
                .allSatisfy(command -> assertThat(CommandMark.of(command)).isEqualTo(CommandMark.of(asked)));
    }

    @Test
    void takesADecisionOnACheckpointAsLongAsThatWaits() {
        // Given
        stands(Runs.state(
                "moving",
                9,
                RunPhase.DISTILLING,
                List.of(
                        Runs.candidate("moving", "d1", Candidate.Phase.AWAITING_APPROVAL),
                        Runs.candidate("moving", "d2", Candidate.Phase.REJECTED)),
                List.of(),
                List.of()));
        // When
        var waits = json().body("{\"checkpointDigest\": \"d1\"}")
                .post(RUNS + "/moving/approve")
                .then();
        var decided = json().body("{\"checkpointDigest\": \"d2\"}")
                .post(RUNS + "/moving/approve")
                .then();
        // Then
        waits.statusCode(202);
        decided.statusCode(409).body("detail", containsString("does not await approval: it is REJECTED"));
        assertThat(feed.commands("moving"))
                .singleElement()
                .isInstanceOfSatisfying(RunCommand.Approve.class, sent -> assertThat(sent.checkpointDigest())
                        .isEqualTo("d1"));
    }

    @Test
    void takesHowLongADecisionHolds() {
        // Given
        stands(Runs.state("steady", 9, RunPhase.DISTILLING, List.of(), List.of("d1", "d2"), List.of()));
        // When
        json().body("{\"for\": \"2h\", \"reason\": \"a holiday\"}")
                .post(RUNS + "/steady/pin")
                .then()
                .statusCode(202);
        json().post(RUNS + "/steady/rollback").then().statusCode(202);
        // Then
        assertThat(feed.commands("steady")).hasSize(2);
        assertThat(feed.commands("steady").get(0))
                .isInstanceOfSatisfying(RunCommand.Pin.class, sent -> assertThat(sent.hold())
                        .isEqualTo(new Hold(Optional.of(Duration.ofHours(2)))));
        assertThat(feed.commands("steady").get(1))
                .isInstanceOfSatisfying(RunCommand.RollBack.class, sent -> assertThat(sent.hold())
                        .contains(Hold.UNTIL_LIFTED));
        // And
        json().post(RUNS + "/steady/unpin").then().statusCode(409).body("detail", is("The champion is not pinned."));
        json().body("{\"for\": \"a while\"}")
                .post(RUNS + "/steady/pin")
                .then()
                .statusCode(400)
                .body("detail", is("for is 'a while', allowed is a whole number followed by ms, s, m or h, as in 2h"));
        json().body("{\"for\": \"0s\"}")
                .post(RUNS + "/steady/pin")
                .then()
                .statusCode(400)
                .body("detail", is("a hold lasts 0 s, allowed is above 0 and at most 8760 h"));
    }

    @Test
    void doesNotLetAPageOfAnotherSiteChangeRuns() {
        // Given
        stands(Runs.state("guarded", 1, RunPhase.DISTILLING));
        // When
        var foreign = json().header("Origin", "https://elsewhere.example")
                .post(RUNS + "/guarded/cancel")
                .then();
        // Then
        foreign.statusCode(403).contentType("application/problem+json");
        assertThat(feed.commands("guarded")).isEmpty();
        json().header("Origin", "https://limbeck.example")
                .header("Sec-Fetch-Site", "same-origin")
                .post(RUNS + "/guarded/cancel")
                .then()
                .statusCode(202);
    }
}
