package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.deadletter.DeadLetterTopic;
import dev.limbeck.kafka.deadletter.StoredDeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Unusable records of a run.
 *
 * @param byReason how many of all of them
 * @param items the newest, newest first
 */
public record DeadLetters(Map<RejectionReason, Long> byReason, List<Letter> items) {
    public DeadLetters {
        byReason = Collections.unmodifiableMap(new EnumMap<>(byReason));
        items = List.copyOf(items);
    }

    /**
     * One of them.
     *
     * @param at when it was refused
     * @param source topic it came from, with partition and offset
     */
    public record Letter(
            Instant at,
            String stage,
            RejectionReason reason,
            String detail,
            String source,
            int partition,
            long offset) {
        static Letter of(StoredDeadLetter stored) {
            var letter = stored.letter();
            return new Letter(
                    stored.refusedAt(),
                    letter.stage(),
                    letter.rejection().reason(),
                    letter.rejection().detail(),
                    letter.source().topic(),
                    letter.source().partition(),
                    letter.sourceOffset());
        }
    }

    /** Reads the whole topic: reasons are counted nowhere else. A run that has no such topic yet has no dead letters. */
    static DeadLetters read(KafkaConnection connection, String topic, int limit) {
        var byReason = new EnumMap<RejectionReason, Long>(RejectionReason.class);
        var newest = new PriorityQueue<>(Comparator.comparing(Letter::at));
        try {
            new DeadLetterTopic(connection, topic).forEach(stored -> {
                byReason.merge(stored.letter().rejection().reason(), 1L, Long::sum);
                newest.add(Letter.of(stored));
                if (newest.size() > limit) {
                    newest.remove();
                }
            });
        } catch (IllegalStateException absent) {
            if (!(absent.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw absent;
            }
        }
        var items = new ArrayList<>(newest);
        items.sort(Comparator.comparing(Letter::at)
                .thenComparing(Letter::partition)
                .thenComparing(Letter::offset)
                .reversed());
        return new DeadLetters(byReason, items);
    }
}
