package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.evaluator.heldout.HeldOutCollector;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.evaluator.heldout.HeldOutSnapshots;
import dev.limbeck.evaluator.heldout.TestPart;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.UnusableNetworkException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up what every comparison needs, a teacher and a held-out set, and waits for both: a checkpoint that comes
 * early is judged later, not lost. One thread.
 */
final class TestBench {
    private static final Logger LOG = LoggerFactory.getLogger(TestBench.class);
    private static final long ASK_AGAIN_MILLIS = 500;

    private final TeacherAnnouncements teachers;
    private final TestPart testPart;
    private final HeldOutCollector collector;
    private final HeldOutSnapshots snapshots;
    private final StoreLayout store;
    private final NetworkRuntime runtime;
    private final InputSpec input;
    private final BatchedInference inference;
    private String labelledBy = "";

    /** @param heldOut as measured on until the next one is taken */
    record Ready(TeacherPublished teacher, HeldOutSet heldOut) {}

    TestBench(
            TeacherAnnouncements teachers,
            HeldOut heldOut,
            StoreLayout store,
            NetworkRuntime runtime,
            InputSpec input,
            BatchedInference inference) {
        this.teachers = teachers;
        this.testPart = heldOut.testPart();
        this.collector = heldOut.collector();
        this.snapshots = heldOut.snapshots();
        this.store = store;
        this.runtime = runtime;
        this.input = input;
        this.inference = inference;
    }

    Ready await() throws InterruptedException {
        var teacher = awaitTeacher();
        if (!testPart.isEmpty() && !teacher.sha256().equals(labelledBy)) {
            labelTestPart(teacher);
        }
        return new Ready(teacher, snapshots.await());
    }

    Path networkFile(TeacherPublished teacher) {
        return store.teacher(teacher.run(), teacher.version()).resolve(StoreLayout.NETWORK);
    }

    static IllegalStateException withoutTeacher(TeacherPublished teacher, UnusableNetworkException unusable) {
        return new IllegalStateException(
                "teacher %s cannot be opened, and without it nothing can be measured: %s"
                        .formatted(teacher.version(), unusable.getMessage()),
                unusable);
    }

    private TeacherPublished awaitTeacher() throws InterruptedException {
        var teacher = teachers.newest();
        if (teacher.isEmpty()) {
            LOG.info("Waiting for a teacher: without one, nothing can be compared with it");
        }
        while (teacher.isEmpty()) {
            Thread.sleep(ASK_AGAIN_MILLIS);
            teacher = teachers.newest();
        }
        return teacher.get();
    }

    private void labelTestPart(TeacherPublished teacher) {
        try (var network = runtime.open(networkFile(teacher), input)) {
            collector.replaceTestPart(
                    testPart.examples(teacher.version(), inference.logits(network, testPart.inputs())));
        } catch (UnusableNetworkException unusable) {
            throw withoutTeacher(teacher, unusable);
        }
        snapshots.renew();
        labelledBy = teacher.sha256();
        LOG.info(
                "Teacher {} gave soft targets to the {} examples of the test part",
                teacher.version(),
                testPart.inputs().size());
    }
}
