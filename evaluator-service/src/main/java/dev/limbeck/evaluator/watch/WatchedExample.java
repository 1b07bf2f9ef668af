package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Task;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An example of the live stream.
 *
 * @param offset on its partition
 * @param writtenAt when the teacher had labelled it
 */
public record WatchedExample(DistillationExample example, int partition, long offset, Instant writtenAt) {
    Output softTarget() {
        return example.softTarget().output();
    }

    Optional<HardLabel> hardLabel() {
        return example.record().hardLabel();
    }

    /** What it is worth with an output, where its truth is known. A network that gives NaN has no opinion. */
    OptionalDouble value(Task task, Output output) {
        return hardLabel().stream()
                .mapToDouble(label -> output.isFinite() ? task.value(label, output) : 0)
                .findFirst();
    }

    /** The same by the teacher. */
    double valueByTeacher(Task task, Output output) {
        return output.isFinite() ? task.valueByTeacher(softTarget(), output) : 0;
    }
}
