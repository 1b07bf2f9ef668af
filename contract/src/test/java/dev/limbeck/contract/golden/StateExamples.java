package dev.limbeck.contract.golden;

import static dev.limbeck.contract.golden.MeasuredExamples.AT;
import static dev.limbeck.contract.golden.MeasuredExamples.CHAMPION;
import static dev.limbeck.contract.golden.MeasuredExamples.CHECKPOINT;
import static dev.limbeck.contract.golden.MeasuredExamples.EVIDENCE;
import static dev.limbeck.contract.golden.MeasuredExamples.TEACHER;
import static dev.limbeck.contract.golden.MeasuredExamples.UNTRAINED;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run's state with something in every place, and one that has just been declared. */
final class StateExamples {
    private StateExamples() {}

    static Map<String, RunState> states() {
        return Map.of("everything", everything(), "declared", declared());
    }

    private static RunState everything() {
        return new RunState(
                RunState.SCHEMA_VERSION,
                3,
                RunExamples.RUN,
                14,
                17,
                RunPhase.PAUSED,
                Optional.of(RunPhase.DISTILLING),
                true,
                List.of(generation()),
                candidates(),
                List.of(CHAMPION),
                Optional.of(CHAMPION.checkpointDigest()),
                List.of(new PendingOrder(RunExamples.orders().get("evaluate"), AT)),
                2,
                Optional.of("It is right on 87.5 % of 1,000 records."),
                Optional.of(new Pin("c-10", AT, Optional.of(AT.plusSeconds(7200)), Optional.of("it serves well"))),
                List.of("c-10 0123456789abcdef", "c-1"),
                Optional.of("Paused by a person."),
                AT,
                AT);
    }

    private static GenerationRecord generation() {
        var drift = (RunEvent.DriftDetected) RunExamples.events().get("drift-detected");
        var seen = new Observations(
                List.of(new Observations.Drift(drift, true)),
                new TreeMap<>(Map.of("61be55a8", Observations.Fall.ROLLED_BACK)),
                new TreeMap<>(Map.of("small-cnn", new Observations.LowestLoss(0.25, 1))),
                new TreeMap<>(Map.of("watch", new Observations.Failure("there is no memory", false))),
                new TreeMap<>(Map.of(
                        "small-cnn",
                        new Observations.Saved(new TreeMap<>(Map.of(0, 500L)), 990, Optional.of("61be55a8")))),
                new TreeMap<>(Map.of("small-cnn", "61be55a8")));
        return GenerationRecord.begun(
                        1, "The run was declared.", RunExamples.RUN.spec().teacher(), Optional.of(CHAMPION), AT)
                .taughtBy(TEACHER)
                .labelling(new TreeMap<>(Map.of(0, 17L)))
                .adjusted(new Adjustment(0.4, 2))
                .observing(seen);
    }

    private static List<Candidate> candidates() {
        var waiting = Candidate.announced(UNTRAINED, AT);
        var decided = Candidate.announced(CHECKPOINT, AT)
                .measuredAs(MeasuredExamples.report(), AT)
                .decidedOn(EVIDENCE)
                .in(Candidate.Phase.PROMOTING, Optional.of("It is better."), AT);
        return List.of(waiting, decided);
    }

    private static RunState declared() {
        return new RunState(
                RunState.SCHEMA_VERSION,
                3,
                RunExamples.RUN,
                1,
                1,
                RunPhase.PROVISIONING,
                Optional.empty(),
                false,
                List.of(GenerationRecord.begun(
                        1, "The run was declared.", RunExamples.RUN.spec().teacher(), Optional.empty(), AT)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(new PendingOrder(RunExamples.orders().get("provision"), AT)),
                0,
                Optional.empty(),
                Optional.empty(),
                List.of("c-1 0123456789abcdef"),
                Optional.empty(),
                AT,
                AT);
    }
}
