package dev.limbeck.local.demo;

import dev.limbeck.contract.metric.Metric;
import dev.limbeck.local.view.Cells;
import dev.limbeck.local.view.Measures;
import dev.limbeck.local.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The report for a person. */
public final class ReportTable {
    private ReportTable() {}

    /** The teacher or a student. */
    private record Row(
            String star,
            String name,
            String value,
            String agreement,
            String parameters,
            String file,
            String oneExample) {
        static Row of(Metric metric, DemoReport.Teacher teacher) {
            return new Row(
                    "", "teacher", text(metric, teacher.headline()), "", "%,d".formatted(teacher.parameters()), "", "");
        }

        static Row of(Metric metric, DemoReport.Student student) {
            return new Row(
                    student.champion() ? "★" : "",
                    student.name(),
                    text(metric, student.headline()),
                    Measures.text(Metric.TEACHER_AGREEMENT, student.teacherAgreement()),
                    "%,d".formatted(student.parameters()),
                    "%,d kB".formatted(student.artifactBytes() / 1000),
                    String.format(Locale.ROOT, "%.0f µs", student.latencyMicros()));
        }

        private static String text(Metric metric, DemoReport.Value value) {
            return Measures.withInterval(metric, value.value(), value.low(), value.high());
        }
    }

    private static Table<Row> table(String dataset, Metric metric) {
        return Table.<Row>builder()
                .text("", 1, Row::star)
                .text(dataset, 12, Row::name)
                .number(metric.title(), 8, Row::value)
                .number("agreement", 9, Row::agreement)
                .number("parameters", 10, Row::parameters)
                .number("file", 8, Row::file)
                .number("one example", 11, Row::oneExample)
                .build();
    }

    private static List<String> drift(DemoReport.Drift drift, Metric judged) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("The style changes at record %,d.".formatted(drift.change())
                + drift.noticed()
                        .map(noticed -> noticed(drift.delay().orElseThrow(), noticed))
                        .orElse(" No drift was noticed."));
        lines.add("");
        var rows = Stream.of(drift.championThen(), drift.frozen(), drift.championNow())
                .flatMap(Optional::stream)
                .toList();
        lines.addAll(Table.<DemoReport.OnStream>builder()
                .text("on the live stream", 26, DemoReport.OnStream::role)
                .number(judged.title() + " before", 15, row -> Cells.percent(row.accuracyBefore()))
                .number(judged.title() + " now", 12, row -> Cells.percent(row.accuracyNow()))
                .number("agreement before", 16, row -> Cells.percent(row.agreementBefore()))
                .number("agreement now", 13, row -> Cells.percent(row.agreementNow()))
                .build()
                .lines(rows, false));
        return lines;
    }

    private static String noticed(long delay, DemoReport.Noticed noticed) {
        String where = " Drift is noticed at record %,d".formatted(noticed.record());
        return delay < 0
                ? where + ", before the change: a false alarm (%s, %s).".formatted(noticed.signal(), noticed.detector())
                : where + ", %,d records later (%s, %s).".formatted(delay, noticed.signal(), noticed.detector());
    }

    public static List<String> lines(DemoReport report) {
        var metric = report.headline();
        var rows = new ArrayList<Row>();
        rows.add(Row.of(metric, report.teacher()));
        report.students().forEach(student -> rows.add(Row.of(metric, student)));
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(table(report.dataset(), metric).lines(rows, false));
        lines.addAll(BesideControl.sentences(report));
        report.drift()
                .ifPresent(drift -> lines.addAll(drift(drift, report.task().judged())));
        lines.add("");
        var records = report.records();
        lines.add("%,d records offered%s = %,d trained + %,d held out + %,d dead-lettered + %,d skipped%s"
                .formatted(
                        records.offered(),
                        records.generation() == 1 ? "" : " to generation " + records.generation(),
                        records.trained(),
                        records.heldOut(),
                        records.deadLettered(),
                        records.skipped(),
                        records.addUp() ? "" : "   (does not add up)"));
        var seconds = report.seconds();
        lines.add("ready after %.0f s, first champion after %s, all done after %.0f s"
                .formatted(
                        seconds.ready(),
                        seconds.firstChampion().isPresent()
                                ? "%.0f s".formatted(seconds.firstChampion().getAsDouble())
                                : "—",
                        seconds.total()));
        return lines;
    }
}
