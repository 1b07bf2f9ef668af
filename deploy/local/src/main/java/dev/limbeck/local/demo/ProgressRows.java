package dev.limbeck.local.demo;

import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.local.view.Measures;
import dev.limbeck.local.view.RateMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The state as rows that are redrawn: one a stage, one a student, and who is champion. */
final class ProgressRows {
    private static final AttributedStyle HEADING = AttributedStyle.BOLD;
    private static final AttributedStyle GOOD = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);

    private final RateMeter production = new RateMeter();
    private final RateMeter labelling = new RateMeter();
    private final java.util.Map<String, RateMeter> training = new java.util.HashMap<>();

    List<AttributedString> rows(DemoState state, long nanoTime) {
        var rows = new ArrayList<AttributedString>();
        rows.add(row(
                "production",
                "%,9d of %,d records %s"
                        .formatted(state.produced(), state.target(), rate(production.at(state.produced(), nanoTime)))));
        long labelled =
                state.teachers().stream().mapToLong(TeacherStatus::labelled).sum();
        long teacherLag =
                state.teachers().stream().mapToLong(TeacherStatus::lag).sum();
        String phase = state.teachers().stream()
                .findFirst()
                .map(ProgressRows::teacherPhase)
                .orElse("starting");
        rows.add(row(
                "teacher",
                "%,9d labelled %s   lag %,d   %s"
                        .formatted(labelled, rate(labelling.at(labelled, nanoTime)), teacherLag, phase)));
        for (StudentStatus student : state.students()) {
            rows.add(student(student, state, nanoTime));
        }
        rows.add(champion(state));
        return rows;
    }

    private AttributedString student(StudentStatus student, DemoState state, long nanoTime) {
        long trained = student.ledger().trained();
        double perSecond = training.computeIfAbsent(student.name(), name -> new RateMeter())
                .at(trained, nanoTime);
        var headline = Measures.headline(state.task());
        String loss = student.loss().isPresent()
                ? String.format(Locale.ROOT, "%.4f", student.loss().getAsDouble())
                : "—";
        return row(
                student.name(),
                "%,9d trained  %s   lag %,d   step %,d   loss %s   %s %s"
                        .formatted(
                                trained,
                                rate(perSecond),
                                student.lag(),
                                student.step(),
                                loss,
                                headline.title(),
                                Measures.text(headline, state.score(student.name()))));
    }

    private static AttributedString champion(DemoState state) {
        var headline = Measures.headline(state.task());
        String text = state.champion()
                .map(score -> "%s %s   %s %s   teacher %s"
                        .formatted(
                                score.name(),
                                score.checkpointId(),
                                headline.title(),
                                Measures.text(headline, Optional.of(score)),
                                Measures.text(headline, state.teacherScore())))
                .orElse("none yet");
        return new AttributedStringBuilder()
                .styled(HEADING, "%-11s".formatted("champion"))
                .styled(state.champion().isPresent() ? GOOD : AttributedStyle.DEFAULT, text)
                .toAttributedString();
    }

    private static String teacherPhase(TeacherStatus teacher) {
        return switch (teacher.phase()) {
            case TRAINING -> String.format(Locale.ROOT, "training %.0f %%", 100 * teacher.progress());
            case LABELLING -> "version " + teacher.version().orElse("?");
            case PAUSED -> "paused: " + teacher.pausedBecause().orElse("?");
            default -> teacher.phase().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,6.0f/s", perSecond);
    }

    private static AttributedString row(String heading, String text) {
        return new AttributedStringBuilder()
                .styled(HEADING, "%-11s".formatted(heading))
                .append(text)
                .toAttributedString();
    }
}
