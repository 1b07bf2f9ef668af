package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.orchestrator.gate.PromotionGate;
import java.util.Optional;

/**
 * A checkpoint's way from its announcement to a decision. A decision is always made against the champion of the moment:
 * while one candidate is on its way to the link, the others wait, and those that were measured beside the champion
 * before are measured again.
 */
final class Judging {
    private static final Kinds<PromotionDecision, Candidate.Phase> DECIDED =
            Kinds.<PromotionDecision, Candidate.Phase>of(PromotionDecision.class)
                    .when(PromotionDecision.Promote.class, decision -> Candidate.Phase.PROMOTING)
                    .when(PromotionDecision.AwaitApproval.class, decision -> Candidate.Phase.AWAITING_APPROVAL)
                    .when(PromotionDecision.Hold.class, decision -> Candidate.Phase.REJECTED)
                    .all();

    private Judging() {}

    static void announced(Draft draft, CheckpointAnnounced checkpoint) {
        Saving.announced(draft, checkpoint);
        if (draft.candidate(checkpoint.digest()).isPresent()) {
            return;
        }
        var unwanted = unwanted(draft, checkpoint);
        if (unwanted.isPresent()) {
            draft.remark("Checkpoint %s of %s is not measured: %s"
                    .formatted(checkpoint.checkpointId(), checkpoint.student(), unwanted.get()));
            return;
        }
        draft.enter(
                Candidate.announced(checkpoint, draft.now()),
                "Checkpoint %s of %s is to be measured.".formatted(checkpoint.checkpointId(), checkpoint.student()));
        Remembering.trim(draft);
        LargerSteps.announced(draft);
    }

    private static Optional<String> unwanted(Draft draft, CheckpointAnnounced checkpoint) {
        int current = draft.generation().number();
        if (checkpoint.generation() != current) {
            return Optional.of(
                    "it is of generation %d, and the run works on %d.".formatted(checkpoint.generation(), current));
        }
        if (!draft.active().isDistilling()) {
            return Optional.of("the run is in %s.".formatted(draft.active()));
        }
        return student(draft, checkpoint).isEmpty()
                ? Optional.of("the run has no student of this name.")
                : Superseding.of(draft, checkpoint);
    }

    private static Optional<StudentSpec> student(Draft draft, CheckpointAnnounced checkpoint) {
        return draft.declaration().spec().students().stream()
                .filter(one -> one.name().equals(checkpoint.student()))
                .findFirst();
    }

    static void measured(Draft draft, EvaluationReport report) {
        draft.orders()
                .pending(report.orderId(), report.attempt())
                .filter(RunOrder.Evaluate.class::isInstance)
                .map(RunOrder.Evaluate.class::cast)
                .filter(order -> order.candidate().digest().equals(report.checkpointDigest()))
                .ifPresent(order -> {
                    draft.orders().noLongerAwait(order::equals);
                    draft.candidate(report.checkpointDigest())
                            .ifPresent(candidate -> measured(draft, candidate, order, report));
                });
    }

    private static void measured(Draft draft, Candidate candidate, RunOrder.Evaluate order, EvaluationReport report) {
        if (!candidate.measured()) {
            Patience.measured(draft, report);
        }
        var measured = candidate.measuredAs(report, candidate.since());
        if (order.champion().map(Champion::checkpointDigest).equals(draft.champion())) {
            draft.update(measured);
            return;
        }
        draft.update(measured.withoutReport());
        draft.remark(candidate, "It was measured beside a champion that is none any more, and is measured again.");
    }

    /** Only while the champion is not being moved. */
    static void decideOrMeasure(Draft draft, Candidate candidate) {
        if (candidate.report().isPresent()) {
            judge(draft, candidate, candidate.report().get());
            Superseding.passOverBefore(draft, candidate.checkpoint());
        } else if (!draft.orders()
                .awaits(order -> order instanceof RunOrder.Evaluate evaluate
                        && evaluate.candidate().digest().equals(candidate.digest()))) {
            orderEvaluation(draft, candidate);
        }
    }

