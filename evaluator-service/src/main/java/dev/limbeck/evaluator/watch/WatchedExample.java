package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.task.Classification;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * An example of the live stream.
 *
 * @param offset on its partition
 * @param writtenAt when the teacher had labelled it
 */
public record WatchedExample(DistillationExample example, int partition, long offset, Instant writtenAt) {
    int teachersChoice() {
        return example.softTarget().output().top();
    }

    OptionalInt hardLabel() {
        return Classification.index(example.record().hardLabel());
    }
}
