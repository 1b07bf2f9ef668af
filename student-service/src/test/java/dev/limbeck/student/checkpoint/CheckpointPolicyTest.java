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
        policy.stepped();
        policy.stepped();
        assertThat(policy.isDue()).isFalse();
        policy.stepped();
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void aCheckpointIsDueSoLongAfterTheFirstStepItWouldSave() {
        clock.pass(Duration.ofHours(1)); // a wait for the first record is no reason to hurry
        policy.stepped();
        clock.pass(Duration.ofSeconds(56));
        policy.stepped();
        clock.pass(Duration.ofSeconds(3));
        assertThat(policy.isDue()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void aCheckpointIsDueWhenTheStreamGoesQuiet() {
        policy.stepped();
        clock.pass(Duration.ofSeconds(5));
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void withoutAStepNothingIsWorthACheckpoint() {
        clock.pass(Duration.ofHours(1));
        assertThat(policy.isDue()).isFalse();
        policy.stepped();
        policy.written();
        clock.pass(Duration.ofHours(1));
        assertThat(policy.isDue()).isFalse();
    }
}
