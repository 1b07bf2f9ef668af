package dev.limbeck.teacher.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.network.StepOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeacherTrainingTest {
    /** 40 examples in batches of 16: two full ones an epoch. */
    private static final int STEPS_PER_EPOCH = 2;

    private final List<Integer> epochsTold = new ArrayList<>();
    private final LabelledSet training = Examples.images(40, 1);
    /** Of class 0 only, so that a higher logit of class 0 is a lower loss. */
    private final LabelledSet validation = Examples.images(20, 2).subset(new int[] {0, 2, 4, 6});

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    @Test
    void stopsWhenValidationNoLongerImproves() throws Exception {
        // Given
        var trainee = new ScriptedTrainee(STEPS_PER_EPOCH, 1, 2, 0, 1, 5, 5);
        // When
        var trained = training(6, 2).train(trainee, training, validation);
        // Then
        assertThat(trainee.epochs()).isEqualTo(4);
        assertThat(trained.epoch()).isEqualTo(2);
        assertThat(epochsTold).containsExactly(1, 2, 3, 4);
    }

    @Test
    void keepsTheStateOfTheBestEpoch() throws Exception {
        // Given
        var trainee = new ScriptedTrainee(STEPS_PER_EPOCH, 1, 3, 2);
        // When
        var trained = training(3, 5).train(trainee, training, validation);
        // Then
        assertThat(trainee.epochs()).isEqualTo(3);
        assertThat(ScriptedTrainee.stepsIn(trained.state())).isEqualTo(2 * STEPS_PER_EPOCH);
        assertThat(trained.validation().accuracy()).isEqualTo(1);
    }

    @Test
    void repeatsItselfExactly() throws Exception {
        // Given
        var first = new ScriptedTrainee(STEPS_PER_EPOCH, 1, 2, 3);
        var second = new ScriptedTrainee(STEPS_PER_EPOCH, 1, 2, 3);
        // When
        training(3, 1).train(first, training, validation);
        training(3, 1).train(second, training, validation);
        // Then
        assertThat(second.batches).isEqualTo(first.batches);
        assertThat(second.seeds).isEqualTo(first.seeds);
        assertThat(new HashSet<>(first.seeds)).hasSameSizeAs(first.seeds);
        assertThat(first.batches.get(0)).isNotEqualTo(first.batches.get(STEPS_PER_EPOCH));
    }

    @Test
    void learnsFromHardLabelsOnly() throws Exception {
        // Given
        var trainee = new ScriptedTrainee(STEPS_PER_EPOCH, 1);
        // When
        training(1, 1).train(trainee, training, validation);
        // Then
        assertThat(trainee.batches)
                .allSatisfy(batch -> assertThat(batch.teacherLogits()).isEmpty())
                .allSatisfy(batch -> assertThat(batch.hardLabels()).allMatch(label -> label.isPresent()));
    }

    @Test
    void lowersTheLearningRateTowardsTheEnd() throws Exception {
        // Given
        var trainee = new ScriptedTrainee(STEPS_PER_EPOCH, 1, 2, 3, 4);
        // When
        training(4, 4).train(trainee, training, validation);
        // Then
        var rates = trainee.learningRates;
        assertThat(rates.get(0)).isEqualTo(0.01);
        assertThat(rates.get(rates.size() - 1)).isLessThan(0.001);
    }

    @Test
    void failsWhenNoEpochIsFinite() {
        var trainee = new ScriptedTrainee(STEPS_PER_EPOCH, Float.NaN, Float.NaN);
        assertThatThrownBy(() -> training(2, 2).train(trainee, training, validation))
                .isInstanceOf(NoTeacherException.class)
                .hasMessageContaining("diverged");
    }

    @Test
    void stopsBetweenTwoStepsWhenAsked() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> training(1, 1).train(new ScriptedTrainee(2, 1), training, validation))
                .isInstanceOf(InterruptedException.class);
    }

    private TeacherTraining training(int epochs, int patience) {
        var declared = Examples.training();
        var settings = new TeacherSpec.Train(
                declared.dataset(), epochs, 16, declared.optimizer(), 0.1, patience, declared.seed());
        return new TeacherTraining(Examples.input().task(), settings, new TrainingListener() {
            @Override
            public void waiting() {}

            @Override
            public void training() {}

            @Override
            public void stepped(long step, long plannedSteps, StepOutcome outcome) {
                assertThat(step).isLessThanOrEqualTo(plannedSteps);
            }

            @Override
            public void epochEnded(int epoch, int plannedEpochs, double loss, double accuracy) {
                epochsTold.add(epoch);
            }
        });
    }
}
