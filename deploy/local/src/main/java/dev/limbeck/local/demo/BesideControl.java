package dev.limbeck.local.demo;

import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.metric.Metric.Better;
import java.util.List;
import java.util.stream.Stream;

/** Where a student is not shown to have got anything from its teacher, that is said. */
final class BesideControl {
    private BesideControl() {}

    /** One for each student that does not beat a control, none where all do. */
    static List<String> sentences(DemoReport report) {
        var controls =
                report.students().stream().filter(DemoReport.Student::isControl).toList();
        return report.students().stream()
                .filter(student -> !student.isControl())
                .flatMap(student -> controls.stream().flatMap(control -> sentence(report.headline(), student, control)))
                .toList();
    }

    private static Stream<String> sentence(Metric metric, DemoReport.Student student, DemoReport.Student control) {
        if (isBeyond(metric, student.headline(), control.headline())) {
            return Stream.empty();
        }
        String found = isBeyond(metric, control.headline(), student.headline())
                ? "is worse than %s, which learns without it, by more than chance".formatted(control.name())
                : "is not shown to be better than %s, which learns without it: %s"
                        .formatted(control.name(), why(student.headline(), control.headline()));
        return Stream.of("The teacher does not help here: %s %s.".formatted(student.name(), found));
    }

    private static String why(DemoReport.Value one, DemoReport.Value other) {
        return one.hasInterval() && other.hasInterval() ? "their 95 % intervals overlap" : "an interval is not known";
    }

    /** Whether all that one may be is better than all that the other may be; where that is not known, it is not. */
    private static boolean isBeyond(Metric metric, DemoReport.Value one, DemoReport.Value other) {
        return metric.better() == Better.HIGHER
                ? one.low().orElse(Double.NaN) > other.high().orElse(Double.NaN)
                : one.high().orElse(Double.NaN) < other.low().orElse(Double.NaN);
    }
}
