package dev.limbeck.student.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.Disposition;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.replay.ReplayBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student without topics: what it learns from and what it keeps. */
class StudentTest {
    private static final int BATCH = 16;
    private static final ReplaySpec REPLAY = new ReplaySpec(20, 0.5);

    @TempDir
    Path folder;

    @Test
    void earlierExamplesAreLearntFromAndNotCountedAsOffered() throws Exception {
        try (var student = student(REPLAY, ObjectiveSpec.DEFAULT)) {
            assertThat(student.apply(batch(1), Adjustment.NONE).replayed()).isZero();
            assertThat(student.apply(batch(2), Adjustment.NONE).replayed()).isEqualTo(BATCH);
            assertThat(student.state().position().ledger()).isEqualTo(new Ledger(2 * BATCH, 0, 0, Map.of()));
        }
    }

    @Test
    void theSameMiniBatchesGiveTheSameStateWhetherSavedInBetweenOrNot() throws Exception {
        try (var undisturbed = student(REPLAY, ObjectiveSpec.DEFAULT);
                var resumed = student(REPLAY, ObjectiveSpec.DEFAULT)) {
            // Given
            train(undisturbed, 1, 5);
            var saved = undisturbed.snapshot(new SeenRecords(0));
            undisturbed.descendFrom("step-0000000005-w0001");
            train(resumed, 50, 3); // it has been somewhere else before
            // When
            resumed.resume(rename(saved));
            train(undisturbed, 6, 5);
            train(resumed, 6, 5);
            // Then
            var expected = undisturbed.weightsNow();
            var found = resumed.weightsNow();
            assertThat(found.network()).isEqualTo(expected.network());
            assertThat(found.replay()).isEqualTo(expected.replay());
            assertThat(found.state().trainingLoss())
                    .isEqualTo(expected.state().trainingLoss())
                    .isPresent();
        }
    }

    @Test
    void anEarlierExampleThatIsFiniteNoMoreIsDroppedAndIsNoDeadLetter() throws Exception {
        try (var student = student(new ReplaySpec(20, 0.9), ObjectiveSpec.DEFAULT)) {
            // Given
            keeping(student, List.of(floating(1), huge("poison"), floating(2)));
            // When
            var applied = student.apply(batchOf(List.of(floating(3), floating(4), huge("fresh"))), Adjustment.NONE);
            // Then
            assertThat(applied.replayed()).isEqualTo(2);
            assertThat(applied.batch().refused()).hasSize(1);
            assertThat(student.state().position().ledger()).isEqualTo(new Ledger(2, 0, 1, Map.of()));
            assertThat(student.weightsNow().replay().examples())
                    .extracting(example -> example.record().recordId())
                    .containsExactlyInAnyOrder("record-1", "record-2", "record-3", "record-4");
        }
    }

    /** Then it may be the weights that are at fault. */
    @Test
    void nothingIsDroppedWhereNoExampleOfTheStreamIsFinite() throws Exception {
        try (var student = student(new ReplaySpec(20, 0.9), ObjectiveSpec.DEFAULT)) {
            // Given
            keeping(student, List.of(floating(1), huge("poison")));
            var batch = batchOf(List.of(huge("a"), huge("b")));
            // When
            var applied = student.apply(batch, Adjustment.NONE);
            // Then
            assertThat(applied.isHopeless(batch)).isTrue();
            assertThat(applied.outcome()).isEmpty();
            assertThat(student.weightsNow().replay().examples()).hasSize(2);
        }
    }

    @Test
    void aRollBackTakesWhatIsKeptBackToo() throws Exception {
        try (var student = student(REPLAY, ObjectiveSpec.DEFAULT)) {
            // Given
            train(student, 1, 3);
            var earlier = student.weightsNow();
            train(student, 4, 3);
            assertThat(student.weightsNow().replay()).isNotEqualTo(earlier.replay());
            // When
            student.rollBackTo(earlier);
            // Then
            assertThat(student.weightsNow().replay()).isEqualTo(earlier.replay());
            assertThat(student.weightsNow().network()).isEqualTo(earlier.network());
        }
    }

