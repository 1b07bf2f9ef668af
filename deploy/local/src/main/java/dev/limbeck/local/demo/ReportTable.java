package dev.limbeck.local.demo;

import dev.limbeck.local.view.Cells;
import dev.limbeck.local.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The report for a person. */
public final class ReportTable {
    private ReportTable() {}

    /** The teacher or a student. */
    private record Row(
            String star,
            String name,
            OptionalDouble accuracy,
            String agreement,
            String parameters,
            String file,
            String oneExample) {
        static Row of(DemoReport.Teacher teacher) {
            return new Row("", "teacher", teacher.accuracy(), "", "%,d".formatted(teacher.parameters()), "", "");
        }

        static Row of(DemoReport.Student student) {
            return new Row(
                    student.champion() ? "★" : "",
                    student.name(),
                    student.accuracy(),
                    Cells.percent(OptionalDouble.of(student.teacherAgreement())),
                    "%,d".formatted(student.parameters()),
                    "%,d kB".formatted(student.artifactBytes() / 1000),
                    String.format(Locale.ROOT, "%.0f µs", student.latencyMicros()));
        }
    }

    private static Table<Row> table(String dataset) {
        return Table.<Row>builder()
                .text("", 1, Row::star)
                .text(dataset, 12, Row::name)
                .number("accuracy", 8, row -> Cells.percent(row.accuracy()))
                .number("agreement", 9, Row::agreement)
                .number("parameters", 10, Row::parameters)
                .number("file", 8, Row::file)
                .number("one example", 11, Row::oneExample)
                .build();
    }

    public static List<String> lines(DemoReport report) {
        var rows = new ArrayList<Row>();
        rows.add(Row.of(report.teacher()));
        report.students().forEach(student -> rows.add(Row.of(student)));
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(table(report.dataset()).lines(rows, false));
        lines.add("");
        var records = report.records();
        lines.add("%,d records offered = %,d trained + %,d held out + %,d dead-lettered + %,d skipped%s"
                .formatted(
                        records.offered(),
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
