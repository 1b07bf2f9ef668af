package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.split.Split;
import java.time.Instant;
import java.util.List;

/**
 * Gathers held-out examples while others measure on them. Which of the stream's stay is declared; none of them is ever
 * one that a student trains on.
 *
 * <p>A held-out set lists the labelled test part, then the stream by id: the same examples give the same digest, in
 * whatever order the partitions were read.
 */
public final class HeldOutCollector {
    private final EvaluationSpec.HeldOut declared;
    private final StreamExamples fromStream;
    private List<DistillationExample> testPart = List.of();
    private boolean hasCaughtUp;
    private Instant readThrough = Instant.MIN;
    private long taken;

    public HeldOutCollector(EvaluationSpec.HeldOut declared) {
        this.declared = declared;
        this.fromStream = new StreamExamples(declared.keep(), declared.maxExamples());
    }

    /**
     * Takes the example if it is on the held-out side, and is to be kept rather than another.
     *
     * @param labelledAt when the teacher wrote it
     */
    public synchronized void offer(DistillationExample example, Instant labelledAt) {
        boolean isHeldOut = Split.of(example.record().recordId(), declared.fraction()) == Split.HELD_OUT;
        if (isHeldOut && fromStream.offer(example, labelledAt)) {
            taken++;
        }
    }

    /** Of every partition all was offered that the teacher wrote before this time. */
    public synchronized void readThrough(Instant time) {
        readThrough = time;
    }

    /** All that the stream had when reading began was offered. */
    public synchronized void caughtUp() {
        hasCaughtUp = true;
    }

    /** Puts these in the place of the test part there was: a new teacher gives new soft targets. */
    public synchronized void replaceTestPart(List<DistillationExample> examples) {
        testPart = List.copyOf(examples);
    }

    /** Whether the stream has nothing more to give: the first are all there, or nothing of it is held out. */
    public synchronized boolean isFull() {
        return declared.fraction() == 0 || (declared.keep() == Keep.FIRST && fromStream.isFullBefore(readThrough));
    }

    /**
     * Whether what there is may be measured on. As long as old examples are read again, they are not the newest; and
     * where hard labels decide, examples without one say nothing.
     *
     * @param metric that is decided by
     */
    synchronized boolean isMeasurable(Metric metric) {
        boolean isAsDeclared = declared.keep() == Keep.FIRST || declared.fraction() == 0 || hasCaughtUp;
        return isAsDeclared && areEnough(deciding(metric));
    }

    boolean areEnough(int deciding) {
        return deciding >= declared.minExamples();
    }

    private int deciding(Metric metric) {
        return Reference.of(metric, labelled()).judges(size(), labelled());
    }

    private int labelled() {
        return testPart.size() + fromStream.labelled();
    }

    /** Examples of the stream that were ever taken, those included that gave way to others. */
    synchronized long taken() {
        return taken;
    }

    public synchronized int size() {
        return testPart.size() + fromStream.size();
    }

    public synchronized HeldOutSet snapshot() {
        return new HeldOutSet(testPart, fromStream.byId());
    }

    /**
     * What there is and what is missing, for a reader.
     *
     * @param metric that is decided by
     */
    public synchronized String describe(Metric metric) {
        int deciding = deciding(metric);
        String counts = "there are %d of the test part and %d of the stream held-out examples%s"
                .formatted(
                        testPart.size(),
                        fromStream.size(),
                        deciding == size() ? "" : ", of which %d have the hard label that decides".formatted(deciding));
        return !areEnough(deciding)
                ? counts + ", spec.evaluation.heldOut.minExamples is " + declared.minExamples()
                : counts + ", and newer ones are still read";
    }
}
