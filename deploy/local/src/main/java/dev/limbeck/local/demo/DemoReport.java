package dev.limbeck.local.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.Task;
import dev.limbeck.local.view.Measures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a demonstration. As JSON this is the document that {@code -o json} prints, with the name of the metric
 * that {@code value} is of.
 *
 * @param run name of the run
 * @param dataset the demonstration's name
 * @param task what was distilled
 * @param drift where the traffic changes on its way
 * @param records of the run's newest generation
 */
@JsonPropertyOrder({"run", "dataset", "metric"})
public record DemoReport(
        String run,
        String dataset,
        @JsonIgnore Task task,
        Teacher teacher,
        List<Student> students,
        Optional<Drift> drift,
        Records records,
        Seconds seconds) {

    private static final String CONTROL = Score.Arm.CONTROL.name().toLowerCase(Locale.ROOT);

    public DemoReport {
        students = List.copyOf(students);
    }

    /** Name of the metric that tells most of a network of this task at a glance. */
    @JsonProperty("metric")
    public String metric() {
        return headline().name();
    }

    Metric headline() {
        return Measures.headline(task);
    }

    /**
     * The headline metric of a network on the held-out examples.
     *
     * @param low and high: between which the true one lies with 95 %
     */
    public record Value(OptionalDouble value, OptionalDouble low, OptionalDouble high) {
        static Value of(Score score, Metric metric) {
            var measured = score.metric(metric).orElse(Measured.of(Double.NaN));
            return new Value(known(measured.value()), known(measured.low()), known(measured.high()));
        }

        boolean hasInterval() {
            return low.isPresent() && high.isPresent();
        }

        private static OptionalDouble known(double value) {
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /** @param accuracy on the labelled held-out examples; absent where there are no classes */
    public record Teacher(
            String version,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble accuracy,
            @JsonUnwrapped Value headline,
            long parameters) {}

    /**
     * @param arm {@code distilled} or {@code control}
     * @param accuracy on the labelled held-out examples; absent where there are no classes
     * @param teacherAgreement what held-out examples are worth with it by what the teacher says; of classes, the share on
     *     which it says the same
     * @param latencyMicros of a single example on one thread, median
     * @param champion whether a checkpoint of it is the run's champion
     */
    public record Student(
            String name,
            String arm,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble accuracy,
            @JsonUnwrapped Value headline,
            double teacherAgreement,
            long parameters,
            long artifactBytes,
            double latencyMicros,
            boolean champion) {
        boolean isControl() {
            return arm.equals(CONTROL);
        }
    }

    /**
     * A style that changed, and what that did to promoted students.
     *
     * @param change index of the first record in the other style
     * @param noticed the first drift that had a consequence
     */
    public record Drift(
            long change,
            Optional<Noticed> noticed,
            Optional<OnStream> championThen,
            Optional<OnStream> frozen,
            Optional<OnStream> championNow) {
        /** Records between the change and its detection; below 0, it was a false alarm. */
        Optional<Long> delay() {
            return noticed.map(one -> one.record() - change);
        }
    }

    /** @param record index of the newest record that had been looked at */
    public record Noticed(String signal, String detector, long record) {}

    /** A promoted student on the newest window of the live stream, last before the change, and at the end. */
    public record OnStream(
            String role,
            String checkpointDigest,
            Optional<Double> agreementBefore,
            Optional<Double> agreementNow,
            Optional<Double> accuracyBefore,
            Optional<Double> accuracyNow) {}

    /**
     * What became of the records that a generation's teacher was offered: {@code offered} is the sum of the others.
     *
     * @param generation the newest
     */
    public record Records(int generation, long offered, long trained, long heldOut, long deadLettered, long skipped) {
        boolean addUp() {
            return offered == trained + heldOut + deadLettered + skipped;
        }
    }

    /** Since the demonstration began: when all services were ready, when there was a champion, when all was done. */
    public record Seconds(double ready, OptionalDouble firstChampion, double total) {}

    /** @param deadLetteredByTeacher records that never became examples */
    static DemoReport of(
            DemoTask demonstration,
            DemoState state,
            Optional<Drift> drift,
            long deadLetteredByTeacher,
            Seconds seconds) {
        Score teacher =
                state.teacherScore().orElseThrow(() -> new IllegalStateException("the teacher has not been evaluated"));
        String champion = state.champion().map(Score::name).orElse("");
        var task = state.task();
        return new DemoReport(
                state.run().run(),
                demonstration.word(),
                task,
                new Teacher(
                        teacher.checkpointId(),
                        accuracy(teacher),
                        Value.of(teacher, Measures.headline(task)),
                        teacher.cost().parameters()),
                state.students().stream()
                        .map(student -> student(student, state, champion))
                        .toList(),
                drift,
                records(state, deadLetteredByTeacher),
                seconds);
    }

    private static Student student(StudentStatus status, DemoState state, String champion) {
        Score score = state.score(status.name())
                .orElseThrow(() -> new IllegalStateException(status.name() + " has not been evaluated"));
        return new Student(
                score.name(),
                score.arm().name().toLowerCase(Locale.ROOT),
                accuracy(score),
                Value.of(score, Measures.headline(state.task())),
                Value.of(score, Metric.TEACHER_AGREEMENT).value().orElse(Double.NaN),
                score.cost().parameters(),
                score.cost().artifactBytes(),
                score.cost().latencyMicros(),
                score.name().equals(champion));
    }

    private static OptionalDouble accuracy(Score score) {
        return Value.of(score, Classification.ACCURACY).value();
    }

    private static Records records(DemoState state, long deadLetteredByTeacher) {
        Ledger ledger = state.distilled().map(StudentStatus::ledger).orElse(Ledger.empty());
        return new Records(
                state.run().generation().number(),
                state.offered(),
                ledger.trained(),
                ledger.heldOut(),
                ledger.deadLettered() + deadLetteredByTeacher,
                ledger.skipped().values().stream().mapToLong(Long::longValue).sum());
    }
}
