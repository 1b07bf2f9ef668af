package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.record.DistillationExample;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The first ones stay: every candidate of a generation is measured on the same. */
final class FirstExamples implements StreamExamples {
    private final int most;
    private final TreeMap<String, DistillationExample> byId = new TreeMap<>();

    FirstExamples(int most) {
        this.most = most;
    }

    @Override
    public boolean offer(DistillationExample example, Instant labelledAt) {
        return !isComplete() && byId.putIfAbsent(example.record().recordId(), example) == null;
    }

    @Override
    public boolean isComplete() {
        return byId.size() >= most;
    }

    @Override
    public int size() {
        return byId.size();
    }

    @Override
    public Collection<DistillationExample> inOrder() {
        return List.copyOf(byId.values());
    }
}
