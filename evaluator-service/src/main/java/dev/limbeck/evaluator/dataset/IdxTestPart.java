package dev.limbeck.evaluator.dataset;

import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.evaluator.heldout.TestPart;
import java.util.ArrayList;
import java.util.List;

/** Reads the test part of a data set in MNIST's layout, and refuses one that is not of the run's kind. */
public final class IdxTestPart {
    private IdxTestPart() {}

    /** @throws IllegalArgumentException when shape or labels are not what the run declares */
    public static TestPart read(DatasetSpec dataset, InputSpec input) {
        var examples = new IdxDirectory(dataset.path()).read(Part.TEST);
        var shape = new Shape(examples.exampleShape());
        if (!shape.equals(input.shape()) || examples.classes() > input.classes()) {
            throw new IllegalArgumentException(
                    "evaluation.heldOut.dataset.path is %s with inputs of %s and %d classes, allowed are %s and %d"
                            .formatted(dataset.path(), shape, examples.classes(), input.shape(), input.classes()));
        }
        return testPart(examples, shape);
    }

    private static TestPart testPart(LabelledSet examples, Shape shape) {
        var inputs = new ArrayList<Tensor>(examples.size());
        List<Integer> hardLabels = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            inputs.add(Tensor.ofBytes(shape, examples.input(i)));
            hardLabels.add(examples.label(i));
        }
        return new TestPart(inputs, hardLabels);
    }
}
