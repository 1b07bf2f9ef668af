package dev.limbeck.dataset;

import static java.util.Objects.requireNonNull;

/**
 * Two disjoint parts of one set that together are the whole of it.
 *
 * @param training the examples to learn from
 * @param validation the examples to choose settings by
 */
public record TrainingAndValidation(LabelledSet training, LabelledSet validation) {
    public TrainingAndValidation {
        requireNonNull(training, "training");
        requireNonNull(validation, "validation");
    }
}
