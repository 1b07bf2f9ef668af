package dev.limbeck.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.task.Classification;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class EarlierReportsTest {
    @Test
    void aReportOfTheFirstFormSaysOfWhatWasNotMeasuredThatItIsNoNumber() throws IOException {
        // When
        var report = read(ContractJson.write(firstForm()));
        // Then
        assertThat(Scores.accuracy(report.candidate())).hasValue(0.95);
        assertThat(Scores.value(report.candidate(), Classification.BRIER_SCORE)).isEmpty();
        assertThat(Scores.value(report.candidate(), Classification.KL_TO_TEACHER))
                .isEmpty();
        assertThat(report.candidate().cost().artifactBytes()).isPositive();
        assertThat(report.candidate().cost().latencyP99Micros()).isNaN();
        assertThat(report.loss().heldOut()).isNaN();
        assertThat(report.againstTeacher().byTeacher().examples()).isZero();
    }

    @Test
    void aNumberThatAReportOfTodayLacksIsNone() throws IOException {
        // Given
        var written = (ObjectNode) tree(read(ContractJson.write(firstForm())));
        ((ObjectNode) written.at("/candidate/metrics/accuracy")).remove("low");
        ((ObjectNode) written.at("/candidate/metrics/accuracy")).remove("high");
        ((ObjectNode) written.path("candidate").path("metrics")).remove("negativeLogLikelihood");
        // When
        var report = read(ContractJson.write(written));
        // Then
        assertThat(Scores.value(report.candidate(), Classification.NEGATIVE_LOG_LIKELIHOOD))
                .isEmpty();
        assertThat(report.candidate().metric(Classification.ACCURACY)).hasValueSatisfying(accuracy -> {
            assertThat(accuracy.value()).isEqualTo(0.95);
            assertThat(accuracy.low()).isNaN();
            assertThat(accuracy.high()).isNaN();
        });
    }

    @Test
    void aReportOfTheSecondVersionKeepsItsNumbersByNameAndItsClassesAsParts() throws IOException {
        // When
        var report = read(golden("/golden/evaluation-report/v2/report-of-then.json"));
        // Then
        assertThat(report.candidate().metrics().keySet())
                .containsExactlyInAnyOrder(
                        "accuracy",
                        "negativeLogLikelihood",
                        "brierScore",
                        "calibrationError",
                        "teacherAgreement",
                        "klToTeacher");
        assertThat(report.candidate().breakdown().by()).isEqualTo(Breakdown.BY_CLASS);
        assertThat(report.candidate().breakdown().parts().get(0).metrics())
                .containsEntry("recall", new Measured(0.99, 0.94, 1, 98));
        assertThat(report.candidate()
                        .slices()
                        .get(0)
                        .byHardLabel()
                        .orElseThrow()
                        .value())
                .isEqualTo(0.9);
        assertThat(report.candidate().slices().get(1).byHardLabel()).isEmpty();
    }

    private static byte[] golden(String name) throws IOException {
        try (var in = EarlierReportsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatIsNoReportOfAnyFormIsSaidToBeNone() {
        assertThatThrownBy(() -> read("{\"candidate\": {}}".getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not a EvaluationReport");
    }

    private static EvaluationReport read(byte[] report) {
        return ContractJson.read(report, EvaluationReport.class);
    }

    /** The one in a state of schemaVersion 1. */
    private static JsonNode firstForm() throws IOException {
        try (var in = EarlierReportsTest.class.getResourceAsStream("/golden/run-state/v1/state.json")) {
            for (var candidate :
                    ContractJson.read(in.readAllBytes(), JsonNode.class).path("candidates")) {
                if (candidate.path("phase").asText().equals("PROMOTING")) {
                    return candidate.path("report");
                }
            }
        }
        throw new AssertionError("no candidate has a report");
    }

    private static JsonNode tree(Object document) {
        return ContractJson.read(ContractJson.write(document), JsonNode.class);
    }
}
