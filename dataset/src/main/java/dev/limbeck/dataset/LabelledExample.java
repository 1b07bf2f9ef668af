package dev.limbeck.dataset;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;

/** What a network sees of one record, and what is right of it. */
public record LabelledExample(Inputs inputs, HardLabel hardLabel) {
    public LabelledExample {
        requireNonNull(inputs, "inputs");
        requireNonNull(hardLabel, "hardLabel");
    }
}
