package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Answers what is asked of runs, on every replica alike. What was just written may not be seen yet.
 *
 * <p>Every method throws {@link ViewNotReadyException} while the views are not filled.
 */
@Singleton
public class RunViews {
    private final ViewStreams streams;

    RunViews(ViewStreams streams) {
        this.streams = streams;
    }

    /** By name. */
    public List<RunState> runs() {
        return all(StoredTopic.RUNS, Long.MAX_VALUE, () -> streams.store(StoredTopic.RUNS)
                        .all())
                .stream()
                .sorted(Comparator.comparing(RunState::run))
                .toList();
    }

    public Optional<RunState> run(String name) {
        return querying(() -> {
            byte[] stored = streams.store(StoredTopic.RUNS).get(name);
            return stored == null ? Optional.empty() : StoredTopic.RUNS.read(stored);
        });
    }

    /**
     * The lines after a line, oldest first.
     *
     * @param after number of the last line that is known; 0 for the beginning
     */
    public List<RunHistoryEntry> history(String run, long after, int limit) {
        return all(StoredTopic.HISTORY, limit, () -> streams.store(StoredTopic.HISTORY)
                .range(RunHistoryEntry.key(run, after + 1), RunHistoryEntry.key(run, Long.MAX_VALUE)));
    }

    /** The newest, oldest of them first. */
    public List<EvaluationReport> evaluations(String run, int limit) {
        var reports = all(StoredTopic.EVALUATIONS, Long.MAX_VALUE, () -> streams.store(StoredTopic.EVALUATIONS)
                        .prefixScan(run + "/", new StringSerializer()))
                .stream()
                .sorted(Comparator.comparing(EvaluationReport::evaluatedAt))
                .toList();
        return reports.subList(Math.max(0, reports.size() - limit), reports.size());
    }

    private static <T> List<T> all(StoredTopic<T> topic, long limit, Query<KeyValueIterator<String, byte[]>> records) {
        return querying(() -> {
            var found = new ArrayList<T>();
            try (var iterator = records.answer()) {
                while (iterator.hasNext() && found.size() < limit) {
                    topic.read(iterator.next().value).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    private interface Query<T> {
        T answer();
    }

    /** A store may be closed while it is asked. */
    private static <T> T querying(Query<T> query) {
        try {
            return query.answer();
        } catch (InvalidStateStoreException gone) {
            throw new ViewNotReadyException("the views of the runs are being filled again", gone);
        }
    }
}
