package dev.limbeck.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console's modules compute before anything is drawn. */
class ConsoleModulesTest {
    private static final String DEVIATION = "{name: 'deviation', title: 'deviation', unit: 'NUMBER', better: 'LOWER'}";
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
                "significant | 0.00123456, 4 | 0.001235",
                "significant | 68123.4, 4 | 68120",
                "significant | \"NaN\", 4 | –",
                "capitalised | \"accuracy\" | Accuracy",
            })
    void numbersAndTimesAreWritten(String function, String arguments, String written) {
        var values = SCRIPTS.value("[" + arguments.replace(';', ',') + "]");

        assertThat(SCRIPTS.value("(f, a) => f(...a)")
                        .execute(FORMAT.getMember(function), values)
                        .asString())
                .isEqualTo(written);
    }

    @Test
    void whereNoReportHasTheHeadlineAgreementIsTheMeasure() {
        // Given
        String labelled = "{candidate: {metrics: {deviation: {value: 0.2}}}}";
        String unlabelled = "{candidate: {metrics: {teacherAgreement: {value: 0.9}, deviation: {value: 'NaN'}}}}";
        // Then
        assertThat(title(measureOfRun(unlabelled + ", " + labelled))).isEqualTo("deviation");
        assertThat(title(measureOfRun(unlabelled))).isEqualTo("agreement");
        assertThat(title(measureOfRun(""))).isEqualTo("deviation");
    }

    @ParameterizedTest(name = "{0}({1}) is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "written | share, 0.97214 | 97.21 %",
                "written | number, 0.49214 | 0.4921",
                "written | number, {value: 0.49214; low: 0.4} | 0.4921",
                "written | number, undefined | –",
                "written | share, {value: \"NaN\"} | –",
                "brief | share, 0.97214 | 97.2 %",
                "brief | number, 68123.4 | 68120",
                "rangeOf | share, {low: 0.956; high: 0.9761} | [95.6–97.6]",
                "rangeOf | number, {low: 0.48012; high: 0.505} | [0.4801–0.5050]",
                "titleOf | number | deviation",
                "titleOf | agreement | agreement with the teacher",
                "headOf | agreement | Agreement with the teacher",
                "explained | number | Lower is better",
                "explained | share | Higher is better",
            })
    void numbersAreWrittenAsTheirMetricIs(String function, String arguments, String written) {
        var values = SCRIPTS.value("((number, share, agreement) => [%s])(%s, %s, %s)"
                .formatted(
                        arguments.replace(';', ','),
                        DEVIATION,
                        "{name: 'nearness', title: 'nearness', unit: 'SHARE', better: 'HIGHER'}",
                        "{name: 'teacherAgreement', title: 'agreement', unit: 'SHARE', better: 'HIGHER'}"));

        assertThat(SCRIPTS.value("(f, a) => f(...a)")
                        .execute(MEASURE.getMember(function), values)
                        .asString())
                .isEqualTo(written);
    }

    @ParameterizedTest(name = "{0} has one: {1}")
    @CsvSource(
            delimiter = '|',
            value = {"{low: 0.1, high: 0.2} | true", "{low: 'NaN', high: 'NaN'} | false", "{} | false", "0.3 | false"})
    void anIntervalIsShownWhereTheReportHasOne(String measured, boolean has) {
        assertThat(MEASURE.getMember("hasInterval")
                        .execute(SCRIPTS.value(measured))
                        .asBoolean())
                .isEqualTo(has);
    }

    @Test
    void aTeacherOfBeforeItsNumbersWereToldHasTheOneThatWas() {
        var ofTeacher = MEASURE.getMember("ofTeacher");
        var measures = SCRIPTS.value("{judged: 'deviation'}");
        var deviation = SCRIPTS.value(DEVIATION);

        assertThat(ofTeacher
                        .execute(measures, deviation, SCRIPTS.value("{accuracy: 0.5}"))
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(ofTeacher
                        .execute(
                                measures,
                                deviation,
                                SCRIPTS.value("{accuracy: 0.5, metrics: {deviation: {value: 0.25}}}"))
                        .asDouble())
                .isEqualTo(0.25);
    }

    private static Value measureOfRun(String reports) {
        return MEASURE.getMember("measureOfRun")
                .execute(SCRIPTS.value(
                        "{reports: [%s], state: {measures: {metrics: [%s]}}}".formatted(reports, DEVIATION)));
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

    private static String title(Value metric) {
        return metric.getMember("title").asString();
    }

    private static String word(Value told) {
        return told.getMember("word").asString();
    }
}
