package dev.limbeck.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console's modules compute before anything is drawn. */
class ConsoleModulesTest {
    private static final ConsoleScripts SCRIPTS = new ConsoleScripts();
    private static final Value FORMAT = SCRIPTS.exportsOf("format.js");
    private static final Value MEASURE = SCRIPTS.exportsOf("measure.js");
    private static final Value PRESSURE = SCRIPTS.exportsOf("run/pressure.js");

    @AfterAll
    static void close() {
        SCRIPTS.close();
    }

    @ParameterizedTest(name = "{0}({1}) is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "percent | 0.97214 | 97.21 %",
                "percent | undefined | –",
                "percent | \"NaN\" | –",
                "count | 421738 | 421,738",
                "count | null | –",
                "fixed | 0.23984, 2 | 0.24",
                "rate | 4.26 | 4.3/s",
                "rate | 7012.4 | 7,012/s",
                "points | 0.0123 | +1.2",
                "points | -0.0123 | −1.2",
                "points | -0.0001 | 0.0",
                "bytes | 999 | 999 B",
                "bytes | 42661 | 42.7 kB",
                "bytes | 2500000 | 2.5 MB",
                "duration | 59 | 59 s",
                "duration | 90 | 1.5 min",
                "duration | 7200 | 2 h",
                "duration | 172800 | 2 d",
                "ago | '2026-11-21T07:00:00Z', 1795244460000 | 1 min ago",
                "ago | '2026-11-21T07:01:00Z', 1795244400000 | in 1 min",
                "ago | '2026-11-21T07:00:00Z', 1795244400500 | just now",
                "word | \"AWAITING_APPROVAL\" | awaiting approval",
                "digest | \"0123456789abcdef\" | 0123456789ab",
                "rangeInPercent | {low: 0.956; high: 0.9761} | [95.6–97.6]",
            })
    void numbersAndTimesAreWritten(String function, String arguments, String written) {
        var values = SCRIPTS.value("[" + arguments.replace(';', ',') + "]");

        assertThat(SCRIPTS.value("(f, a) => f(...a)")
                        .execute(FORMAT.getMember(function), values)
                        .asString())
                .isEqualTo(written);
    }

    @Test
    void whereNothingIsLabelledAgreementIsTheMeasure() {
        // Given
        var labelled = SCRIPTS.value("{reports: [{heldOut: {labelled: 0}}, {heldOut: {labelled: 1}}]}");
        var unlabelled = SCRIPTS.value("{reports: [{heldOut: {labelled: 0}}]}");
        var unmeasured = SCRIPTS.value("{reports: []}");
        // When
        var measureOfRun = MEASURE.getMember("measureOfRun");
        // Then
        assertThat(word(measureOfRun.execute(labelled))).isEqualTo("accuracy");
        assertThat(word(measureOfRun.execute(unlabelled))).isEqualTo("agreement");
        assertThat(word(measureOfRun.execute(unmeasured))).isEqualTo("accuracy");
    }

    @Test
    void aMeasureHasTheIntervalThatTheServerComputed() {
        // Given
        var intervals = SCRIPTS.value("{accuracy: {low: 0.1, high: 0.2}, teacherAgreement: null}");
        var accuracy = MEASURE.getMember("measureOf").execute(SCRIPTS.value("{accuracy: 0.15}"));
        var agreement = MEASURE.getMember("measureOf").execute(SCRIPTS.value("{accuracy: null}"));
        // Then
        assertThat(accuracy.invokeMember("interval", intervals).getMember("low").asDouble())
                .isEqualTo(0.1);
        assertThat(agreement.invokeMember("interval", intervals).isNull()).isTrue();
        assertThat(agreement
                        .invokeMember("interval", SCRIPTS.value("undefined"))
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest(name = "lag {0} at {1}/s is {2}")
    @CsvSource({
        "0, 0, ok, caught up",
        "90, 10, ok, keeping up",
        "100, 10, behind, behind",
        "600, 10, far, far behind",
        "1, 0, far, standing still",
        "1, undefined, unknown, measuring"
    })
    void pressureIsTheTimeThatTheLagTakes(String lag, String rate, String level, String word) {
        var pressure = PRESSURE.getMember("pressure")
                .execute(SCRIPTS.value("{lag: %s, rate: %s, heard: true, paused: false}".formatted(lag, rate)));

        assertThat(pressure.getMember("level").asString()).isEqualTo(level);
        assertThat(word(pressure)).isEqualTo(word);
    }

    @Test
    void ofSeveralStagesTheWorstIsNamed() {
        var worst = PRESSURE.getMember("worst")
                .execute(SCRIPTS.value("[{level: 'ok', word: 'a'}, {level: 'behind', word: 'b', seconds: 20},"
                        + " {level: 'behind', word: 'c', seconds: 30}, {level: 'paused', word: 'd'}]"));

        assertThat(word(worst)).isEqualTo("c");
    }

    @Test
    void aSampleThatIsToldTwiceIsKeptOnceAndAfterHalfAnHourNoMore() {
        // Given
        var samples = SCRIPTS.exportsOf("live/samples.js").getMember("Samples").newInstance();
        // When
        samples.invokeMember(
                "addAll",
                SCRIPTS.value(
                        "[{part: 'small', at: '2026-11-21T07:00:00Z', step: 1},"
                                + " {part: 'small', at: '2026-11-21T07:00:01Z', step: 2}, {part: 'teacher', at: '2026-11-21T07:00:01Z'}]"));
        samples.invokeMember("add", SCRIPTS.value("{part: 'small', at: '2026-11-21T07:00:01Z', step: 2}"));
        // Then
        assertThat(samples.invokeMember("of", "small").getArraySize()).isEqualTo(2);
        assertThat(samples.invokeMember("of", "unknown").getArraySize()).isZero();
        // When
        samples.invokeMember("add", SCRIPTS.value("{part: 'small', at: '2026-11-21T07:30:00.500Z', step: 3}"));
        // Then
        var kept = samples.invokeMember("of", "small");
        assertThat(kept.getArraySize()).isEqualTo(2);
        assertThat(kept.getArrayElement(0).getMember("step").asInt()).isEqualTo(2);
    }

    @Test
    void theRateOfATeacherIsThatOfItsReplicasTogether() {
        // Given
        var parts = SCRIPTS.exportsOf("live/parts.js").getMember("Parts").newInstance();
        // When
        teacher(parts, "t-1", 0, 100);
        teacher(parts, "t-2", 0, 1000);
        boolean unknownYet = parts.invokeMember("teacher", 1).getMember("rate").isNull();
        teacher(parts, "t-1", 5, 600);
        teacher(parts, "t-2", 5, 1250);
        teacher(parts, "t-2", 4, 1);
        // Then
        assertThat(unknownYet).isTrue();
        assertThat(parts.invokeMember("teacher", 1).getMember("rate").asDouble())
                .isEqualTo(150.0);
        assertThat(parts.invokeMember("teacher", 1).getMember("lag").asInt()).isEqualTo(14);
        assertThat(parts.invokeMember("teacher", 2).getMember("replicas").getArraySize())
                .isZero();
    }

    private static void teacher(Value parts, String replica, int second, int labelled) {
        parts.invokeMember(
                "add",
                SCRIPTS.value("{part: 'teacher', replica: '%s', generation: 1, at: '2026-11-21T07:00:%02dZ',"
                                .formatted(replica, second)
                        + " teacher: {labelled: %d, deadLettered: {}, lag: 7}}".formatted(labelled)));
    }

    private static String word(Value told) {
        return told.getMember("word").asString();
    }
}
