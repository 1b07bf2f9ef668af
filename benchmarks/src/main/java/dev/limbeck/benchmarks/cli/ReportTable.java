package dev.limbeck.benchmarks.cli;

import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.local.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report for a person. */
final class ReportTable {
    private ReportTable() {}

    static List<String> lines(Report report) {
        var lines = new ArrayList<String>();
        lines.add(report.command());
        var machine = report.machine();
        lines.add("%s, %d cores, %d GiB; %s; load %.2f"
                .formatted(machine.cpu(), machine.cores(), machine.memoryGib(), machine.os(), machine.load()));
        lines.add(machine.java() + "; "
                + machine.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", ")));
        lines.addAll(table().lines(report.results(), false));
        return lines;
    }

    private static Table<Result> table() {
        return Table.<Result>builder()
                .text("CASE", 0, Result::name)
                .number("MEDIAN", 0, result -> number(result.ratio()))
                .number("MIN", 0, result -> number(result.min()))
                .number("MAX", 0, result -> number(result.max()))
                .text("UNIT", 0, Result::unit)
                .text("DETAILS", 0, result -> result.details().entrySet().stream()
                        .map(detail -> detail.getKey() + " " + text(detail.getValue()))
                        .collect(Collectors.joining(", ")))
                .build();
    }

    private static String text(Object detail) {
        return detail instanceof Double number ? number(number) : String.valueOf(detail);
    }

    /** Three decimals for what is near 1, none for what is in the thousands. */
    private static String number(double value) {
        return Math.abs(value) < 10 ? "%.3f".formatted(value) : "%,.1f".formatted(value);
    }
}
