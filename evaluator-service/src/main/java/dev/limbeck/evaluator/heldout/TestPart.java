package dev.limbeck.evaluator.heldout;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.SoftTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The labelled data set's test part: held out by its owner, so held out here, all of it. */
public record TestPart(List<Inputs> inputs, List<HardLabel> hardLabels) {
    public TestPart {
        inputs = List.copyOf(inputs);
        hardLabels = List.copyOf(hardLabels);
        if (inputs.size() != hardLabels.size()) {
            throw new IllegalArgumentException(inputs.size() + " inputs with " + hardLabels.size() + " hard labels");
        }
    }

    public static TestPart none() {
        return new TestPart(List.of(), List.of());
    }

    public boolean isEmpty() {
        return inputs.isEmpty();
    }

    /**
     * As examples with ids {@code test-0}, {@code test-1} …, which the data set gives it by position.
     *
     * @param teacherLogits one for each input
     */
    public List<DistillationExample> examples(String teacherVersion, List<Output> teacherLogits) {
        requireNonNull(teacherVersion, "teacherVersion");
        var examples = new ArrayList<DistillationExample>();
        for (int i = 0; i < inputs.size(); i++) {
            // A test part has no time of its own.
            var record = new ProductionRecord(
                    "test-" + i, inputs.get(i), Optional.of(hardLabels.get(i)), Instant.EPOCH, Attributes.NONE);
            examples.add(new DistillationExample(record, new SoftTarget(teacherVersion, teacherLogits.get(i))));
        }
        return examples;
    }
}
