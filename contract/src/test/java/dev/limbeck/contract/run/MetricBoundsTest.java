package dev.limbeck.contract.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.metric.Bound;
import dev.limbeck.contract.run.PromotionSpec.MetricGuard;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be demanded of a network follows from what the task measures. */
class MetricBoundsTest {
    private static final String CLASSES = "{kind: classification, classes: 3}";
    private static final String NUMBERS = "{kind: regression, cap: [0.5]}";
    private static final String OF_CLASSES =
            "bounds of accuracy, teacherAgreement, negativeLogLikelihood, calibrationError, brierScore, klToTeacher";
    private static final String OF_NUMBERS = "bounds of rmse, teacherAgreement, mae, rSquared, closeness";

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                CLASSES + " | guards | {metrics: {foo: {min: 1}}} | metrics.foo: is given, allowed is " + OF_CLASSES,
                CLASSES + " | guards | {metrics: {rmse: {max: 1}}} | metrics.rmse: is given, allowed is " + OF_CLASSES,
                NUMBERS + " | guards | {metrics: {foo: {min: 1}}} | metrics.foo: is given, allowed is " + OF_NUMBERS,
                NUMBERS
                        + " | guards | {maxClassDrop: 0.1} | maxClassDrop: is 0.1, allowed is only with classes, and the run distils 1 value",
                NUMBERS + " | guards | {maxCalibrationError: 0.1} | maxCalibrationError: is given, allowed is "
                        + OF_NUMBERS,
                CLASSES + " | gate | {metrics: {foo: {min: 1}}} | metrics.foo: is given, allowed is " + OF_CLASSES,
                NUMBERS + " | gate | {metrics: {accuracy: {min: 1}}} | metrics.accuracy: is given, allowed is "
                        + OF_NUMBERS,
            })
    void whatIsNotMeasuredOfTheTaskIsRefusedByItsPath(String task, String where, String declared, String message) {
        String path = where.equals("gate") ? "spec.teacher.gate." : "spec.promotion.guards.";

        assertThatThrownBy(() -> run(task, where, declared))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessage(path + message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "guards | {metrics: {rmse: {}}} | spec.promotion.guards.metrics.rmse.min: is missing, as is max, allowed is min, max, or both",
                "guards | {metrics: {rmse: {min: 2, max: 1}}} | spec.promotion.guards.metrics.rmse.min: is 2.0, allowed is at most max, which is 1.0",
                "guards | {metrics: {rmse: {max: 1, most: 1}}} | spec.promotion.guards.metrics.rmse.most: unknown key",
                "gate | {metrics: {rmse: {max: 1e400}}} | spec.teacher.gate.metrics.rmse.max: is Infinity, allowed is a number",
            })
    void aBoundThatIsNoneIsRefusedByItsPath(String where, String declared, String message) {
        assertThatThrownBy(() -> run(NUMBERS, where, declared))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theOtherWordsForABoundMeanTheSame() {
        // Given
        var aliases = run(CLASSES, "guards", "{maxCalibrationError: 0.1, minTeacherAgreement: 0.9}");
        var named = run(CLASSES, "guards", "{metrics: {calibrationError: {max: 0.1}, teacherAgreement: {min: 0.9}}}");
        // Then
        assertThat(aliases.spec().promotion().guards().ofCandidate())
                .extracting(MetricGuard::metric, MetricGuard::bound)
                .containsExactlyElementsOf(named.spec().promotion().guards().ofCandidate().stream()
                        .map(guard -> tuple(guard.metric(), guard.bound()))
                        .toList());
    }

    /** Its mean value, whatever that is called. */
    @Test
    void theTeachersAccuracyIsWhatItsRecordsAreWorth() {
        var run = run(NUMBERS, "gate", "{minAccuracy: 0.5, metrics: {rmse: {max: 2}}}");

        assertThat(run.spec().teacher().gate().demands(run.spec().signature().task()))
                .containsExactly(
                        new MetricGuard("minAccuracy", "closeness", Bound.atLeast(0.5)),
                        new MetricGuard("metrics.rmse", "rmse", new Bound(Optional.empty(), Optional.of(2.0))));
    }

    @Test
    void boundsAreReadAsTheyAreWritten() {
        var run = run(NUMBERS, "guards", "{metrics: {rmse: {min: 0, max: 2}}}");

        assertThat(ContractJson.read(ContractJson.write(run), DistillationRun.class))
                .isEqualTo(run);
        assertThat(new String(ContractJson.write(run(NUMBERS, "guards", "{}")), UTF_8))
                .as("of before there were any")
                .doesNotContain("metrics");
    }

    private static DistillationRun run(String task, String where, String declared) {
        return RunSpecReader.read(
                """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: prices}
                spec:
                  source: {topic: production.prices}
                  inputs: {rooms: {shape: [4]}}
                  task: %s
                  teacher: {artifact: teacher.pt, gate: %s}
                  students: [{name: small, network: "builtin:mlp-8"}]
                  promotion: {guards: %s}
                """.formatted(task, where.equals("gate") ? declared : "{}", where.equals("guards") ? declared : "{}"));
    }
}
