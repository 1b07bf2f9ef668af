package dev.limbeck.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.work.Assignments.Action;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private static final Assignment DIGITS = Examples.assignment("digits", 1);
    private static final Assignment NEXT_DIGITS = Examples.assignment("digits", 2);
    private static final Assignment LETTERS = Examples.assignment("letters", 1);

    private final Assignments assignments = new Assignments();
    /** Readings mean nothing by themselves, and may be negative. */
    private Duration now = Duration.ofHours(-1);

    @Test
    void beginsWhatIsWantedOnceAndEndsWhatIsNoLonger() {
        // Given
        assignments.want(List.of(DIGITS, LETTERS));
        // When, then
        assertThat(decided()).containsExactlyInAnyOrder(new Action.Begin(DIGITS), new Action.Begin(LETTERS));
        assertThat(decided()).isEmpty();
        assignments.want(List.of(LETTERS));
        assertThat(decided()).containsExactly(new Action.End(DIGITS.slot()));
        assertThat(decided()).isEmpty();
    }

    @Test
    void theNextGenerationBeginsOnlyWhenTheFormerHasEnded() {
        // Given
        assignments.want(List.of(DIGITS));
        decided();
        // When
        assignments.want(List.of(NEXT_DIGITS));
        // Then
        assertThat(decided()).containsExactly(new Action.End(DIGITS.slot()));
        assertThat(decided()).isEmpty();
        assertThat(assignments.ended(DIGITS.slot(), Duration.ZERO, now)).isZero();
        assertThat(decided()).containsExactly(new Action.Begin(NEXT_DIGITS));
    }

    @Test
    void whatIsWantedAgainBeforeItHasEndedBeginsAnewAfterwards() {
        // Given
        assignments.want(List.of(DIGITS));
        decided();
        assignments.want(List.of());
        decided();
        // When
        assignments.want(List.of(DIGITS));
        // Then
        assertThat(decided()).isEmpty();
        assignments.ended(DIGITS.slot(), Duration.ZERO, now);
        assertThat(decided()).containsExactly(new Action.Begin(DIGITS));
    }

    @Test
    void whatFailsRestsTwiceAsLongEachTimeUpToAMost() {
        // Given
        assignments.want(List.of(DIGITS));
        decided();
        int failures = 0;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            // When
            assertThat(assignments.ended(DIGITS.slot(), Duration.ZERO, now)).isEqualTo(++failures);
            // Then
            assertThat(assignments.nextBeginning()).contains(now.plusSeconds(seconds));
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(decided()).isEmpty();
            pass(Duration.ofMillis(1));
            assertThat(decided()).containsExactly(new Action.Begin(DIGITS));
        }
    }

    @Test
    void aFailureAfterAGoodWhileCountsAsTheFirst() {
        // Given
        assignments.want(List.of(DIGITS));
        decided();
        assignments.ended(DIGITS.slot(), Duration.ZERO, now);
        pass(Duration.ofSeconds(1));
        decided();
        // When
        pass(Assignments.GOOD_LIFE);
        assignments.ended(DIGITS.slot(), Duration.ZERO, now);
        // Then
        assertThat(assignments.nextBeginning()).contains(now.plus(Assignments.SHORTEST_REST));
    }

    @Test
    void aFailureMayAskForALongerRest() {
        // Given
        assignments.want(List.of(DIGITS));
        decided();
        // When
        assignments.ended(DIGITS.slot(), Duration.ofSeconds(10), now);
        // Then
        assertThat(assignments.nextBeginning()).contains(now.plusSeconds(10));
    }

    @Test
    void whatIsGivenUpBeginsOnlyWhenSomethingElseIsWantedOrItIsWantedAnew() {
        // Given
        assignments.want(List.of(DIGITS, LETTERS));
        decided();
        for (var slot : List.of(DIGITS.slot(), LETTERS.slot())) {
            assignments.ended(slot, Duration.ZERO, now);
            assignments.giveUp(slot);
        }
        // When, then
        pass(Duration.ofDays(1));
        assertThat(decided()).isEmpty();
        assertThat(assignments.nextBeginning()).isEmpty();
        assignments.want(List.of(NEXT_DIGITS));
        assertThat(decided())
                .containsExactlyInAnyOrder(new Action.Begin(NEXT_DIGITS), new Action.Forget(LETTERS.slot()));
        assignments.want(List.of(NEXT_DIGITS, LETTERS));
        assertThat(decided()).containsExactly(new Action.Begin(LETTERS));
    }

    @Test
    void whatFailedAndIsNoLongerWantedIsForgottenAndOtherWorkNeedNotWaitForIt() {
        // Given
        assignments.want(List.of(DIGITS, LETTERS));
        decided();
        assignments.ended(DIGITS.slot(), Duration.ZERO, now);
        assignments.ended(LETTERS.slot(), Duration.ZERO, now);
        // When
        assignments.want(List.of(NEXT_DIGITS));
        // Then
        assertThat(decided())
                .containsExactlyInAnyOrder(new Action.Begin(NEXT_DIGITS), new Action.Forget(LETTERS.slot()));
        assertThat(decided()).isEmpty();
        assertThat(assignments.nextBeginning()).isEmpty();
    }

    private List<Action> decided() {
        return assignments.decide(now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
