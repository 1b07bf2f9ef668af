package dev.limbeck.dataset;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import java.util.Arrays;
import java.util.List;

/** Examples of any inputs and any hard label, each an object of its own; subsets share them. */
public final class LabelledExamples implements LabelledSet {
    private final List<LabelledExample> examples;

    private LabelledExamples(List<LabelledExample> examples) {
        this.examples = examples;
    }

    /** @throws IllegalArgumentException if there are none */
    public static LabelledExamples copyOf(List<LabelledExample> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples has 0 entries; allowed: at least 1");
        }
        return new LabelledExamples(List.copyOf(examples));
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public Inputs inputs(int index) {
        return examples.get(index).inputs();
    }

    @Override
    public HardLabel hardLabel(int index) {
        return examples.get(index).hardLabel();
    }

    /** Over each example as {@link ExampleDigest} renders it. */
    @Override
    public String digest() {
        var digest = new ExampleDigest();
        examples.forEach(digest::add);
        return digest.hex();
    }

    @Override
    public LabelledExamples subset(int[] indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("indices has 0 entries; allowed: at least 1");
        }
        return new LabelledExamples(
                Arrays.stream(indices).mapToObj(examples::get).toList());
    }
}
