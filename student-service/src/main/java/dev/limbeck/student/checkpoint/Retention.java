package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which of a student's checkpoints stay: the newest, those that are kept anyway, and for a while those that somebody has
 * not answered yet.
 *
 * @param keep how many of the newest
 * @param isKeptAnyway tells of a checkpoint's id whether it stays however old it is, as the champion does
 * @param isAwaited whether a checkpoint is still to be measured or decided on
 */
public record Retention(int keep, Predicate<String> isKeptAnyway, Predicate<CheckpointId> isAwaited) {
    /** Beyond the newest: an evaluator that has died is not to fill the disk. */
    static final int MOST_AWAITED = 20;

    /** Where nobody measures. */
    public static Retention ofNewest(int keep) {
        return new Retention(keep, id -> false, checkpoint -> false);
    }

    /**
     * What goes.
     *
     * @param givenUp of these, those that are waited for
     */
    record Removal(List<CheckpointFolder> removed, List<CheckpointFolder> givenUp) {}

    /** @param newestFirst all there are */
    Removal of(List<CheckpointFolder> newestFirst) {
        var removed = new ArrayList<CheckpointFolder>();
        var givenUp = new ArrayList<CheckpointFolder>();
        var newer = new ArrayList<CheckpointFolder>();
        int kept = 0;
        int awaited = 0;
        for (var checkpoint : newestFirst) {
            boolean superseded = isSuperseded(checkpoint, newer);
            newer.add(checkpoint);
            if (!superseded && kept < keep) {
                kept++;
            } else if (!isKeptAnyway.test(checkpoint.checkpointId())) {
                boolean waits = !superseded && isAwaited.test(checkpoint.id());
                if (!waits || ++awaited > MOST_AWAITED) {
                    removed.add(checkpoint);
                    if (waits) {
                        givenUp.add(checkpoint);
                    }
                }
            }
        }
        return new Removal(removed, givenUp);
    }

    /** Of the checkpoints without a step of their own two are enough: they must not crowd out the others. */
    private static boolean isSuperseded(CheckpointFolder old, List<CheckpointFolder> newer) {
        var id = old.id();
        return id.isAtStepOfFormer()
                && newer.stream()
                                .map(CheckpointFolder::id)
                                .filter(other -> other.step() == id.step() && other.writer() == id.writer())
                                .count()
                        >= 2;
    }
}
