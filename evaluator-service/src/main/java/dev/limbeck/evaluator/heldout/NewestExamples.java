package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.record.DistillationExample;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The newest ones stay: what is measured follows the stream. Newest is by the time at which the teacher wrote an
 * example, then by id, so the same examples remain in whatever order they are offered, and offering them again changes
 * nothing.
 */
final class NewestExamples implements StreamExamples {
    private static final Comparator<Kept> BY_AGE =
            Comparator.comparing(Kept::labelledAt).thenComparing(Kept::id);

    private final int most;
    private final TreeMap<String, Kept> byId = new TreeMap<>();
    private final TreeSet<Kept> byAge = new TreeSet<>(BY_AGE);

    private record Kept(Instant labelledAt, DistillationExample example) {
        String id() {
            return example.record().recordId();
        }
    }

    NewestExamples(int most) {
        this.most = most;
    }

    @Override
    public boolean offer(DistillationExample example, Instant labelledAt) {
        var offered = new Kept(labelledAt, example);
        var known = byId.get(offered.id());
        boolean isTooOld = known == null
                ? byId.size() >= most && BY_AGE.compare(offered, byAge.first()) < 0
                : !labelledAt.isAfter(known.labelledAt());
        if (isTooOld) {
            return false;
        }
        if (known != null) {
            byAge.remove(known);
        }
        byId.put(offered.id(), offered);
        byAge.add(offered);
        if (byAge.size() > most) {
            byId.remove(byAge.pollFirst().id());
        }
        return true;
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public int size() {
        return byId.size();
    }

    @Override
    public Collection<DistillationExample> inOrder() {
        return List.copyOf(byId.values().stream().map(Kept::example).toList());
    }
}
