package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * News of a run, written once for all who are told of it.
 *
 * @param subject what it is news of: of two with one subject the later makes the earlier worthless
 * @param json the whole document
 */
public record Change(Kind kind, String run, String subject, String json) {

    /** What kind of document it is. */
    public enum Kind {
        RUN,
        EVALUATION,
        HISTORY,
        PART,
        SAMPLE;

        /** As the API calls it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Change of(RunState state) {
        return of(Kind.RUN, state.run(), state.run(), ShownRun.of(state));
    }

    public static Change of(EvaluationReport report) {
        return of(Kind.EVALUATION, report.run(), report.orderId() + "/" + report.attempt(), report);
    }

    public static Change of(RunHistoryEntry entry) {
        return of(Kind.HISTORY, entry.run(), entry.key(), entry);
    }

    public static Change of(PartStatus part) {
        return of(Kind.PART, part.run(), part.key(), part);
    }

    static Change of(String run, Sample sample) {
        return of(Kind.SAMPLE, run, run + "/" + sample.part(), sample);
    }

    private static Change of(Kind kind, String run, String subject, Object document) {
        return new Change(
                kind,
                run,
                kind.word() + " " + subject,
                new String(ContractJson.write(document), StandardCharsets.UTF_8));
    }
}
