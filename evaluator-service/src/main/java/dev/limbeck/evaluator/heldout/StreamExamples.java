package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import java.time.Instant;
import java.util.Collection;

/** Which of the stream's held-out examples stay when there are more than there is room for. */
interface StreamExamples {
    /**
     * @param labelledAt when the teacher wrote it
     * @return whether it is kept, and was not before
     */
    boolean offer(DistillationExample example, Instant labelledAt);

    /** Whether nothing that may still come would be kept. */
    boolean isComplete();

    int size();

    /** By id: the same examples come in the same order, however the partitions were read. */
    Collection<DistillationExample> inOrder();

    static StreamExamples of(Keep keep, int most) {
        return switch (keep) {
            case FIRST -> new FirstExamples(most);
            case NEWEST -> new NewestExamples(most);
        };
    }
}