    @Test
    void theControlKnowsNoTeacherWhoseWeightCouldBeLowered() throws Exception {
        var lowered = new Adjustment(0.2, 1);
        var objective = new ObjectiveSpec(0, 4);
        try (var control = student(ReplaySpec.NONE, objective);
                var adjusted = student(ReplaySpec.NONE, objective)) {
            control.apply(labelled(1), Adjustment.NONE);
            adjusted.apply(labelled(1), lowered);

            assertThat(adjusted.weightsNow().network())
                    .isEqualTo(control.weightsNow().network());
            assertThat(adjusted.state().adjustment()).isEqualTo(lowered);
        }
    }

    @Test
    void anAdjustmentChangesTheStepItIsGivenForAndNoOther() throws Exception {
        try (var plain = student(ReplaySpec.NONE, ObjectiveSpec.DEFAULT);
                var faster = student(ReplaySpec.NONE, ObjectiveSpec.DEFAULT);
                var lowered = student(ReplaySpec.NONE, ObjectiveSpec.DEFAULT)) {
            plain.apply(labelled(1), Adjustment.NONE);
            faster.apply(labelled(1), new Adjustment(1, 2));
            lowered.apply(labelled(1), new Adjustment(0.5, 1));

            assertThat(faster.weightsNow().network())
                    .isNotEqualTo(plain.weightsNow().network());
            assertThat(lowered.weightsNow().network())
                    .isNotEqualTo(plain.weightsNow().network());
            faster.apply(labelled(2), Adjustment.NONE);
            assertThat(faster.state().adjustment()).isEqualTo(Adjustment.NONE);
        }
    }

    private static void keeping(Student student, List<DistillationExample> examples) {
        var buffer = new ReplayBuffer(new ReplaySpec(20, 0.5), Examples.INPUT.task(), 1);
        buffer.offer(1, examples);
        var now = student.weightsNow();
        var state =
                now.state().saved(now.state().trainingLoss(), buffer.contents().counts());
        student.resume(new StudentCheckpoint(state, now.network(), buffer.contents(), now.seen()));
    }

    /** As if it had been written by the first writer. */
    private static StudentCheckpoint rename(StudentCheckpoint checkpoint) {
        return new StudentCheckpoint(
                checkpoint.state().from(checkpoint.state().lineage().writtenBy(1)),
                checkpoint.network(),
                checkpoint.replay(),
                checkpoint.seen());
    }

    private static void train(Student student, int from, int batches) {
        for (int number = from; number < from + batches; number++) {
            student.apply(batch(number), Adjustment.NONE);
        }
    }

    private static MiniBatch batch(int number) {
        return batchOf(IntStream.range(0, BATCH)
                .mapToObj(i -> Examples.example((long) number * BATCH + i))
                .toList());
    }

    private static MiniBatch labelled(int number) {
        return batchOf(IntStream.range(0, BATCH)
                .mapToObj(i -> Examples.labelled(Examples.example((long) number * BATCH + i), i % 4))
                .toList());
    }

    private static MiniBatch batchOf(List<DistillationExample> examples) {
        var composition = new MiniBatch.Composition();
        for (int i = 0; i < examples.size(); i++) {
            composition.add(Examples.at(0, i, examples.get(i)), new Disposition.Train(examples.get(i)));
        }
        return composition.close();
    }

    private static DistillationExample floating(int seed) {
        return Examples.floating(seed);
    }

    private static DistillationExample huge(String id) {
        return Examples.huge(id);
    }

    private Student student(ReplaySpec replay, ObjectiveSpec objective) throws Exception {
        var spec = new StudentSpec(
                "small", "builtin:cnn-2", objective, OptimizerSpec.DEFAULT, StudentSpec.LearnsFrom.STREAM, replay, 7);
        Path file = Files.write(
                folder.resolve("network.pt"), BuiltinNetworks.author(spec.network(), Examples.INPUT, spec.seed()));
        var network = new DjlNetworkRuntime(1).openTrainable(file, Examples.INPUT, spec.objective(), spec.optimizer());
        return Student.untrained(Examples.generation("run"), spec, network, "n", 1, Examples.ARITHMETIC);
    }
}
