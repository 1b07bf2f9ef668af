package dev.limbeck.evaluator.dataset;

import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.dataset.DeclaredSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.UnfitDatasetException;
import dev.limbeck.evaluator.heldout.TestPart;
import java.util.stream.IntStream;

/** Reads the test part of a data set, and refuses one that is not of the run's kind. */
public final class DeclaredTestPart {
    private DeclaredTestPart() {}

    /** @throws UnfitDatasetException when inputs or labels are not what the run declares */
    public static TestPart read(DatasetSpec dataset, Signature input) {
        var declared = DeclaredSet.read(dataset, Part.TEST, input);
        return new TestPart(
                declared.inputs(0, declared.size()),
                IntStream.range(0, declared.size())
                        .mapToObj(declared::hardLabel)
                        .toList());
    }
}
