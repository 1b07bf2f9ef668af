package dev.limbeck.contract.golden;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.place.PlaceEntry;
import dev.limbeck.contract.status.PartStatus;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other programs and other releases read. */
class KeptDocumentsTest {
    static Stream<GoldenFiles<?>> documents() {
        return Stream.of(
                GoldenFiles.of(RunCommand.class, "run-command", RunExamples.commands()),
                GoldenFiles.of(RunEvent.class, "run-event", RunExamples.events()),
                GoldenFiles.of(RunOrder.class, "run-order", RunExamples.orders()),
                GoldenFiles.of(RunHistoryEntry.class, "run-history", RunExamples.history()),
                GoldenFiles.of(RunState.class, "run-state", StateExamples.states()),
                GoldenFiles.of(
                        CheckpointAnnounced.class,
                        "checkpoint-announced",
                        Map.of(
                                "checkpoint", MeasuredExamples.CHECKPOINT,
                                "checkpoint-without-a-step", MeasuredExamples.UNTRAINED)),
                GoldenFiles.of(
                        EvaluationReport.class,
                        "evaluation-report",
                        Map.of(
                                "report", MeasuredExamples.report(),
                                "by-value", MeasuredExamples.byValue(),
                                "unlabelled", MeasuredExamples.unlabelled())),
                GoldenFiles.of(PromotionDecision.class, "promotion-decision", WorkExamples.decisions()),
                GoldenFiles.of(StepLogEntry.class, "step-log", WorkExamples.steps()),
                GoldenFiles.of(PlaceEntry.class, "place", WorkExamples.places()),
                GoldenFiles.of(PartStatus.class, "part-status", WorkExamples.parts()),
                GoldenFiles.of(ArtifactMetadata.class, "artifact", WorkExamples.artifacts()));
    }

    static Stream<GoldenFiles<?>> sealedDocuments() {
        return documents().filter(document -> document.type().isAnnotationPresent(JsonSubTypes.class));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isWrittenAndReadAsItsGoldenFilesSay(GoldenFiles<?> document) throws IOException {
        document.holdToday();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isReadInEveryFormInWhichItWasWritten(GoldenFiles<?> document) throws IOException {
        document.holdEarlier();
    }

    @ParameterizedTest
    @MethodSource("sealedDocuments")
    void everyKindHasAGoldenFile(GoldenFiles<?> document) {
        document.holdEveryKind();
    }
}
