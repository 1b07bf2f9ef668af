package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.store.DamagedFileException;
import dev.limbeck.store.StoreLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up what every comparison needs: a held-out set with the teacher's soft targets. One thread. */
final class TestBench {
    private static final Logger LOG = LoggerFactory.getLogger(TestBench.class);

    private final HeldOutExamples held;
    private final StoreLayout store;
    private final NetworkRuntime runtime;
    private final Signature input;
    private final BatchedInference inference;
    private String labelledBy = "";

    TestBench(
            HeldOutExamples held,
            StoreLayout store,
            NetworkRuntime runtime,
            Signature input,
            BatchedInference inference) {
        this.held = held;
        this.store = store;
        this.runtime = runtime;
        this.input = input;
        this.inference = inference;
    }

    /**
     * The set to measure on; empty as long as there are too few examples.
     *
     * @param metric that is decided by
     * @throws IllegalStateException when the teacher cannot be opened
     */
    Optional<HeldOutSet> heldOut(TeacherPublished teacher, Metric metric) {
        if (!held.testPart().isEmpty() && !teacher.sha256().equals(labelledBy)) {
            labelTestPart(teacher);
        }
        return held.current().take(metric);
    }

    /** What is missing, for a reader. */
    String describe(Metric metric) {
        return held.current().describe(metric);
    }

    NetworkUnderTest underTest(TeacherPublished teacher) {
        return new NetworkUnderTest(
                teacher.sha256(),
                "teacher",
                Score.Arm.TEACHER,
                teacher.version(),
                0,
                networkFile(teacher),
                Optional.empty(),
                Optional.empty());
    }

    static IllegalStateException withoutTeacher(TeacherPublished teacher, UnusableNetworkException unusable) {
        return new IllegalStateException(
                "teacher %s of run %s cannot be opened, and without it nothing can be measured: %s"
                        .formatted(teacher.version(), teacher.run(), unusable.getMessage()),
                unusable);
    }

    private Path networkFile(TeacherPublished teacher) {
        try {
            return store.intactTeacher(teacher.run(), teacher.version(), teacher.sha256());
        } catch (DamagedFileException damaged) {
            throw withoutTeacher(teacher, new UnusableNetworkException(String.valueOf(damaged.getMessage()), damaged));
        }
    }

    private void labelTestPart(TeacherPublished teacher) {
        var testPart = held.testPart();
        try (var network = runtime.open(networkFile(teacher), input)) {
            held.collector()
                    .replaceTestPart(
                            testPart.examples(teacher.version(), inference.outputs(network, testPart.inputs())));
        } catch (UnusableNetworkException unusable) {
            throw withoutTeacher(teacher, unusable);
        }
        held.current().renew();
        labelledBy = teacher.sha256();
        LOG.info(
                "Teacher {} gave soft targets to the {} examples of the test part",
                teacher.version(),
                testPart.inputs().size());
    }
}
