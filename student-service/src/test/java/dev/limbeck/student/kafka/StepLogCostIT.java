package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.student.Examples;
import dev.limbeck.student.kafka.TestStudent.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the promise to repeat every step costs: the time training stands still for the log, beside that of the steps. */
class StepLogCostIT {
    private static final Logger log = LoggerFactory.getLogger(StepLogCostIT.class);
    private static final Signature INPUT = Signature.ofClasses(Shape.of(1, 28, 28), 10, Normalisation.of(33.3, 78.6));
    private static final int BATCH = 64;
    private static final int WARM_UP = 100;
    private static final int MEASURED = 300;

    @TempDir
    Path folder;

    /** Measured are far less than the 2 % allowed; what there is, is mostly a busy machine. */
    @Test
    void theLogTakesLittleOfTheTimeOfSmallSteps() throws Exception {
        try (var broker = EmbeddedBroker.temporary()) {
            // Given
            var topics = new StudentTopics(broker);
            topics.create("cost");
            topics.send(IntStream.range(0, (WARM_UP + MEASURED) * BATCH)
                    .mapToObj(i -> topics.keyed("cost", Examples.example(INPUT, i)))
                    .toList());
            var student = TestStudent.in(
                    folder,
                    topics,
                    "cost",
                    "small",
                    new Setup("builtin:cnn-8", INPUT, BATCH, CheckpointSpec.DEFAULT, ReplaySpec.NONE));
            // When
            student.start();
            awaitSteps(student, WARM_UP);
            var before = student.spent();
            long from = student.steps();
            awaitSteps(student, WARM_UP + MEASURED);
            var spent = student.spent().since(before);
            long steps = student.steps() - from;
            student.stop();
            // Then
            double share = (double) spent.logging() / spent.training();
            log.info(
                    "Step log: {} % of the time of {} steps of {} ms; {} µs a step; checkpoints: {} %",
                    percent(share),
                    steps,
                    String.format("%.2f", spent.training() / 1e6 / steps),
                    spent.logging() / 1000 / steps,
                    percent((double) spent.pausing() / spent.training()));
            assertThat(share).isLessThan(0.02);
        }
    }

    private static void awaitSteps(TestStudent student, long steps) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(student.steps()).isGreaterThanOrEqualTo(steps));
    }

    private static String percent(double share) {
        return String.format("%.2f", 100 * share);
    }
}
