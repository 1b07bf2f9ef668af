package dev.limbeck.contract.lifecycle;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkpoint on its way to a decision.
 *
 * @param measured whether it ever was, whatever came of it
 * @param report what a decision depends on of it, as long as it is needed; published ones stand on their topic
 * @param accuracy and agreement of the candidate as measured, for whoever looks
 * @param reason one English sentence, once it is decided
 * @param evidence what the decision rests on, once it is decided
 */
public record Candidate(
        CheckpointAnnounced checkpoint,
        Phase phase,
        boolean measured,
        Optional<EvaluationReport> report,
        Optional<Double> accuracy,
        Optional<Double> teacherAgreement,
        Optional<String> reason,
        Optional<Evidence> evidence,
        Instant since) {
    public Candidate {
        report = report.map(EvaluationReport::summary);
    }

    /** Where a candidate stands. */
    public enum Phase {
        EVALUATING,
        /** Better, but a person has to say so. */
        AWAITING_APPROVAL,
        PROMOTING,
        PROMOTED,
        REJECTED
    }

    /** One that was just announced. */
    public static Candidate announced(CheckpointAnnounced checkpoint, Instant at) {
        return new Candidate(
                checkpoint,
                Phase.EVALUATING,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at);
    }

    public String digest() {
        return checkpoint.digest();
    }

    /** @param newReason empty to keep the one there is */
    public Candidate in(Phase newPhase, Optional<String> newReason, Instant at) {
        boolean decided = newPhase == Phase.PROMOTED || newPhase == Phase.REJECTED;
        return new Candidate(
                checkpoint,
                newPhase,
                measured,
                decided ? Optional.empty() : report,
                accuracy,
                teacherAgreement,
                newReason.or(() -> reason),
                evidence,
                at);
    }

    public Candidate decidedOn(Evidence rests) {
        return new Candidate(
                checkpoint, phase, measured, report, accuracy, teacherAgreement, reason, Optional.of(rests), since);
    }

    public Candidate measuredAs(EvaluationReport newReport, Instant at) {
        var score = newReport.candidate();
        return new Candidate(
                checkpoint,
                phase,
                true,
                Optional.of(newReport),
                score.accuracy().isPresent() ? Optional.of(score.accuracy().getAsDouble()) : Optional.empty(),
                Optional.of(score.teacherAgreement()),
                reason,
                evidence,
                at);
    }

    /** To be measured again: what its report says is no longer what counts. */
    public Candidate withoutReport() {
        return new Candidate(
                checkpoint,
                phase,
                measured,
                Optional.empty(),
                accuracy,
                teacherAgreement,
                reason,
                Optional.empty(),
                since);
    }
}
