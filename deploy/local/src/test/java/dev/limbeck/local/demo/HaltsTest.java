package dev.limbeck.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.local.Examples;
import dev.limbeck.local.demo.Halts.Halt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HaltsTest {
    private static final long CHANGE = 16_000;
    private static final long BEFORE = 12_000;
    private static final List<Champion> NOBODY = List.of();
    private static final List<Champion> SOMEBODY = List.of(Examples.champion("step-2", "aa"));

    private final Halts halts = new Halts(CHANGE);

    @Test
    void theStreamWaitsForAChampionAndThenForTheWatchToHaveSeenIt() {
        assertThat(halts.inOrder()).extracting(Halt::at).containsExactly(BEFORE, CHANGE);
        // When
        halts.look(busy(BEFORE, NOBODY), false, 0);
        // Then
        assertThat(halts.inOrder()).noneMatch(halt -> halt.until().isDone());
        // When
        halts.look(busy(BEFORE, SOMEBODY), false, 0);
        // Then
        assertThat(halts.promoted()).isDone();
        assertThat(halts.watched()).isNotDone();
        // When
        halts.look(busy(CHANGE, SOMEBODY), true, 0);
        // Then
        assertThat(halts.areOver()).isTrue();
    }

    @Test
    void whatNothingMoreWillComeOfIsNotWaitedFor() {
        // When
        halts.look(idle(BEFORE - 1), false, 0);
        // Then
        assertThat(halts.promoted()).isNotDone();
        // When
        halts.look(idle(BEFORE), false, 0);
        // Then
        assertThat(halts.promoted()).isDone();
        assertThat(halts.watched()).isNotDone();
        // When
        halts.look(idle(CHANGE), false, 0);
        // Then
        assertThat(halts.watched()).isDone();
    }

    /** Nobody has said that all is learnt. */
    private static DemoState busy(long produced, List<Champion> champions) {
        return new DemoState(
                45_000, produced, Examples.state(RunPhase.DISTILLING, List.of(), champions), List.of(), List.of());
    }

    private static DemoState idle(long produced) {
        var all = new Ledger(produced, 0, 0, Map.of());
        List<PartStatus> parts = List.of(
                Examples.teacher(0),
                Examples.student("small-cnn", "step-2", 0, all),
                Examples.student("control", "step-1", 0, all));
        var rejected = List.of(
                Examples.candidate("small-cnn", "step-2", "aa", Candidate.Phase.REJECTED),
                Examples.candidate("control", "step-1", "bb", Candidate.Phase.REJECTED));
        return new DemoState(
                45_000,
                produced,
                Examples.state(RunPhase.DISTILLING, rejected, NOBODY),
                parts,
                List.of(
                        Examples.report("small-cnn", "step-2", Examples.NOW),
                        Examples.report("control", "step-1", Examples.NOW)));
    }
}
