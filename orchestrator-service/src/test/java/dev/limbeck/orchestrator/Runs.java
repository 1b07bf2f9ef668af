package dev.limbeck.orchestrator;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.StateBuilder;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs as tests need them. */
public final class Runs {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Runs() {}

    public static String yaml(String name) {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %s}
                spec:
                  source: {topic: production.%s, partitions: 3}
                  input: {shape: [2], classes: 2, normalisation: {mean: [0], std: [1]}}
                  teacher: {artifact: teacher.pt, version: v1}
                  students:
                    - {name: small, network: "builtin:mlp-16"}
                    - {name: control, network: "builtin:mlp-16", objective: {softTargetWeight: 0}}
                """.formatted(name, name);
    }

    public static DistillationRun declared(String name) {
        return RunSpecReader.read(yaml(name));
    }

    public static RunState state(String name, long revision, RunPhase phase) {
        return state(name, revision, phase, List.of(), List.of(), List.of());
    }

    /** @param champions digests, the last being the present one */
    public static RunState state(
            String name,
            long revision,
            RunPhase phase,
            List<Candidate> candidates,
            List<String> champions,
            List<String> carriedOut) {
        var declaration = declared(name);
        return StateBuilder.declared(declaration)
                .revision(revision)
                .sequence(3)
                .phase(phase)
                .candidates(candidates)
                .champions(champions.stream()
                        .map(digest -> new Champion(1, digest, score("small"), "artifacts/" + digest, NOON))
                        .toList())
                .champion(champions.stream().reduce((earlier, later) -> later))
                .carriedOut(carriedOut)
                .createdAt(NOON)
                .updatedAt(NOON)
                .build();
    }

    /** One that has come to this generation. */
    public static RunState inGeneration(String name, int number) {
        var state = state(name, 1, RunPhase.DISTILLING);
        var generations = IntStream.rangeClosed(1, number)
                .mapToObj(each -> GenerationRecord.begun(
                        each, "declared", state.declaration().spec().teacher(), Optional.empty(), NOON))
                .toList();
        return with(state, generations, Optional.empty());
    }

    public static RunState pinned(RunState state, Pin pin) {
        return with(state, state.generations(), Optional.of(pin));
    }

    private static RunState with(RunState state, List<GenerationRecord> generations, Optional<Pin> pin) {
        return StateBuilder.from(state).generations(generations).pin(pin).build();
    }

    public static Candidate candidate(String run, String digest, Candidate.Phase phase) {
        return new Candidate(
                new CheckpointAnnounced(
                        run,
                        1,
                        "small",
                        "c-" + digest,
                        10,
                        digest,
                        "checkpoints/x",
                        "net",
                        OptionalDouble.empty(),
                        NOON),
                phase,
                phase != Candidate.Phase.EVALUATING,
                Optional.empty(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                NOON);
    }

    public static RunHistoryEntry line(String run, long sequence) {
        return new RunHistoryEntry(
                run, sequence, NOON.plusSeconds(sequence), "run", "PENDING", "PENDING", "apply x", "Line " + sequence);
    }

    public static EvaluationReport report(String run, String orderId, Instant at) {
        return new EvaluationReport(
                run,
                1,
                orderId,
                1,
                "digest-of-" + orderId,
                new EvaluationReport.HeldOutSummary("abc", 100, 90, 0, Reference.HARD_LABEL, new TreeMap<>()),
                score("small"),
                Optional.empty(),
                Optional.empty(),
                score("teacher"),
                Optional.empty(),
                Optional.empty(),
                new Comparison(Optional.empty(), new PairedCounts(0, 0, 0, 0), List.of()),
                Optional.empty(),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.empty(), 0),
                at,
                Optional.empty(),
                Optional.empty());
    }

    public static Score score(String name) {
        return new Score(
                name,
                name.equals("teacher") ? Score.Arm.TEACHER : Score.Arm.DISTILLED,
                "c-1",
                10,
                Scores.metrics(0.9, 0.3, 0.1, 0.02, 0.95, 0.05),
                new Breakdown(
                        Breakdown.BY_CLASS,
                        List.of(new Breakdown.Part(
                                "0", new TreeMap<>(Map.of("recall", new Measured(0.9, 0.9, 0.9, 45)))))),
                List.of(),
                new Score.Cost(1000, 4000, 12.5, 12.5, 1));
    }
}
