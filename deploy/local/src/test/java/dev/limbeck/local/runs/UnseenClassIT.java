package dev.limbeck.local.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.local.digits.Digit;
import dev.limbeck.local.digits.DigitDataset;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a teacher knows of a class reaches a student that never sees one of it (Hinton, Vinyals, Dean 2015,
 * arXiv:1503.02531, section 3): drawn digits, a stream without a 3, on the services as they are deployed.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UnseenClassIT {
    private static final String RUN = "no-threes";
    private static final String TOPIC = "production." + RUN;
    private static final int UNSEEN = 3;
    private static final int RECORDS = 12_800;
    /** Over six seeds it was 0.77 to 0.94, with temperatures of 4 and 8 alike, without correcting a bias as there. */
    private static final double LEAST_RECALL = 0.6;

    private static final long SEED = Long.getLong("limbeck.unseen.seed", 1);
    /** Between the digit at an index and the one that stands in for it. */
    private static final long STRIDE = 1L << 32;

    private static final DigitGenerator DIGITS = new DigitGenerator(SEED, DigitStyle.standard());

    @TempDir
    private Path folder;

    private static String yaml(Path dataset) {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %1$s}
                spec:
                  source: {topic: %2$s, partitions: 2}
                  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
                  teacher:
                    network: builtin:cnn-8
                    train:
                      dataset: {format: idx, path: %3$s}
                      epochs: 3
                      seed: %4$d
                      optimizer: {learningRate: 0.003}
                    gate: {minAccuracy: 0.9}
                  students:
                    # Has the teacher's word alone.
                    - name: taught
                      network: builtin:cnn-8
                      seed: %4$d
                      objective: {softTargetWeight: 1, temperature: 8}
                      optimizer: {learningRate: 0.003, schedule: {decaySteps: 400, finalShare: 0.05}}
                    # Has the hard labels alone.
                    - name: told
                      network: builtin:cnn-8
                      seed: %4$d
                      objective: {softTargetWeight: 0}
                      optimizer: {learningRate: 0.003, schedule: {decaySteps: 400, finalShare: 0.05}}
                  batching: {size: 32, maxWait: 1s}
                  checkpoint: {everySteps: 400, everyTime: 60s, whenIdle: 1s, keep: 10}
                  evaluation:
                    heldOut: {fraction: 0, minExamples: 500, dataset: {format: idx, path: %3$s}}
                  promotion: {metric: accuracy}
                  completion: {afterRecords: %5$d}
                """.formatted(RUN, TOPIC, dataset, SEED, RECORDS);
    }

    @Test
    void aStudentThatNeverSawAThreeKnowsThreesFromSoftTargetsAndFromHardLabelsDoesNot() throws Exception {
        // Given
        var dataset = folder.resolve("dataset");
        new DigitDataset(SEED, List.of(DigitStyle.standard()), 5000, 1000).writeTo(dataset);
        try (var stack = new LiveStack(Path.of("target", "unseen-it"))) {
            stack.apply(yaml(dataset));
            stack.awaitPhase(RUN, RunPhase.DISTILLING);
            // When
            stack.produce(TOPIC, UnseenClassIT::record, 0, RECORDS, 100_000);
            stack.awaitPhase(RUN, RunPhase.COMPLETED);
            // Then
            var reports = stack.api().evaluations(RUN, 1000);
            var taught = newest(reports, "taught");
            var told = newest(reports, "told");
            System.out.printf(
                    "UNSEEN seed %d: recall of a 3: teacher %.3f, taught %.3f, told %.3f; accuracy %.3f, %.3f, %.3f%n",
                    SEED,
                    recall(taught.teacher()).value(),
                    recall(taught.candidate()).value(),
                    recall(told.candidate()).value(),
                    accuracy(taught.teacher()),
                    accuracy(taught.candidate()),
                    accuracy(told.candidate()));
            assertThat(recall(taught.candidate()).examples()).isGreaterThan(50);
            assertThat(recall(taught.candidate()).value()).isGreaterThan(LEAST_RECALL);
            assertThat(recall(told.candidate()).value()).isZero();
            assertThat(accuracy(told.candidate()))
                    .as("it has learnt the others")
                    .isGreaterThan(0.75);
        }
    }

    /** Labelled, and never a 3: the next digit that is none stands in for it. */
    private static ProductionRecord record(long index, Instant eventTime) {
        var digit = LongStream.iterate(index, next -> next + STRIDE)
                .mapToObj(DIGITS::digit)
                .filter(drawn -> drawn.label() != UNSEEN)
                .findFirst()
                .orElseThrow();
        return new ProductionRecord(
                "digit-" + index,
                Tensor.ofBytes(Shape.of(1, Digit.SIDE, Digit.SIDE), digit.pixels()),
                Optional.of(new OfClass(digit.label())),
                eventTime);
    }

    private static EvaluationReport newest(List<EvaluationReport> reports, String student) {
        return reports.stream()
                .filter(report -> report.candidate().name().equals(student))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private static Measured recall(Score score) {
        assertThat(score.breakdown().by()).isEqualTo(Breakdown.BY_CLASS);
        return score.breakdown().parts().stream()
                .filter(part -> part.name().equals(Integer.toString(UNSEEN)))
                .map(part -> Objects.requireNonNull(part.metrics().get("recall")))
                .findFirst()
                .orElseThrow();
    }

    private static double accuracy(Score score) {
        return score.metric("accuracy").orElseThrow().value();
    }
}
