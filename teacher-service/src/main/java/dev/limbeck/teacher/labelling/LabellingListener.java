package dev.limbeck.teacher.labelling;

import dev.limbeck.contract.record.RejectionReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Told of labelling as it goes: of batches only once they are durable. */
public interface LabellingListener {
    /**
     * The source topic was asked for more.
     *
     * @param lag records that wait to be labelled, on the topic or in this replica
     */
    void polled(long lag);

    /** @param batches of one transaction, in order */
    void labelled(List<BatchReport> batches);

    /**
     * Partitions of the source topic are this replica's to label from now on.
     *
     * @param from first offset to label, per partition
     */
    default void began(SortedMap<Integer, Long> from) {}

    /**
     * Too many records were unusable, and nothing is labelled until somebody has looked.
     *
     * @param reason one sentence
     */
    default void paused(String reason) {}

    /** Labelling goes on after a pause. */
    default void resumed() {}

    /**
     * What became of one batch.
     *
     * @param inference how long the teacher took
     */
    record BatchReport(int labelled, Map<RejectionReason, Integer> deadLettered, Duration inference) {
        public BatchReport {
            deadLettered = Map.copyOf(deadLettered);
        }

        public static BatchReport of(List<Verdict> verdicts, Duration inference) {
            int labelled = 0;
            var deadLettered = new EnumMap<RejectionReason, Integer>(RejectionReason.class);
            for (Verdict verdict : verdicts) {
                if (verdict instanceof Verdict.Unusable unusable) {
                    deadLettered.merge(unusable.rejection().reason(), 1, Integer::sum);
                } else {
                    labelled++;
                }
            }
            return new BatchReport(labelled, deadLettered, inference);
        }

        public int size() {
            return labelled
                    + deadLettered.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** One that is told of beginnings alone. */
    static LabellingListener onBegun(Consumer<SortedMap<Integer, Long>> begun) {
        return new LabellingListener() {
            @Override
            public void polled(long lag) {}

            @Override
            public void labelled(List<BatchReport> batches) {}

            @Override
            public void began(SortedMap<Integer, Long> from) {
                begun.accept(from);
            }
        };
    }

    /** Tells both. */
    default LabellingListener and(LabellingListener other) {
        return new LabellingListener() {
            @Override
            public void polled(long lag) {
                LabellingListener.this.polled(lag);
                other.polled(lag);
            }

            @Override
            public void labelled(List<BatchReport> batches) {
                LabellingListener.this.labelled(batches);
                other.labelled(batches);
            }

            @Override
            public void began(SortedMap<Integer, Long> from) {
                LabellingListener.this.began(from);
                other.began(from);
            }

            @Override
            public void paused(String reason) {
                LabellingListener.this.paused(reason);
                other.paused(reason);
            }

            @Override
            public void resumed() {
                LabellingListener.this.resumed();
                other.resumed();
            }
        };
    }
}
