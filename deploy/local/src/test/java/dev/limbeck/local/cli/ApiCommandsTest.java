package dev.limbeck.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.local.Examples;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.StubServer;
import dev.limbeck.local.view.RunTasks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ApiCommandsTest {
    private static final Candidate WAITING = Examples.candidate(
            "small-cnn", "step-0000000100-w0001", "abcdef0123456789", Candidate.Phase.AWAITING_APPROVAL);

    private final StubServer server = new StubServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void runsAreListed() {
        // Given
        server.answer(
                "GET /api/v1/runs",
                200,
                json(Map.of("items", List.of(Examples.state(RunPhase.DISTILLING, List.of(), List.of())))));
        // When
        int exitCode = execute("get", "runs");
        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(2).element(1).asString().matches("digits +DISTILLING +1 .*");
    }

    @Test
    void aSingleRunIsADocumentOfItsOwn() throws Exception {
        // Given
        var state = Examples.state(RunPhase.DISTILLING, List.of(WAITING), List.of());
        server.answer("GET /api/v1/runs/digits", 200, json(state));
        // When
        execute("get", "runs", "digits", "-o", "yaml");
        // Then
        assertThat(ContractJson.strictYaml()
                        .readTree(out.toString())
                        .at("/candidates/0/phase")
                        .asText())
                .isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void checkpointsOfAllRunsAreListed() {
        // Given
        server.answer(
                "GET /api/v1/runs",
                200,
                json(Map.of("items", List.of(Examples.state(RunPhase.DISTILLING, List.of(), List.of())))));
        server.answer("GET /api/v1/runs/digits/checkpoints", 200, json(Map.of("items", List.of(WAITING))));
        // When
        execute("get", "checkpoints");
        // Then
        assertThat(out.toString()).contains("abcdef012345", "AWAITING_APPROVAL", "97.21 %");
    }

    @Test
    void aCandidateIsApprovedByItsId() {
        // Given
        var state = Examples.state(RunPhase.DISTILLING, List.of(WAITING), List.of());
        server.answer("GET /api/v1/runs/digits", 200, json(state));
        server.answer("POST /api/v1/runs/digits/approve", 202, "{\"run\": \"digits\", \"commandId\": \"command-1\"}");
        server.answer(
                "GET /api/v1/runs/digits/history?after=0&limit=500",
                200,
                json(Map.of("items", List.of(Examples.history(1, "approve command-1"), Examples.history(2, "x")))));
        // When
        int exitCode = execute("approve", "digits", "step-0000000100-w0001");
        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines()).containsExactly("digits run: DISTILLING → PAUSED. paused by a person");
        assertThat(server.requests().get(1).body()).contains("abcdef0123456789");
    }

    @Test
    void aRefusalIsToldAndEndsWithThree(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("run.yaml"), Examples.YAML);
        server.answer("POST /api/v1/runs", 422, "{\"detail\": \"spec.source.topic: is taken\", \"errors\": []}");
        // When
        int exitCode = execute("apply", "-f", file.toString());
        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString().lines()).containsExactly("limbeck: spec.source.topic: is taken");
    }

    @Test
    void whatIsRefusedWhenItsTurnComesEndsWithThreeToo() {
        // Given
        server.answer("POST /api/v1/runs/digits/drain", 202, "{\"run\": \"digits\", \"commandId\": \"command-1\"}");
        server.answer("GET /api/v1/runs/digits", 200, json(Examples.state(RunPhase.DRAINING, List.of(), List.of())));
        var refusal = new RunHistoryEntry(
                "digits",
                1,
                Examples.NOW,
                "run",
                "DRAINING",
                "DRAINING",
                "drain command-1",
                RunHistoryEntry.REFUSED + "it is draining.");
        server.answer(
                "GET /api/v1/runs/digits/history?after=0&limit=500", 200, json(Map.of("items", List.of(refusal))));
        // When
        int exitCode = execute("drain", "digits");
        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString().lines()).containsExactly("limbeck: Refused: it is draining.");
    }

    @Test
    void aPlanShowsWhatWouldBeMade(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("run.yaml"), Examples.YAML);
        server.answer("POST /api/v1/runs?dryRun=true", 200, """
                {"run": "digits", "new": true, "generation": 1,
                 "topics": [{"name": "production.digits", "partitions": 2, "exists": false}],
                 "students": [{"name": "small-cnn", "network": "builtin:cnn-8", "control": false, "examples": "x"}], "warnings": ["no gate"]}
                """);
        // When
        int exitCode = execute("plan", "-f", file.toString());
        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("run digits is new, generation 1", "production.digits", "to be created", "warning: no gate");
    }

    @Test
    void aServerThatIsGoneEndsWithFour() {
        // Given
        server.close();
        // When
        int exitCode = execute("get", "runs");
        // Then
        assertThat(exitCode).isEqualTo(4);
        assertThat(err.toString()).contains("does not answer");
    }

    @Test
    void whereNothingRunsThatIsSaid(@TempDir Path home) {
        // When
        int exitCode = commandLine().execute("get", "runs", "--home", home.toString());
        // Then
        assertThat(exitCode).isEqualTo(4);
        assertThat(err.toString()).contains("nothing is running in " + home);
    }

    @Test
    void whatIsWatchedIsPrintedOncePerChange() {
        // Given
        var state = Examples.state(RunPhase.DISTILLING, List.of(WAITING), List.of());
        String event = "event: run\ndata: %s\n\n".formatted(json(state));
        server.answer("GET /api/v1/runs/digits/checkpoints", 200, "{\"items\": []}");
        server.answer("GET /api/v1/runs/digits/events", 200, event + event);
        var watching = new ChangePrinter<>(
                Listing.checkpoints(Clock.systemUTC(), new RunTasks()),
                ListFormat.table,
                lines -> lines.forEach(new PrintWriter(out, true)::println));
        // When
        var thread = new Thread(() -> {
            try {
                watching.follow(new Orchestrator(server.uri()), Optional.of("digits"), note -> Thread.currentThread()
                        .interrupt());
            } catch (InterruptedException enough) {
                // As the first interruption of the connection asked for.
            }
        });
        thread.start();
        // Then
        Awaitility.await().until(() -> !thread.isAlive());
        assertThat(out.toString().lines()).hasSize(2);
    }

    private int execute(String... arguments) {
        var line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--server", server.uri().toString()));
        return commandLine().execute(line.toArray(String[]::new));
    }

    private CommandLine commandLine() {
        return Limbeck.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    private static String json(Object document) {
        return new String(ContractJson.write(document), StandardCharsets.UTF_8);
    }
}
