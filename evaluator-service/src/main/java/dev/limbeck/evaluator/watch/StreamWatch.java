package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.WatchSpec;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import dev.limbeck.contract.task.Task;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is measured on the live stream of one generation, from example to example. For one thread. */
public final class StreamWatch {
    private final Generation generation;
    private final WatchSpec spec;
    private final Task task;
    private final double part;
    private final Clock clock;
    private final StreamDrift drift;
    private final SortedMap<Integer, Long> position = new TreeMap<>();
    private final Map<String, StudentRecord> records = new HashMap<>();
    private final Map<String, ChampionWatch> watches = new HashMap<>();
    private final SlidingMean teacherAccuracy;
    private @Nullable TeacherGuard guard;
    private String teacherVersion = "";
    private boolean takenForBehind;
    private Watched watched = Watched.NOBODY;
    private long examples;
    private long drifts;

    /**
     * @param part of the generation's partitions that this watch reads: so much of each probability of error it may
     *     use, and all replicas together no more than is declared
     */
    public StreamWatch(Generation generation, double part, Clock clock) {
        this.generation = generation;
        this.spec = generation.spec().watch();
        this.task = generation.spec().signature().task();
        this.part = part;
        this.clock = clock;
        this.drift = new StreamDrift(
                generation.spec().signature(), spec.window(), spec.drift().delta() * part);
        this.teacherAccuracy = new SlidingMean(spec.window());
    }

    /** The run stands like this from now on. */
    public void follow(RunState state) {
        var next = Watched.of(state);
        if (!digestOf(next.champion()).equals(digestOf(watched.champion()))) {
            drift.championChanged();
        }
        watched = next;
        records.keySet().removeIf(digest -> next.all().stream().noneMatch(one -> isOf(one, digest)));
        watches.keySet().removeIf(digest -> state.championWith(digest).isEmpty());
        followTeacher(state);
    }

    /** Without an accuracy of its own, nobody knows what to expect of it. */
    private void followTeacher(RunState state) {
        var teacher = state.teacher();
        if (guard == null && teacher.isPresent() && teacher.get().accuracy().isPresent()) {
            teacherVersion = teacher.get().version();
            guard = new TeacherGuard(
                    task,
                    teacher.get().accuracy().getAsDouble(),
                    spec.teacher(),
                    spec.window(),
                    spec.teacher().alpha() * part);
        }
        boolean behind = state.teacherBehind().isPresent();
        if (guard != null && behind != takenForBehind) {
            takenForBehind = behind;
            guard.take(behind);
        }
    }

    private static boolean isOf(Champion champion, String digest) {
        return champion.checkpointDigest().equals(digest);
    }

    private static Optional<String> digestOf(Optional<Champion> champion) {
        return champion.map(Champion::checkpointDigest);
    }

    public Watched watched() {
        return watched;
    }

    /**
     * Takes one example.
     *
     * @param answers of the watched networks that can be asked, by the digest of their checkpoint
     * @return what has happened at it
     */
    public List<RunEvent> look(WatchedExample seen, Map<String, Output> answers) {
        examples++;
        position.put(seen.partition(), seen.offset() + 1);
        var events = new ArrayList<RunEvent>();
        drift.add(seen).forEach(found -> events.add(event(found)));
        lookAtTeacher(seen).ifPresent(events::add);
        var agreements = lookAtStudents(seen, answers);
        watched.champion().ifPresent(champion -> {
            var agrees = agreements.get(champion.checkpointDigest());
            if (agrees != null) {
                drift.disagreement(1 - agrees).ifPresent(found -> events.add(event(found)));
                lookAtChampion(champion, agrees, agreements).ifPresent(events::add);
            }
        });
        return events;
    }

    private Optional<RunEvent> lookAtTeacher(WatchedExample seen) {
        seen.value(task, seen.softTarget()).ifPresent(teacherAccuracy::add);
        var guarding = guard;
        return guarding == null
                ? Optional.empty()
                : seen.hardLabel()
                        .flatMap(label -> guarding.add(seen.softTarget(), label))
                        .map(turn -> event(turn, guarding.expected()));
    }

