package dev.limbeck.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class EarlierReportsTest {
    @Test
    void aReportOfTheFirstFormSaysOfWhatWasNotMeasuredThatItIsNoNumber() throws IOException {
        // When
        var report = read(ContractJson.write(firstForm()));
        // Then
        assertThat(report.candidate().accuracy()).hasValue(0.95);
        assertThat(report.candidate().brierScore()).isEmpty();
        assertThat(report.candidate().klToTeacher()).isNaN();
        assertThat(report.candidate().cost().artifactBytes()).isPositive();
        assertThat(report.candidate().cost().latencyP99Micros()).isNaN();
        assertThat(report.loss().heldOut()).isNaN();
        assertThat(report.againstTeacher().byTeacher().examples()).isZero();
    }

    @Test
    void aNumberThatAReportOfTodayLacksIsNone() throws IOException {
        // Given
        var written = (ObjectNode) tree(read(ContractJson.write(firstForm())));
        ((ObjectNode) written.path("candidate")).remove("klToTeacher");
        ((ObjectNode) written.path("candidate"))
                .putArray("slices")
                .addObject()
                .put("attribute", "region")
                .put("value", "north")
                .put("examples", 800)
                .put("accuracy", 0.9)
                .put("teacherAgreement", 0.8);
        // When
        var report = read(ContractJson.write(written));
        // Then
        assertThat(report.candidate().klToTeacher()).isNaN();
        assertThat(report.candidate().slices()).singleElement().satisfies(slice -> {
            assertThat(slice.accuracy()).hasValue(0.9);
            assertThat(slice.labelled()).isEmpty();
        });
        // As it was, so that the digest of what was decided on it is the same.
        assertThat(tree(report).at("/candidate/slices")).isEqualTo(written.at("/candidate/slices"));
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
