package dev.limbeck.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.api.RunPlan;
import dev.limbeck.contract.api.RunStatus;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The orchestrator's REST API, as docs/api.md has it. */
public final class Orchestrator {
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private static final int HISTORY_PAGE = 500;

    private final ApiCalls calls;

    public Orchestrator(URI server) {
        this(server, ANSWER_WITHIN);
    }

    /** @param answerWithin how long an answer may take */
    public Orchestrator(URI server, Duration answerWithin) {
        this.calls = new ApiCalls(server, answerWithin);
    }

    public URI server() {
        return calls.server();
    }

    /**
     * Declares a run.
     *
     * @param declaration with paths as the services see them
     */
    public Accepted apply(JsonNode declaration) throws InterruptedException {
        return calls.send(calls.to("runs").POST(json(declaration)), Accepted.class);
    }

    /**
     * The same, as a command with a name: asked again, it is carried out once.
     *
     * @param commandId 1 to 128 visible ASCII characters
     */
    Accepted apply(JsonNode declaration, String commandId) throws InterruptedException {
        return calls.send(
                calls.to("runs").header("Idempotency-Key", commandId).POST(json(declaration)), Accepted.class);
    }

    /** What {@link #apply} would do. */
    public RunPlan plan(JsonNode declaration) throws InterruptedException {
        return calls.send(calls.to("runs?dryRun=true").POST(json(declaration)), RunPlan.class);
    }

    public List<RunState> runs() throws InterruptedException {
        return calls.items("runs", RunState.class);
    }

    public RunState run(String name) throws InterruptedException {
        return calls.get(run(name, ""), RunState.class);
    }

    /** All of it, oldest first. */
    public List<RunHistoryEntry> history(String name) throws InterruptedException {
        var history = new ArrayList<RunHistoryEntry>();
        while (true) {
            long after = history.isEmpty() ? 0 : history.get(history.size() - 1).sequence();
            var page = calls.items(
                    run(name, "/history?after=%d&limit=%d".formatted(after, HISTORY_PAGE)), RunHistoryEntry.class);
            history.addAll(page);
            if (page.size() < HISTORY_PAGE) {
                return history;
            }
        }
    }

    /** Newest first. */
    public List<Candidate> checkpoints(String name) throws InterruptedException {
        return calls.items(run(name, "/checkpoints"), Candidate.class);
    }

    /** Oldest first, the newest at most. */
    public List<EvaluationReport> evaluations(String name, int limit) throws InterruptedException {
        return calls.items(run(name, "/evaluations?limit=" + limit), EvaluationReport.class);
    }

    public RunStatus status(String name) throws InterruptedException {
        return calls.get(run(name, "/status"), RunStatus.class);
    }

    /** @param verb {@code pause}, {@code resume}, {@code cancel}, {@code drain} or {@code unpin} */
    public Accepted ask(String name, String verb, Optional<String> reason) throws InterruptedException {
        return calls.send(
                calls.to(run(name, "/" + verb)).POST(body(Optional.empty(), Optional.empty(), reason)), Accepted.class);
    }

    /**
     * Decides on a checkpoint, however the run has moved on since it was read: whether the checkpoint still waits is
     * what counts, and the run knows that.
     *
     * @param verb {@code approve}, {@code reject}, {@code rollback} or {@code pin}
     * @param lasting how long the decision holds, as in {@code 2h}
     */
    public Accepted decide(
            String name, String verb, Optional<String> digest, Optional<String> lasting, Optional<String> reason)
            throws InterruptedException {
        return calls.send(calls.to(run(name, "/" + verb)).POST(body(digest, lasting, reason)), Accepted.class);
    }

    /**
     * Listens until the connection ends.
     *
     * @param name of the run; empty for all
     */
    public void listen(Optional<String> name, RunEvents listener) throws InterruptedException {
        calls.listen(name.map(run -> run(run, "/events")).orElse("events"), new EventStream(listener));
    }

    private static HttpRequest.BodyPublisher body(
            Optional<String> digest, Optional<String> lasting, Optional<String> reason) {
        var fields = new TreeMap<String, String>();
        digest.ifPresent(value -> fields.put("checkpointDigest", value));
        lasting.ifPresent(value -> fields.put("for", value));
        reason.ifPresent(value -> fields.put("reason", value));
        return json(Map.copyOf(fields));
    }

    private static HttpRequest.BodyPublisher json(Object document) {
        return BodyPublishers.ofByteArray(ContractJson.write(document));
    }

    private static String run(String name, String rest) {
        return "runs/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + rest;
    }
}
