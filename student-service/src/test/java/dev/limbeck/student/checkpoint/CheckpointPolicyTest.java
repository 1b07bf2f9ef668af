package dev.limbeck.student.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.student.TestTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointPolicyTest {
    private final TestTicker ticker = new TestTicker();
    private final CheckpointPolicy policy =
            new CheckpointPolicy(new CheckpointSpec(3, Duration.ofSeconds(60), Duration.ofSeconds(5), 2), ticker);

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
        ticker.pass(Duration.ofHours(1)); // a wait for the first record is no reason to hurry
        policy.advanced(true);
        ticker.pass(Duration.ofSeconds(56));
        policy.advanced(true);
        ticker.pass(Duration.ofSeconds(3));
        assertThat(policy.isDue()).isFalse();
        ticker.pass(Duration.ofSeconds(1));
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void aCheckpointIsDueWhenTheStreamGoesQuiet() {
        policy.advanced(true);
        ticker.pass(Duration.ofSeconds(5));
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void withoutAStepNothingIsWorthACheckpoint() {
        ticker.pass(Duration.ofHours(1));
        assertThat(policy.isDue()).isFalse();
        policy.advanced(true);
        policy.written();
        ticker.pass(Duration.ofHours(1));
        assertThat(policy.isDue()).isFalse();
    }

    @Test
    void recordsWithoutAStepAreSavedInTimeButAreNoReasonToHurry() {
        policy.advanced(false);
        ticker.pass(Duration.ofSeconds(59));
        policy.advanced(false);
        assertThat(policy.isDue()).isFalse();
        ticker.pass(Duration.ofSeconds(1));
        assertThat(policy.isDue()).isTrue();
        policy.written();
        assertThat(policy.isDue()).isFalse();
    }
}
