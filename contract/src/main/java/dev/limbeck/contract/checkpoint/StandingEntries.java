package dev.limbeck.contract.checkpoint;

import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.GapFound;
import dev.limbeck.contract.checkpoint.StepLogEntry.Halted;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.RolledBack;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.checkpoint.StepLogEntry.WriterOpened;
import dev.limbeck.contract.kind.Kinds;
import java.util.ArrayList;
import java.util.List;

/** Which entries of a step log stand, and which were made void by later ones. */
final class StandingEntries {
    private static final long NO_BATCH = 0;
    private static final long NONE_VOID = Long.MAX_VALUE;

    /** Number of the mini-batch that an entry is about. */
    private static final Kinds<StepLogEntry, Long> BATCH = Kinds.<StepLogEntry, Long>of(StepLogEntry.class)
            .when(BatchComposed.class, BatchComposed::batch)
            .when(RangesSkipped.class, RangesSkipped::batch)
            .when(RolledBack.class, RolledBack::afterBatch)
            .when(TopicTaken.class, TopicTaken::afterBatch)
            .when(WriterOpened.class, opened -> NO_BATCH)
            .when(GapFound.class, gap -> NO_BATCH)
            .when(Halted.class, halted -> NO_BATCH)
            .all();

    /** Number of the first mini-batch that an entry makes void. */
    private static final Kinds<StepLogEntry, Long> VOID_FROM = Kinds.<StepLogEntry, Long>of(StepLogEntry.class)
            .when(RangesSkipped.class, RangesSkipped::batch)
            .when(TopicTaken.class, taken -> taken.afterBatch() + 1)
            .when(BatchComposed.class, composed -> NONE_VOID)
            .when(RolledBack.class, back -> NONE_VOID)
            .when(WriterOpened.class, opened -> NONE_VOID)
            .when(GapFound.class, gap -> NONE_VOID)
            .when(Halted.class, halted -> NONE_VOID)
            .all();

    private StandingEntries() {}

    static List<StepLogEntry> of(List<StepLogEntry> entries) {
        var standing = new ArrayList<StepLogEntry>();
        for (StepLogEntry entry : entries) {
            long voidFrom = VOID_FROM.of(entry);
            if (voidFrom != NONE_VOID) {
                standing.removeIf(earlier -> BATCH.of(earlier) >= voidFrom);
            }
            standing.add(entry);
        }
        return standing;
    }
}
