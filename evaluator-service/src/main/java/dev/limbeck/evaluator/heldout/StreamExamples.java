package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stream's held-out examples that stay when there are more than there is room for. First and newest are by the time
 * at which the teacher wrote an example, then by id: the same examples remain in whatever order they are offered, and
 * offering them again changes nothing.
 */
final class StreamExamples {
    private static final Comparator<Kept> BY_TIME =
            Comparator.comparing(Kept::labelledAt).thenComparing(Kept::id);

    private final Comparator<Kept> order;
    private final int most;
    private final TreeMap<String, Kept> byId = new TreeMap<>();
    private int labelled;
    /** The first to give way comes last. */
    private final TreeSet<Kept> byMerit;

    private record Kept(Instant labelledAt, DistillationExample example) {
        String id() {
            return example.record().recordId();
        }

        int labels() {
            return example.record().hardLabel().isPresent() ? 1 : 0;
        }
    }

    StreamExamples(Keep keep, int most) {
        this.order = switch (keep) {
            case FIRST -> BY_TIME;
            case NEWEST -> BY_TIME.reversed();
        };
        this.most = most;
        this.byMerit = new TreeSet<>(order);
    }

    /** @return whether it is kept, and was not before */
    boolean offer(DistillationExample example, Instant labelledAt) {
        var offered = new Kept(labelledAt, example);
        var rival = rivalOf(offered);
        if (rival != null) {
            if (order.compare(offered, rival) >= 0) {
                return false;
            }
            byMerit.remove(rival);
            byId.remove(rival.id());
            labelled -= rival.labels();
        }
        byMerit.add(offered);
        byId.put(offered.id(), offered);
        labelled += offered.labels();
        return true;
    }

    /** The one whose place it would take: of its own id, or where there is no room, the last. */
    private @Nullable Kept rivalOf(Kept offered) {
        var sameId = byId.get(offered.id());
        return sameId == null && byId.size() >= most ? byMerit.last() : sameId;
    }

    /** Whether there is no room, and all that are kept were written before. */
    boolean isFullBefore(Instant time) {
        return byId.size() >= most && byMerit.last().labelledAt().isBefore(time);
    }

    /** How many of them have a hard label. */
    int labelled() {
        return labelled;
    }

    int size() {
        return byId.size();
    }

    Collection<DistillationExample> byId() {
        return byId.values().stream().map(Kept::example).toList();
    }
}
