package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunCommand.Hold;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinningTest {
    private static final DistillationRun RUN = Examples.run("digits");
    private static final DistillationRun MANUAL = Examples.declared("digits", "v1", "0.9", "manual", "{}");
    private static final Hold TWO_HOURS = new Hold(Optional.of(Duration.ofHours(2)));

    @Test
    void aRollbackIsNotUndoneByTheNextPromotion() {
        // Given
        var run = distilling(RUN);
        var first = run.promote("small", 100, 0.9);
        run.promote("small", 200, 0.95);
        // When
        run.rollBack(first, Optional.of(Hold.UNTIL_LIFTED)).moveChampion();
        var later = run.announce("small", 300);
        run.measure(0.97);
        // Then
        assertThat(run.state().champion()).contains(first.digest());
        assertThat(run.history()).anyMatch(line -> line.note()
                .endsWith(", and no other is promoted until it is unpinned: it misreads sevens"));
        assertThat(run.state().candidate(later.digest()).orElseThrow())
                .returns(Candidate.Phase.REJECTED, Candidate::phase)
                .returns(0.97, candidate -> candidate.metrics().get("accuracy"))
                .returns(
                        Optional.of(
                                "It is held: The champion is pinned, and no other is promoted until it is unpinned."),
                        Candidate::reason);
    }

    @Test
    void whatIsHeldSpendsNothingAndAfterwardsTheNextOneDecides() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        run.pin(null, Hold.UNTIL_LIFTED);
        run.announce("small", 200);
        run.measure(0.97);
        // When
        run.unpin();
        // Then
        assertThat(run.state().pin()).isEmpty();
        assertThat(run.state().comparisons()).isZero();
        assertThat(run.pending()).isEmpty();
        // When
        var next = run.promote("small", 300, 0.96);
        // Then
        assertThat(run.state().champion()).contains(next.digest());
        assertThat(run.state().comparisons()).isEqualTo(1);
    }

    @Test
    void aPinIsOverWhenItsTimeIs() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        run.pin(null, TWO_HOURS);
        var pin = run.state().pin().orElseThrow();
        assertThat(pin.until()).contains(run.now().plus(Duration.ofHours(2)));
        assertThat(run.lastLine().note())
                .isEqualTo(
                        "The champion stays step-100 of small, and no other is promoted until %s or it is unpinned: it serves well"
                                .formatted(pin.until().get()));
        // When
        run.event(due(run, pin));
        // Then
        assertThat(run.state().pin()).isEmpty();
        assertThat(run.lastLine().note()).startsWith("The time that the champion was pinned for is over");
    }

    @Test
    void aPinThatIsSetAgainOutlastsTheOneBefore() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        run.pin(null, TWO_HOURS);
        var before = run.state().pin().orElseThrow();
        // When
        run.pin(null, Hold.UNTIL_LIFTED).event(due(run, before));
        // Then
        assertThat(run.state().pin().orElseThrow().until()).isEmpty();
        assertThat(Deadlines.in(run.state())).isEmpty();
    }

    @Test
    void anEarlierChampionComesBackAndStays() {
        // Given
        var run = distilling(RUN);
        var first = run.promote("small", 100, 0.9);
        run.promote("small", 200, 0.95);
        // When
        run.pin(first, Hold.UNTIL_LIFTED).moveChampion();
        // Then
        assertThat(run.state().champion()).contains(first.digest());
        assertThat(run.state().pin()).isPresent();
    }

    @Test
    void aPinnedChampionThatFallsStays() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        var second = run.promote("small", 200, 0.95);
        run.pin(null, Hold.UNTIL_LIFTED);
        // When
        run.championFalls(new PairedCounts(280, 20, 60, 140));
        // Then
        assertThat(run.state().champion()).contains(second.digest());
        assertThat(run.pending()).isEmpty();
        assertThat(run.lastLine().note()).endsWith("It stays: it is pinned.");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        // Given
        var run = distilling(MANUAL);
        assertThat(run.pin(null, Hold.UNTIL_LIFTED).lastLine().note()).isEqualTo("Refused: There is no champion.");
        assertThat(run.unpin().lastLine().note()).isEqualTo("Refused: The champion is not pinned.");
        var first = run.announce("small", 100);
        run.measure(0.9).approve(first);
        assertThat(run.pin(null, Hold.UNTIL_LIFTED).lastLine().note())
                .isEqualTo("Refused: The champion is being moved; it can be pinned when that is done.");
        run.moveChampion();
        var second = run.announce("small", 200);
        run.measure(0.95);
        assertThat(run.pin(second, Hold.UNTIL_LIFTED).lastLine().note())
                .isEqualTo("Refused: No champion has digest small-g1-200.");
        // When
        run.pin(null, Hold.UNTIL_LIFTED).approve(second);
        // Then
        assertThat(run.lastLine().note())
                .isEqualTo("Refused: The champion is pinned, and no other is promoted until it is unpinned.");
        assertThat(run.cancel().pin(null, Hold.UNTIL_LIFTED).lastLine().note()).contains("The run has ended");
    }

    @Test
    void whatHasEndedIsRolledBackAndNotPinned() {
        // Given
        var run = distilling(RUN);
        var first = run.promote("small", 100, 0.9);
        run.promote("small", 200, 0.95);
        run.cancel();
        // When
        run.rollBack(first, Optional.of(Hold.UNTIL_LIFTED));
        // Then
        assertThat(run.newest(RunOrder.PointChampion.class).champion().checkpointDigest())
                .isEqualTo(first.digest());
        assertThat(run.state().pin()).isEmpty();
    }

    private static RunEvent due(RunUnderTest run, Pin pin) {
        return new RunEvent.TimerFired(run.name(), OrderIds.pin(run.name(), pin), 1, run.now());
    }
}
