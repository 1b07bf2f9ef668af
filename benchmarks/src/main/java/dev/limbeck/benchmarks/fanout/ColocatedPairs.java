package dev.limbeck.benchmarks.fanout;

import dev.limbeck.benchmarks.feed.TestBed;
import dev.limbeck.benchmarks.label.InMemoryTeacher;
import dev.limbeck.benchmarks.measure.Stopwatch;
import dev.limbeck.benchmarks.measure.Took;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.network.InferenceNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As many teachers as students, all at once: each pair labels a batch and learns from it in turn, on its own thread. */
final class ColocatedPairs implements AutoCloseable {
    private record Pair(InferenceNetwork teacher, InMemoryTeacher labeller, InMemoryStudent learner) {
        void learn(int batches) {
            for (int i = 0; i < batches; i++) {
                labeller.label(1);
                learner.train(1);
            }
        }

        void close() {
            teacher.close();
            learner.close();
        }
    }

    private final List<Pair> pairs = new ArrayList<>();

    /** @param run with the students; their mini-batches are labelled as a whole */
    static ColocatedPairs open(TestBed bed, Generation run, Path teacherFile) throws IOException {
        var opened = new ColocatedPairs();
        var spec = run.spec();
        for (var student : spec.students()) {
            var teacher = bed.runtime().open(teacherFile, spec.signature());
            opened.pairs.add(new Pair(
                    teacher,
                    new InMemoryTeacher(teacher, bed.digits(), spec.batching().size()),
                    InMemoryStudent.open(bed.runtime(), run, student, bed.digits(), bed.folder())));
        }
        return opened;
    }

    /** @return what it took until the last pair had learnt from so many batches */
    Took learn(int batches) throws InterruptedException {
        var threads = pairs.stream()
                .map(pair -> new Thread(() -> pair.learn(batches), "pair"))
                .toList();
        var watch = Stopwatch.start();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return watch.took();
    }

    @Override
    public void close() {
        pairs.forEach(Pair::close);
    }
}
