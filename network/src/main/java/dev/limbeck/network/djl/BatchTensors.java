package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.task.Task;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.objective.StepTensor;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step is given of a batch beside its inputs: the teacher's outputs, and hard labels as rows of their task. Each
 * tensor lies in memory of its own, until the next batch. For one thread at a time.
 */
final class BatchTensors {
    private static final long UNKNOWN_CLASS = -1;

    private final Task task;
    private final Map<StepTensor, StagingBuffer> memory = new EnumMap<>(StepTensor.class);

    BatchTensors(Task task) {
        this.task = task;
    }

    /** @param scope whose it is */
    NDArray of(StepTensor tensor, NDManager scope, TrainingBatch batch) {
        StagingBuffer own = memory.computeIfAbsent(tensor, first -> new StagingBuffer());
        return switch (tensor) {
            case TEACHER_OUTPUTS -> HostTensors.outputs(scope, own, batch.teacherLogits());
            case CLASS_LABELS -> classes(scope, own, batch.hardLabels());
            case VALUE_LABELS -> values(scope, own, batch.hardLabels());
            case KNOWN -> known(scope, own, batch.hardLabels());
        };
    }

    private NDArray classes(NDManager scope, StagingBuffer own, List<Optional<HardLabel>> labels) {
        ByteBuffer all = own.ofSize(labels.size() * Long.BYTES);
        for (Optional<HardLabel> label : labels) {
            all.putLong(label.isPresent() ? (long) task.row(label.get())[0] : UNKNOWN_CLASS);
        }
        return scope.create(all.flip(), new Shape(labels.size()), DataType.INT64);
    }

    private NDArray values(NDManager scope, StagingBuffer own, List<Optional<HardLabel>> labels) {
        double[] unknown = new double[task.width()];
        ByteBuffer all = own.ofSize(Math.multiplyExact(labels.size() * Float.BYTES, unknown.length));
        for (Optional<HardLabel> label : labels) {
            for (double value : label.isPresent() ? task.row(label.get()) : unknown) {
                all.putFloat((float) value);
            }
        }
        return scope.create(all.flip(), new Shape(labels.size(), unknown.length), DataType.FLOAT32);
    }

    private static NDArray known(NDManager scope, StagingBuffer own, List<Optional<HardLabel>> labels) {
        ByteBuffer all = own.ofSize(labels.size() * Float.BYTES);
        labels.forEach(label -> all.putFloat(label.isPresent() ? 1 : 0));
        return scope.create(all.flip(), new Shape(labels.size()), DataType.FLOAT32);
    }
}
