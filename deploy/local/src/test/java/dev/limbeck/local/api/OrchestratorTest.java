package dev.limbeck.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.local.Examples;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrchestratorTest {
    private final StubServer server = new StubServer();
    private final Orchestrator orchestrator = new Orchestrator(server.uri());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDeclarationArrivesWhole() throws Exception {
        // Given
        server.answer("POST /api/v1/runs", 202, "{\"run\": \"digits\", \"commandId\": \"c-1\"}");
        // When
        var accepted = orchestrator.apply(RunDocument.read(Examples.YAML, Path.of("/work")));
        // Then
        assertThat(accepted).isEqualTo(new Accepted("digits", "c-1"));
        assertThat(server.requests()).singleElement().satisfies(request -> assertThat(
                        ContractJson.strictYaml().readTree(request.body()))
                .isEqualTo(RunDocument.read(Examples.YAML, Path.of("/work"))));
    }

    @Test
    void aRefusalSaysWhatIsWrongAndWhere() {
        // Given
        server.answer("POST /api/v1/runs?dryRun=true", 422, """
                {"type": "about:blank", "title": "Unprocessable", "status": 422, "detail": "the declaration is refused",
                 "errors": [{"path": "spec.students[0].name", "message": "is missing"}]}
                """);
        // When
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> orchestrator.plan(ContractJson.strictYaml().readTree("a: 1")))
                // Then
                .withMessage("the declaration is refused%n  spec.students[0].name: is missing".formatted())
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(422));
    }

    @Test
    void whoeverAnswersWithoutAProblemIsQuotedByStatus() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> orchestrator.run("nobody"))
                .withMessage("the server answered 404");
    }

    @Test
    void aServerThatStillReadsItsTopicsIsNotReady() {
        // Given
        server.answer("GET /api/v1/runs", 503, "{\"title\": \"stores are being filled\"}");
        // When
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(orchestrator::runs)
                // Then
                .withMessageContaining("is not ready yet: stores are being filled");
    }

    @Test
    void whereNobodyListensNobodyAnswers() {
        // Given
        URI gone = server.uri();
        server.close();
        // When
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> new Orchestrator(gone).runs())
                // Then
                .withMessageContaining(gone + "/ does not answer");
    }

    @Test
    void aDecisionIsOnTheCheckpointHoweverTheRunMoves() throws Exception {
        // Given
        server.answer("POST /api/v1/runs/digits/approve", 202, "{\"run\": \"digits\", \"commandId\": \"c-2\"}");
        // When
        orchestrator.decide("digits", "approve", Optional.of("abcd"), Optional.empty(), Optional.empty());
        // Then
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.ifMatch()).isEmpty();
            assertThat(request.body()).isEqualTo("{\"checkpointDigest\":\"abcd\"}");
        });
    }

    @Test
    void aDecisionSaysHowLongItHolds() throws Exception {
        // Given
        server.answer("POST /api/v1/runs/digits/pin", 202, "{\"run\": \"digits\", \"commandId\": \"c-2\"}");
        // When
        orchestrator.decide("digits", "pin", Optional.empty(), Optional.of("2h"), Optional.of("it serves well"));
        // Then
        assertThat(server.requests())
                .singleElement()
                .extracting(request -> tree(request.body()))
                .isEqualTo(tree("{\"for\": \"2h\", \"reason\": \"it serves well\"}"));
    }

    private static JsonNode tree(String json) {
        return ContractJson.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Test
    void historyIsReadPageByPage() throws Exception {
        // Given
        var page = new ArrayList<RunHistoryEntry>();
        for (int sequence = 1; sequence <= 500; sequence++) {
            page.add(Examples.history(sequence, "pause c-1"));
        }
        server.answer("GET /api/v1/runs/digits/history?after=0&limit=500", 200, json(Map.of("items", page)));
        server.answer(
                "GET /api/v1/runs/digits/history?after=500&limit=500",
                200,
                json(Map.of("items", List.of(Examples.history(501, "resume c-2")))));
        // When
        var history = orchestrator.history("digits");
        // Then
        assertThat(history).hasSize(501).last().isEqualTo(Examples.history(501, "resume c-2"));
    }

    @Test
    void everyKindOfEventIsHeardAndUnknownOnesArePassedOver() throws Exception {
        // Given
        var state = Examples.state(RunPhase.DISTILLING, List.of(), List.of());
        var report = Examples.report("small-cnn", "step-1", Examples.NOW);
        var entry = Examples.history(1, "pause c-1");
        var part = Examples.teacher(3);
        server.answer(
                "GET /api/v1/runs/digits/events",
                200,
                ": hello\n\nevent: run\ndata: %s\n\nevent: sample\ndata: {}\n\nevent: evaluation\ndata: %s\n\n"
                                .formatted(json(state), json(report))
                        + "event: history\ndata: %s\n\nevent: part\ndata: %s\n\n".formatted(json(entry), json(part)));
        var heard = new ArrayList<Object>();
        // When
        orchestrator.listen(Optional.of("digits"), new RunEvents() {
            @Override
            public void run(RunState run) {
                heard.add(run);
            }

            @Override
            public void evaluation(EvaluationReport evaluation) {
                heard.add(evaluation);
            }

            @Override
            public void history(RunHistoryEntry line) {
                heard.add(line);
            }

            @Override
            public void part(PartStatus status) {
                heard.add(status);
            }
        });
        // Then
        assertThat(heard).containsExactly(state, report, entry, part);
    }

    @Test
    void aLateAnswerSaysWhatItWasWaitedFor() throws Exception {
        // Given
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var slow = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            // When
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> new Orchestrator(slow, Duration.ofMillis(300)).run("digits"))
                    // Then
                    .withMessage(
                            "GET %s/api/v1/runs/digits is not answered within 300ms, which --answer-within sets;"
                                    + " it may have been taken all the same",
                            slow);
        }
    }

    private static String json(Object document) {
        return new String(ContractJson.write(document), StandardCharsets.UTF_8);
    }
}
