package dev.limbeck.contract.lifecycle;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence;
import dev.limbeck.contract.metric.Measured;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint on its way to a decision.
 *
 * @param measured whether it ever was, whatever came of it
 * @param report what a decision depends on of it, as long as it is needed; published ones stand on their topic
 * @param metrics of the candidate as measured, by name, for whoever looks; empty until they are
 * @param reason one English sentence, once it is decided
 * @param evidence what the decision rests on, once it is decided
 */
public record Candidate(
        CheckpointAnnounced checkpoint,
        Phase phase,
        boolean measured,
        Optional<EvaluationReport> report,
        SortedMap<String, Double> metrics,
        Optional<String> reason,
        Optional<Evidence> evidence,
        Instant since) {
    public Candidate {
        report = report.map(EvaluationReport::summary);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
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
                new TreeMap<>(),
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
                metrics,
                newReason.or(() -> reason),
                evidence,
                at);
    }

    public Candidate decidedOn(Evidence rests) {
        return new Candidate(checkpoint, phase, measured, report, metrics, reason, Optional.of(rests), since);
    }

    public Candidate measuredAs(EvaluationReport newReport, Instant at) {
        return new Candidate(
                checkpoint,
                phase,
                true,
                Optional.of(newReport),
                Measured.values(newReport.candidate().metrics()),
                reason,
                evidence,
                at);
    }

    /** To be measured again: what its report says is no longer what counts. */
    public Candidate withoutReport() {
        return new Candidate(checkpoint, phase, measured, Optional.empty(), metrics, reason, Optional.empty(), since);
    }
}
