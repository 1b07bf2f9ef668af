package dev.limbeck.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Score.Arm;
import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A small run and what happens to it. */
public final class Examples {
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static final int HELD_OUT = 500;
    private static final double TEACHER_ACCURACY = 0.99;

    private Examples() {}

    public static DistillationRun run(String name) {
        return declared(name, "v1", "0.9", "automatic", "{}");
    }

    public static DistillationRun declared(
            String name, String teacher, String minAccuracy, String approval, String completion) {
        return RunSpecReader.read("""
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %s}
                spec:
                  source: {topic: production.%s}
                  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
                  teacher: {artifact: teachers/net.pt, version: %s, gate: {minAccuracy: %s}}
                  students:
                    - {name: small, network: "builtin:cnn-8"}
                    - {name: control, network: "builtin:cnn-8", objective: {softTargetWeight: 0}}
                  promotion: {approval: %s}
                  completion: %s
                """.formatted(name, name, teacher, minAccuracy, approval, completion));
    }

    /** @param more of the spec, each as {@code name: JSON} */
    public static DistillationRun with(DistillationRun run, String... more) {
        var document = ContractJson.read(ContractJson.write(run), ObjectNode.class);
        var spec = (ObjectNode) document.path("spec");
        for (String field : more) {
            int colon = field.indexOf(':');
            spec.set(
                    field.substring(0, colon),
                    ContractJson.read(field.substring(colon + 1).getBytes(UTF_8), JsonNode.class));
        }
        return RunSpecReader.read(new String(ContractJson.write(document), UTF_8));
    }

    public static TeacherPublished teacher(String run, String version, OptionalDouble accuracy) {
        return new TeacherPublished(run, version, "ab", "artifacts/" + run + "/teacher", accuracy, 400_000, NOW);
    }

    public static CheckpointAnnounced checkpoint(String run, int generation, String student, long step) {
        return new CheckpointAnnounced(
                run,
                generation,
                student,
                "step-" + step,
                step,
                "%s-g%d-%d".formatted(student, generation, step),
                "checkpoints/%s/g%d/%s/%d".formatted(run, generation, student, step),
                "ef",
                OptionalDouble.empty(),
                NOW);
    }

    public static Score score(CheckpointAnnounced checkpoint, double accuracy) {
        return Scores.of(
                checkpoint.student(),
                checkpoint.student().equals("control") ? Arm.CONTROL : Arm.DISTILLED,
                checkpoint.checkpointId(),
                checkpoint.step(),
                Scores.metrics(accuracy, 0.5, 0.1, 0.1, accuracy, 0.05),
                new Score.Cost(1, 1, 1, 1, 1));
    }

    /** What an evaluator says to an order. */
    public static EvaluationReport report(RunOrder.Evaluate order, double accuracy) {
        return new EvaluationReport(
                order.run(),
                order.generation(),
                order.orderId(),
                order.attempt(),
                order.candidate().digest(),
                new EvaluationReport.HeldOutSummary(
                        "held-out", HELD_OUT, HELD_OUT, 0, Reference.HARD_LABEL, new TreeMap<>()),
                score(order.candidate(), accuracy),
                order.champion().map(Champion::score),
                Optional.empty(),
                Scores.of(
                        "teacher",
                        Arm.TEACHER,
                        "v1",
                        0,
                        Scores.metrics(TEACHER_ACCURACY, 0.1, 0.1, 0.1, 1, 0.05),
                        new Score.Cost(1, 1, 1, 1, 1)),
                Optional.empty(),
                order.champion()
                        .map(champion -> compared(
                                accuracy, Scores.accuracy(champion.score()).orElseThrow())),
                compared(accuracy, TEACHER_ACCURACY),
                Optional.empty(),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.empty(), 0),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    /** Of two networks that make as many of their mistakes together as they can. */
    public static Comparison compared(double accuracy, double other) {
        long right = Math.round(accuracy * HELD_OUT);
        long otherRight = Math.round(other * HELD_OUT);
        long both = Math.min(right, otherRight);
        var counts = new PairedCounts(both, right - both, otherRight - both, HELD_OUT - Math.max(right, otherRight));
        return new Comparison(Optional.of(counts), counts, List.of());
    }
}
