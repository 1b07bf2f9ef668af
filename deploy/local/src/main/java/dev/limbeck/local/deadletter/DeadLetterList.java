package dev.limbeck.local.deadletter;

import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.kafka.deadletter.DeadLetterTopic;
import dev.limbeck.kafka.deadletter.StoredDeadLetter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The newest of the chosen dead letters, and how many there are of each reason.
 *
 * @param newest oldest of them first
 * @param total all that were chosen, shown or not
 * @param redriven how many of those were sent back to their source
 */
public record DeadLetterList(
        List<DeadLetterRow> newest, long total, long redriven, Map<RejectionReason, Long> byReason) {
    public DeadLetterList {
        newest = List.copyOf(newest);
        byReason = new EnumMap<>(byReason);
    }

    /** Reads the whole topic, and keeps no more than {@code limit} of it. */
    public static DeadLetterList of(DeadLetterTopic topic, Predicate<StoredDeadLetter> chosen, int limit) {
        var newest = new ArrayDeque<DeadLetterRow>();
        var byReason = new EnumMap<RejectionReason, Long>(RejectionReason.class);
        var redriven = new long[1];
        topic.forEach(letter -> {
            if (chosen.test(letter)) {
                newest.add(DeadLetterRow.of(letter));
                if (newest.size() > limit) {
                    newest.remove();
                }
                byReason.merge(letter.letter().rejection().reason(), 1L, Long::sum);
                redriven[0] += letter.redriven() ? 1 : 0;
            }
        });
        long total = byReason.values().stream().mapToLong(Long::longValue).sum();
        return new DeadLetterList(List.copyOf(newest), total, redriven[0], byReason);
    }

    /** For a person. */
    public List<String> lines() {
        if (total == 0) {
            return List.of("no dead letters");
        }
        var lines = new ArrayList<>(DeadLetterRow.TABLE.lines(newest, false));
        lines.add("");
        if (newest.size() < total) {
            lines.add("these are the newest %,d of %,d; --limit shows more".formatted(newest.size(), total));
        }
        byReason.forEach((reason, count) -> lines.add("%-20s %,9d".formatted(reason, count)));
        lines.add("%-20s %,9d%s"
                .formatted("all", total, redriven == 0 ? "" : ", of which %,d were redriven".formatted(redriven)));
        return lines;
    }
}