    /** What is held spends nothing, and is not looked at again: once nothing holds, the next one decides. */
    private static void judge(Draft draft, Candidate candidate, EvaluationReport report) {
        var held = draft.teacherBehind().or(() -> Pinning.whyNothingIsPromoted(draft.pin()));
        if (held.isPresent()) {
            draft.move(candidate, Candidate.Phase.REJECTED, "It is held: " + held.get());
        } else {
            decide(draft, candidate, report);
        }
    }

    private static void decide(Draft draft, Candidate measured, EvaluationReport report) {
        var spec = draft.declaration().spec();
        var decision = new PromotionGate(spec.signature().task(), spec.promotion())
                .decide(report, draft.champion().isPresent(), draft.nextComparison());
        if (decision.evidence().test().isPresent()) {
            draft.compared();
        }
        var candidate = measured.decidedOn(decision.evidence());
        draft.update(candidate);
        var decided = DECIDED.of(decision);
        draft.move(candidate, decided, decision.reason());
        if (decided == Candidate.Phase.PROMOTING) {
            orderPromotion(draft, draft.candidate(candidate.digest()).orElseThrow());
        }
    }

    /** Approval of what was measured beside another champion is approval of a new measurement. */
    static void approve(Draft draft, Candidate candidate, Optional<String> reason) {
        if (candidate.report().isEmpty() || Championing.isUnderWay(draft)) {
            draft.update(candidate.withoutReport());
            draft.move(
                    draft.candidate(candidate.digest()).orElseThrow(),
                    Candidate.Phase.EVALUATING,
                    Sentence.because("It is approved, but the champion has changed, so it is measured again", reason));
            return;
        }
        draft.move(
                candidate,
                Candidate.Phase.PROMOTING,
                candidate.reason().map(measured -> measured + " ").orElse("")
                        + Sentence.because("It is approved", reason));
    }

    static void orderPromotion(Draft draft, Candidate candidate) {
        var checkpoint = candidate.checkpoint();
        draft.orders()
                .give(new RunOrder.Promote(
                        OrderIds.promote(draft.run(), checkpoint.generation(), checkpoint.digest()),
                        1,
                        draft.run(),
                        checkpoint.generation(),
                        checkpoint,
                        candidate.report().orElseThrow(),
                        new PromotionDecision.Promote(
                                candidate.reason().orElseThrow(),
                                candidate.evidence().orElseThrow())));
    }

    private static void orderEvaluation(Draft draft, Candidate candidate) {
        var checkpoint = candidate.checkpoint();
        int generation = checkpoint.generation();
        // Whoever measures a checkpoint a second time has to be told apart from whoever did the first time.
        String id = candidate.measured()
                ? OrderIds.evaluateAnew(
                        draft.run(), generation, checkpoint.digest(), draft.champion(), draft.revision())
                : OrderIds.evaluate(draft.run(), generation, checkpoint.digest(), draft.champion());
        var teacher = draft.generations().stream()
                .filter(one -> one.number() == generation)
                .findFirst()
                .flatMap(one -> one.teacher())
                .orElseThrow();
        draft.orders()
                .give(new RunOrder.Evaluate(
                        id,
                        1,
                        draft.run(),
                        generation,
                        checkpoint,
                        teacher,
                        draft.currentChampion(),
                        newestControl(draft, checkpoint)));
    }

    /** A control student is not compared with itself. */
    private static Optional<CheckpointAnnounced> newestControl(Draft draft, CheckpointAnnounced candidate) {
        if (isControl(draft, candidate)) {
            return Optional.empty();
        }
        return draft.candidates().stream()
                .filter(Candidate::measured)
                .map(Candidate::checkpoint)
                .filter(one -> one.generation() == candidate.generation() && isControl(draft, one))
                .reduce((older, newer) -> newer);
    }

    static boolean isControl(Draft draft, CheckpointAnnounced checkpoint) {
        return student(draft, checkpoint).map(StudentSpec::isControl).orElse(false);
    }
}
