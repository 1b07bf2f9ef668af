package dev.limbeck.student.batch;

import dev.limbeck.contract.checkpoint.StudentState.Ledger;
import dev.limbeck.contract.record.DistillationExample;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one step learns from, and exactly which records that accounts for.
 *
 * @param examples to train on, in the order they were read; empty when no record of the ranges was to be trained on
 * @param ranges per partition, all records since the mini-batch before
 * @param ledger what becomes of the records of the ranges
 */
public record MiniBatch(List<DistillationExample> examples, SortedMap<Integer, OffsetRange> ranges, Ledger ledger) {
    public MiniBatch {
        examples = List.copyOf(examples);
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
    }
}
