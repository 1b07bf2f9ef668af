package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Gathers held-out examples while others measure on them. The first ones of the stream stay; an id is taken once.
 *
 * <p>Snapshots list the labelled test part, then the stream by id: the same examples give the same digest, in
 * whatever order the partitions were read.
 */
public final class HeldOutCollector {
    private final double fraction;
    private final int maxFromStream;
    private final TreeMap<String, DistillationExample> fromStream = new TreeMap<>();
    private List<DistillationExample> testPart = List.of();

    /** @param maxFromStream how many examples of the stream are kept */
    public HeldOutCollector(double fraction, int maxFromStream) {
        this.fraction = fraction;
        this.maxFromStream = maxFromStream;
    }

    /** Takes the example if it is on the held-out side, new, and there is room. */
    public synchronized void offer(DistillationExample example) {
        String id = example.record().recordId();
        if (!isFull() && Split.of(id, fraction) == Split.HELD_OUT) {
            fromStream.putIfAbsent(id, example);
        }
    }

    /** Puts these in the place of the test part there was: a new teacher gives new soft targets. */
    public synchronized void replaceTestPart(List<DistillationExample> examples) {
        testPart = List.copyOf(examples);
    }

    /** Whether the stream has nothing more to give: there is no room, or nothing of it is held out. */
    public synchronized boolean isFull() {
        return fraction == 0 || fromStream.size() >= maxFromStream;
    }

    public synchronized int size() {
        return testPart.size() + fromStream.size();
    }

    public synchronized HeldOutSet snapshot() {
        var examples = new ArrayList<>(testPart);
        examples.addAll(fromStream.values());
        return new HeldOutSet(examples);
    }

    /** How many examples of each origin there are, for a reader. */
    public synchronized String describe() {
        return "%d of the test part and %d of the stream".formatted(testPart.size(), fromStream.size());
    }
}
