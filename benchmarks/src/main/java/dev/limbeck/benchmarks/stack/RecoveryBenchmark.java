package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.local.process.RestartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code kill -9} of the student service while records stream, to its next step that is new. */
public final class RecoveryBenchmark implements Benchmark {
    private static final double RECORDS_PER_SECOND = 400;
    /** Within this, limbeck up takes a service that ends again for a sick one, and waits longer each time. */
    private static final Duration BETWEEN_KILLS = RestartPolicy.DEFAULT.within();

    private static final long STEPS_BEFORE_A_KILL = 60;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String description() {
        return "seconds from kill -9 of the student service to its next new step, by phase";
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var seconds = new LinkedHashMap<String, List<Double>>();
        try (var scratch = new Scratch();
                var stack = MeasuredStack.start(scratch.folder().resolve("home"), settings.installation())) {
            stack.declare(
                    DeclaredLoop.in(scratch.folder(), "cnn-32x128", "cnn-8", 64).yaml());
            stack.await(
                    LONGEST,
                    "that the student trains",
                    () -> isAt(stack, student -> student.phase() == Phase.TRAINING));
            Process traffic = stack.stream(DeclaredLoop.TOPIC, RECORDS_PER_SECOND);
            try {
                for (int i = 0; i < settings.repetitions(); i++) {
                    if (i > 0) {
                        Thread.sleep(BETWEEN_KILLS.toMillis());
                    }
                    kill(stack).forEach((phase, after) -> seconds.computeIfAbsent(phase, first -> new ArrayList<>())
                            .add(after));
                    progress.accept(seconds.toString());
                }
            } finally {
                traffic.destroy();
            }
        }
        return seconds.entrySet().stream()
                .map(phase -> Result.of(phase.getKey(), Spread.of(phase.getValue()), "s after the kill"))
                .toList();
    }

    /** @return seconds after which each phase was reached, in that order */
    private static Map<String, Double> kill(MeasuredStack stack) throws InterruptedException {
        long from = stack.student().map(StudentStatus::step).orElse(0L);
        stack.await(
                LONGEST,
                "that steps are taken",
                () -> isAt(stack, student -> student.step() >= from + STEPS_BEFORE_A_KILL));
        long pid = stack.studentService().pid();
        var after = new LinkedHashMap<String, Double>();
        long start = System.nanoTime();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        stack.await(LONGEST, "its end", () -> ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
        note(stack, after, "the new process answers", start, MeasuredStack::studentServiceAnswers);
        note(stack, after, "the student is placed", start, live -> isAt(live, student -> true));
        note(
                stack,
                after,
                "all logged steps are repeated",
                start,
                live -> isAt(live, student -> student.phase() == Phase.TRAINING));
        long repeated = stack.student().map(StudentStatus::step).orElse(0L);
        note(stack, after, "a new step is taken", start, live -> isAt(live, student -> student.step() > repeated));
        return after;
    }

    private interface Look {
        boolean at(MeasuredStack stack) throws InterruptedException;
    }

    private static void note(MeasuredStack stack, Map<String, Double> after, String what, long start, Look look)
            throws InterruptedException {
        stack.await(LONGEST, "that " + what, () -> look.at(stack));
        after.put(what, (System.nanoTime() - start) / 1e9);
    }

    private static boolean isAt(MeasuredStack stack, Predicate<StudentStatus> condition) throws InterruptedException {
        Optional<StudentStatus> student = stack.student();
        return student.filter(condition).isPresent();
    }
}
