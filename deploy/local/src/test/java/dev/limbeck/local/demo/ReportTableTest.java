package dev.limbeck.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.local.demo.DemoReport.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTableTest {
    @Test
    void theTableHasTheHeadlineMetricWithItsInterval() {
        // When
        var lines = ReportTable.lines(report(value(0.97, 0.96, 0.98), value(0.93, 0.92, 0.94)));
        // Then
        assertThat(lines.get(1)).matches(" +digits +accuracy +agreement +parameters +file +one example");
        assertThat(lines.get(2)).matches(" +teacher +99\\.00 % \\[98\\.0–99\\.5\\] +100,000");
        assertThat(lines.get(3)).matches("★ +small +97\\.00 % \\[96\\.0–98\\.0\\] +98\\.00 % +9,122 +42 kB +61 µs");
        assertThat(lines).noneMatch(line -> line.contains("does not help"));
    }

    @Test
    void aStudentThatMayBeNoBetterThanTheControlIsSaidToBe() {
        // When
        var lines = ReportTable.lines(report(value(0.95, 0.93, 0.97), value(0.94, 0.92, 0.96)));
        // Then
        assertThat(lines.get(5))
                .isEqualTo("The teacher does not help here: small is not shown to be better than control, which learns"
                        + " without it: their 95 % intervals overlap.");
    }

    @Test
    void aStudentThatIsWorseThanTheControlIsSaidToBe() {
        // When
        var lines = ReportTable.lines(report(value(0.90, 0.89, 0.91), value(0.94, 0.92, 0.96)));
        // Then
        assertThat(lines.get(5)).contains("small is worse than control");
    }

    @Test
    void whatHasNoIntervalShowsNothing() {
        // Given
        var unknown = new Value(OptionalDouble.of(0.9), OptionalDouble.empty(), OptionalDouble.empty());
        // When
        var lines = ReportTable.lines(report(unknown, value(0.94, 0.92, 0.96)));
        // Then
        assertThat(lines.get(5)).endsWith("which learns without it: an interval is not known.");
    }

    @Test
    void theDocumentNamesTheMetricThatItsValuesAreOf() {
        // When
        JsonNode document = ContractJson.read(
                ContractJson.write(report(value(0.97, 0.96, 0.98), value(0.93, 0.92, 0.94))), JsonNode.class);
        // Then
        assertThat(document.get("metric").asText()).isEqualTo("accuracy");
        assertThat(document.has("task")).isFalse();
        assertThat(document.at("/teacher/value").asDouble()).isEqualTo(0.99);
        assertThat(document.at("/students/0/accuracy").asDouble()).isEqualTo(0.97);
        assertThat(document.at("/students/0/low").asDouble()).isEqualTo(0.96);
        assertThat(document.at("/students/0/high").asDouble()).isEqualTo(0.98);
        assertThat(document.at("/students/0").has("headline")).isFalse();
    }

    private static DemoReport report(Value student, Value control) {
        return new DemoReport(
                "digits",
                "digits",
                new Classification(10),
                new DemoReport.Teacher("t-1", OptionalDouble.of(0.99), value(0.99, 0.98, 0.995), 100_000),
                List.of(student("small", "distilled", student, true), student("control", "control", control, false)),
                Optional.empty(),
                new DemoReport.Records(1, 10, 9, 1, 0, 0),
                new DemoReport.Seconds(1, OptionalDouble.of(2), 3));
    }

    private static DemoReport.Student student(String name, String arm, Value value, boolean champion) {
        return new DemoReport.Student(name, arm, value.value(), value, 0.98, 9_122, 42_000, 61, champion);
    }

    private static Value value(double value, double low, double high) {
        return new Value(OptionalDouble.of(value), OptionalDouble.of(low), OptionalDouble.of(high));
    }
}
