package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic of which a copy is kept, by key. Keys are unique within each topic, so the copy may be rebuilt from the
 * topic as it is.
 *
 * @param reader throws what tells why a record is none of its documents
 * @param change what to tell of a new document
 */
record StoredTopic<T>(String store, String topic, Function<byte[], T> reader, Function<T, Change> change) {
    private static final Logger log = LoggerFactory.getLogger(StoredTopic.class);

    static final StoredTopic<RunState> RUNS =
            new StoredTopic<>("runs", RunTopics.RUN_STATE, json(RunState.class), Change::of);
    static final StoredTopic<RunHistoryEntry> HISTORY =
            new StoredTopic<>("history", RunTopics.RUN_HISTORY, json(RunHistoryEntry.class), Change::of);
    static final StoredTopic<EvaluationReport> EVALUATIONS =
            new StoredTopic<>("evaluations", RunTopics.EVALUATIONS, json(EvaluationReport.class), Change::of);

    private static <T> Function<byte[], T> json(Class<T> type) {
        return bytes -> ContractJson.read(bytes, type);
    }

    /** Empty for what cannot be read, which is logged: one bad record must not hide the good ones. */
    Optional<T> read(byte[] value) {
        try {
            return Optional.of(reader.apply(value));
        } catch (UncheckedIOException unreadable) {
            log.error("A record of {} cannot be read: {}", topic, unreadable.getMessage());
            return Optional.empty();
        }
    }
}
