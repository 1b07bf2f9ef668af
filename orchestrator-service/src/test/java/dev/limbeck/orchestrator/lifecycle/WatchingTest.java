package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import org.junit.jupiter.api.Test;

class WatchingTest {
    private static final DistillationRun RUN = Examples.run("digits");
    private static final PairedCounts PREVIOUS_IS_BETTER = new PairedCounts(280, 20, 60, 140);
    /** 40 of 70: p = 0.14. */
    private static final PairedCounts PREVIOUS_IS_NO_BETTER = new PairedCounts(280, 30, 40, 150);

    @Test
    void aChampionThatFellGivesWayToTheOneBeforeThatDoesBetter() {
        // Given
        var run = distilling(RUN);
        var first = run.promote("small", 100, 0.9);
        run.promote("small", 200, 0.95);
        // When
        run.championFalls(PREVIOUS_IS_BETTER);
        // Then
        assertThat(run.newest(RunOrder.PointChampion.class).champion().checkpointDigest())
                .isEqualTo(first.digest());
        assertThat(run.history()).anyMatch(line -> line.note()
                .equals("The champion fell: it agrees with the teacher on 60.00 % of 500 examples, and promised"
                        + " 95.00 % (p = 1.00e-09). The one before does better on the same examples."));
        // When
        run.moveChampion();
        // Then
        assertThat(run.state().champion()).contains(first.digest());
    }

    @Test
    void whereTheOneBeforeDoesNoBetterItIsTheStreamThatChanged() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        var second = run.promote("small", 200, 0.95);
        // When
        run.championFalls(PREVIOUS_IS_NO_BETTER);
        // Then
        assertThat(run.state().champion()).contains(second.digest());
        assertThat(run.pending()).isEmpty();
        assertThat(run.lastLine().note()).endsWith("(p = 0.141), so it is the stream that has changed.");
        // When
        int lines = run.history().size();
        run.championFalls(PREVIOUS_IS_NO_BETTER);
        // Then
        assertThat(run.history()).hasSize(lines);
    }

    @Test
    void whoeverCameBackStaysUntilAnotherIsPromoted() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.8);
        var second = run.promote("small", 200, 0.85);
        var third = run.promote("small", 300, 0.9);
        run.championFalls(PREVIOUS_IS_BETTER).moveChampion();
        assertThat(run.state().champion()).contains(second.digest());
        // When
        run.championFalls(PREVIOUS_IS_BETTER);
        // Then
        assertThat(run.pending()).isEmpty();
        assertThat(run.lastLine().note()).endsWith("it came back by a rollback, and no student was promoted since.");
        // When
        run.promote("small", 400, 0.95);
        run.championFalls(PREVIOUS_IS_BETTER);
        // Then: the third has fallen before
        assertThat(run.newest(RunOrder.PointChampion.class).champion().checkpointDigest())
                .isEqualTo(second.digest())
                .isNotEqualTo(third.digest());
    }

    @Test
    void aFallOfWhoIsNotChampionAnyMoreChangesNothing() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        run.promote("small", 200, 0.95);
        run.championFalls(PREVIOUS_IS_BETTER);
        var before = run.state();
        // When: the link is on its way
        run.championFalls(PREVIOUS_IS_BETTER);
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void withoutOneBeforeOrWithoutComparisonItStays() {
        // Given
        var alone = distilling(RUN);
        alone.promote("small", 100, 0.9);
        // When
        alone.championFalls(null);
        // Then
        assertThat(alone.lastLine().note()).endsWith("It stays: there is none before it to go back to.");
        // Given
        var unseen = distilling(RUN);
        unseen.promote("small", 100, 0.9);
        unseen.promote("small", 200, 0.95);
        // When
        unseen.championFalls(null);
        // Then
        assertThat(unseen.lastLine().note()).endsWith("It stays: the one before was not seen on the same examples.");
    }

    @Test
    void whereOnlyALineIsAskedForItStays() {
        // Given
        var run = distilling(Examples.with(RUN, "watch: {\"champion\": {\"action\": \"notify\"}}"));
        run.promote("small", 100, 0.9);
        run.promote("small", 200, 0.95);
        // When
        run.championFalls(PREVIOUS_IS_BETTER);
        // Then
        assertThat(run.pending()).isEmpty();
        assertThat(run.lastLine().note()).endsWith("It stays: only a line of history is asked for.");
    }
}
