package dev.limbeck.student.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.student.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointPolicyTest {
    private final TestClock clock = new TestClock();
    private final CheckpointPolicy policy =
            new CheckpointPolicy(new CheckpointSpec(3, Duration.ofSeconds(60), Duration.ofSeconds(5), 2), clock);

    @Test
    void aCheckpointIsDueAfterSoManySteps() {
        policy.advanced(true);
        policy.advanced(true);
        assertThat(policy.isDue()).isFalse();
        policy.advanced(true);
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void aCheckpointIsDueSoLongAfterTheFirstStepItWouldSave() {
        clock.pass(Duration.ofHours(1)); // a wait for the first record is no reason to hurry
        policy.advanced(true);
        clock.pass(Duration.ofSeconds(56));
        policy.advanced(true);
        clock.pass(Duration.ofSeconds(3));
        assertThat(policy.isDue()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void aCheckpointIsDueWhenTheStreamGoesQuiet() {
        policy.advanced(true);
        clock.pass(Duration.ofSeconds(5));
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void withoutAStepNothingIsWorthACheckpoint() {
        clock.pass(Duration.ofHours(1));
        assertThat(policy.isDue()).isFalse();
        policy.advanced(true);
        policy.written();
        clock.pass(Duration.ofHours(1));
        assertThat(policy.isDue()).isFalse();
    }

    @Test
    void recordsWithoutAStepAreSavedInTimeButAreNoReasonToHurry() {
        policy.advanced(false);
        clock.pass(Duration.ofSeconds(59));
        policy.advanced(false);
        assertThat(policy.isDue()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(policy.isDue()).isTrue();
        policy.written();
        assertThat(policy.isDue()).isFalse();
    }
}
