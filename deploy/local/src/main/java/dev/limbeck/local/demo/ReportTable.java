package dev.limbeck.local.demo;

import dev.limbeck.local.view.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The report for a person. */
public final class ReportTable {
    private static final String ROW = "%-2s%-12s %9s %10s %11s %10s %12s";

    private ReportTable() {}

    public static List<String> lines(DemoReport report) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(ROW.formatted("", report.dataset(), "accuracy", "agreement", "parameters", "file", "one example"));
        lines.add(ROW.formatted(
                "",
                "teacher",
                Cells.percent(report.teacher().accuracy()),
                "",
                "%,d".formatted(report.teacher().parameters()),
                "",
                ""));
        for (var student : report.students()) {
            lines.add(ROW.formatted(
                    student.champion() ? "★" : "",
                    student.name(),
                    Cells.percent(student.accuracy()),
                    Cells.percent(OptionalDouble.of(student.teacherAgreement())),
                    "%,d".formatted(student.parameters()),
                    "%,d kB".formatted(student.artifactBytes() / 1000),
                    String.format(Locale.ROOT, "%.0f µs", student.latencyMicros())));
        }
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
