package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.label.InMemoryTeacher;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Stopwatch;
import dev.limbeck.benchmarks.measure.WarmUp;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** What a loop cannot do without: an inference of the teacher and an example of the student's step, on one thread. */
final class LoopArithmetic implements AutoCloseable {
    private final InferenceNetwork network;
    private final InMemoryStudent student;
    private final InMemoryTeacher teacher;
    private final int labelling;
    private final int batching;

    private LoopArithmetic(
            Generation generation, InferenceNetwork network, InMemoryStudent student, DrawnDigits digits) {
        this.labelling = generation.spec().teacher().labelling().size();
        this.batching = generation.spec().batching().size();
        this.network = network;
        this.student = student;
        this.teacher = new InMemoryTeacher(network, digits, labelling);
    }

    /** @param folder for the student's network */
    static LoopArithmetic open(NetworkRuntime runtime, DeclaredLoop loop, DrawnDigits digits, Path folder)
            throws IOException {
        var generation = loop.generation();
        var spec = generation.spec();
        return new LoopArithmetic(
                generation,
                runtime.open(loop.teacher(), spec.signature()),
                InMemoryStudent.open(runtime, generation, spec.students().get(0), digits, folder),
                digits);
    }

    /** Seconds of processor time a record. */
    record Cost(double teacher, double student) {
        double total() {
            return teacher + student;
        }
    }

    void warmUp(Duration window, Consumer<String> progress) throws Exception {
        WarmUp.untilCompilersAreQuiet(window, progress, round -> cost(window));
    }

    /** @param window how long it is measured, about */
    Cost cost(Duration window) {
        Duration half = window.dividedBy(2);
        return new Cost(
                processorSeconds(labelling, teacher::label, half), processorSeconds(batching, student::train, half));
    }

    /** @return one record's */
    private static double processorSeconds(int batchSize, IntConsumer batches, Duration window) {
        double pace = Pace.of(() -> batches.accept(1), window.dividedBy(4));
        int count = (int) Math.max(1, window.toNanos() / 1e9 / pace);
        return Stopwatch.time(() -> batches.accept(count)).processorSeconds() / count / batchSize;
    }

    @Override
    public void close() {
        student.close();
        network.close();
    }
}