    /** How much each of them agrees with the teacher; only of those that cannot have trained on the example. */
    private Map<String, Double> lookAtStudents(WatchedExample seen, Map<String, Output> answers) {
        var agreements = new HashMap<String, Double>();
        for (var student : watched.all()) {
            var answer = answers.get(student.checkpointDigest());
            if (answer != null && !seen.writtenAt().isBefore(student.promotedAt())) {
                double agrees = seen.valueByTeacher(task, answer);
                records.computeIfAbsent(student.checkpointDigest(), digest -> new StudentRecord(spec.window()))
                        .add(agrees, seen.value(task, answer));
                agreements.put(student.checkpointDigest(), agrees);
            }
        }
        return agreements;
    }

    private Optional<RunEvent> lookAtChampion(Champion champion, double agrees, Map<String, Double> agreements) {
        if (!watched.promiseHolds()) {
            return Optional.empty();
        }
        var previous = digestOf(watched.previous()).map(agreements::get).stream()
                .mapToDouble(Double::doubleValue)
                .findFirst();
        return watches.computeIfAbsent(champion.checkpointDigest(), digest -> watchOf(champion))
                .add(agrees, previous)
                .map(fall -> event(champion, fall));
    }

    private ChampionWatch watchOf(Champion champion) {
        int minExamples = generation.spec().evaluation().heldOut().minExamples();
        return new ChampionWatch(
                task,
                promised(champion),
                ChampionWatch.examplesBehind(champion.score(), minExamples),
                spec.window(),
                spec.champion().alpha() * part);
    }

    /** Agreement with the teacher on the held-out set; no number in a score from before it was measured. */
    private static double promised(Champion champion) {
        return champion.score()
                .metric(Metric.TEACHER_AGREEMENT)
                .map(Measured::value)
                .orElse(Double.NaN);
    }

    private RunEvent event(StreamDrift.Drift found) {
        drifts++;
        return new RunEvent.DriftDetected(
                generation.name(),
                generation.number(),
                found.signal(),
                found.detector(),
                position,
                examples,
                found.change().before(),
                found.change().after(),
                clock.instant());
    }

    private RunEvent event(Champion champion, ChampionWatch.Fall fall) {
        return new RunEvent.ChampionFell(
                generation.name(),
                generation.number(),
                champion.checkpointDigest(),
                fall.examples(),
                promised(champion),
                fall.agreement(),
                fall.pValue(),
                fall.againstPrevious(),
                fall.differencesFromPrevious(),
                clock.instant());
    }

    private RunEvent event(TeacherGuard.Turn turn, double expected) {
        if (turn instanceof TeacherGuard.Turn.FellBehind behind) {
            return new RunEvent.TeacherFellBehind(
                    generation.name(),
                    generation.number(),
                    teacherVersion,
                    behind.examples(),
                    expected,
                    behind.accuracy(),
                    behind.calibrationError(),
                    clock.instant());
        }
        var caughtUp = (TeacherGuard.Turn.CaughtUp) turn;
        return new RunEvent.TeacherCaughtUp(
                generation.name(),
                generation.number(),
                teacherVersion,
                caughtUp.examples(),
                caughtUp.accuracy(),
                clock.instant());
    }

    public WatchStatus status() {
        return new WatchStatus(
                examples,
                (int) Math.min(examples, spec.window()),
                drift.meanEntropy(),
                teacherAccuracy.mean(),
                students(),
                drift.signals(),
                drifts);
    }

    /** Those that have been asked. */
    private List<WatchedStudent> students() {
        var students = new ArrayList<WatchedStudent>();
        watched.byRole().forEach((role, champion) -> {
            var record = records.get(champion.checkpointDigest());
            if (record != null) {
                students.add(record.as(role, champion, promised(champion)));
            }
        });
        students.sort(Comparator.comparing(WatchedStudent::role));
        return students;
    }
}
