package dev.limbeck.dataset;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.signature.Signature;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A labelled set that fits what the run declares of its inputs, in the form that networks take. */
public record DeclaredSet(LabelledSet examples, Signature input) {
    /** @throws UnfitDatasetException when its examples are not what the run declares */
    public static DeclaredSet read(DatasetSpec dataset, Part part, Signature input) {
        var examples = new IdxDirectory(dataset.path()).read(part);
        boolean isOfBytes = input.inputs().size() == 1
                && input.only().type().filter(type -> type != ElementType.U8).isEmpty();
        if (!isOfBytes) {
            throw new UnfitDatasetException("%s has one input of bytes an example; the run declares %s"
                    .formatted(dataset.path(), input.shapes()));
        }
        var declared = input.only().declaredShape();
        if (!declared.admits(new Shape(examples.exampleShape()))) {
            throw new UnfitDatasetException("%s has examples of shape %s; allowed: [%s], as spec.input.shape says"
                    .formatted(dataset.path(), examples.exampleShape(), declared.listed(", ")));
        }
        if (examples.classes() > input.task().width()) {
            throw new UnfitDatasetException("%s has label %d; allowed: 0 to %d, as spec.input.classes says"
                    .formatted(
                            dataset.path(), examples.classes() - 1, input.task().width() - 1));
        }
        return new DeclaredSet(examples, input);
    }

    public int size() {
        return examples.size();
    }

    public int label(int index) {
        return examples.label(index);
    }

    public Inputs input(int index) {
        var tensor =
                new Tensor(ElementType.U8, new Shape(examples.exampleShape()), ByteBuffer.wrap(examples.input(index)));
        return new Inputs(new TreeMap<>(Map.of(input.inputs().firstKey(), tensor)));
    }

    /** The inputs from {@code from} on, at most {@code count}. */
    public List<Inputs> inputs(int from, int count) {
        return IntStream.range(from, Math.min(from + count, size()))
                .mapToObj(this::input)
                .toList();
    }
}
