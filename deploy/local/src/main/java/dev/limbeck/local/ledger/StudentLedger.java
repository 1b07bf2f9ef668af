package dev.limbeck.local.ledger;

import dev.limbeck.contract.checkpoint.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One student's account: what its log says it has taken, what its newest checkpoint says became of it, and what the
 * topic has.
 *
 * @param checkpoint the newest whole one
 * @param counted what became of the records up to that checkpoint
 * @param offered records that the log assigns to mini-batches up to that checkpoint and the topic has
 * @param partitions how the whole log covers each partition
 */
public record StudentLedger(
        String student,
        String topic,
        Optional<String> checkpoint,
        Ledger counted,
        long offered,
        SortedMap<Integer, Coverage> partitions,
        List<String> problems) {
    public StudentLedger {
        partitions = new TreeMap<>(partitions);
        problems = List.copyOf(problems);
    }

    static StudentLedger of(
            String student,
            String topic,
            Optional<String> checkpoint,
            Ledger counted,
            long offered,
            Map<Integer, Coverage> partitions,
            boolean complete) {
        var problems = new java.util.ArrayList<String>();
        new TreeMap<>(partitions).forEach((partition, coverage) -> {
            if (!coverage.gaps().isEmpty()) {
                problems.add("partition %d: %d records in no mini-batch, the first at offset %d"
                        .formatted(
                                partition,
                                coverage.gaps().size(),
                                coverage.gaps().get(0)));
            }
            if (!coverage.overlaps().isEmpty()) {
                problems.add("partition %d: %d records in more than one mini-batch, the first at offset %d"
                        .formatted(
                                partition,
                                coverage.overlaps().size(),
                                coverage.overlaps().get(0)));
            }
        });
        if (complete && offered != counted.offered()) {
            problems.add("the checkpoint accounts for %d records, the log assigns %d to its mini-batches"
                    .formatted(counted.offered(), offered));
        }
        return new StudentLedger(student, topic, checkpoint, counted, offered, new TreeMap<>(partitions), problems);
    }
}
