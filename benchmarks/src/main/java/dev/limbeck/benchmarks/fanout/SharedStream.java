package dev.limbeck.benchmarks.fanout;

import dev.limbeck.benchmarks.measure.Stopwatch;
import dev.limbeck.benchmarks.measure.Took;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.service.Desired;
import dev.limbeck.student.service.StudentParts;
import dev.limbeck.student.service.StudentWorker;
import dev.limbeck.student.training.TrainingObserver;
import dev.limbeck.teacher.kafka.LabellingLoop;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.labelling.LabellingListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One teacher that labels a filled topic, and all the generation's students that learn from what it writes. */
final class SharedStream {
    private final KafkaConnection kafka;
    private final Generation generation;
    private final StudentParts parts;
    private final InferenceNetwork teacher;

    SharedStream(KafkaConnection kafka, Generation generation, StudentParts parts, InferenceNetwork teacher) {
        this.kafka = kafka;
        this.generation = generation;
        this.parts = parts;
        this.teacher = teacher;
    }

    /**
     * @param examples after which a student has learnt enough
     * @return what it took until the last student had
     */
    Took run(long examples) throws InterruptedException {
        var students = generation.spec().students();
        var done = new CountDownLatch(students.size());
        var opened = new CountDownLatch(students.size());
        var workers = new ArrayList<Thread>();
        for (StudentSpec student : students) {
            workers.add(new Thread(() -> train(student, new Learnt(examples, done), opened), student.name()));
        }
        workers.forEach(Thread::start);
        opened.await();
        var loop = labelling();
        var labelling = new Thread(loop::run, "teacher");
        var watch = Stopwatch.start();
        labelling.start();
        done.await();
        Took took = watch.took();
        loop.stop();
        labelling.join();
        for (Thread worker : workers) {
            worker.join();
        }
        return took;
    }

    private void train(StudentSpec student, Learnt learnt, CountDownLatch opened) {
        try (var worker = StudentWorker.open(generation, student, Desired.NOTHING, parts, own -> own.and(learnt))) {
            learnt.thenStop(worker);
            opened.countDown();
            worker.run();
        }
    }

    private LabellingLoop labelling() {
        LabellingListener silent = LabellingListener.onBegun(from -> {});
        return new LabellingLoop(
                kafka,
                generation,
                "bench",
                new Labeller(teacher, generation.spec().signature(), "bench"),
                silent,
                Clock.systemUTC(),
                Ticker.SYSTEM);
    }

    /** Counts what one student has learnt from. */
    private static final class Learnt implements TrainingObserver {
        private final CountDownLatch done;
        private final List<StudentWorker> worker = new ArrayList<>();
        private long left;

        Learnt(long examples, CountDownLatch done) {
            this.left = examples;
            this.done = done;
        }

        void thenStop(StudentWorker itself) {
            worker.add(itself);
        }

        @Override
        public void stepped(MiniBatch batch, int replayed, StepOutcome outcome, Duration took) {
            if (left > 0) {
                left -= batch.items().size();
                if (left <= 0) {
                    done.countDown();
                    worker.forEach(StudentWorker::stop);
                }
            }
        }

        @Override
        public void logged(Duration took) {}

        @Override
        public void paused(Duration pause) {}

        @Override
        public void checkpointed(long bytes) {}
    }
}
