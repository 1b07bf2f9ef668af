package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a run declares of its records: the shape of an input and the number of classes. A record that decodes but does
 * not fit is as unusable as one that does not decode.
 */
public record InputSignature(Shape shape, int classes) {
    public InputSignature {
        requireNonNull(shape, "shape");
        if (classes < 2) {
            throw new IllegalArgumentException("classes is " + classes + ", allowed is 2 or more");
        }
    }

    /** Why an example of this run is unusable: its record or its logits do not fit. */
    public Optional<Rejection> misfit(DistillationExample example) {
        var recordMisfit = misfit(example.record());
        if (recordMisfit.isPresent()) {
            return recordMisfit;
        }
        var logits = example.softTarget().output();
        if (logits.size() != classes) {
            return rejection(
                    RejectionReason.SHAPE_MISMATCH,
                    "expected %d teacher logits, got %d".formatted(classes, logits.size()));
        }
        return logits.isFinite()
                ? Optional.empty()
                : rejection(RejectionReason.NON_FINITE, "a teacher logit is NaN or infinite");
    }

    /** Why a record of this run is unusable. */
    public Optional<Rejection> misfit(ProductionRecord record) {
        if (!record.input().shape().equals(shape)) {
            return rejection(
                    RejectionReason.SHAPE_MISMATCH,
                    "expected input of shape %s, got %s"
                            .formatted(shape, record.input().shape()));
        }
        if (!record.input().isFinite()) {
            return rejection(RejectionReason.NON_FINITE, "an input value is NaN or infinite");
        }
        if (record.hardLabel().isPresent() && record.hardLabel().getAsInt() >= classes) {
            return rejection(
                    RejectionReason.LABEL_RANGE,
                    "hard label %d, allowed are 0 to %d"
                            .formatted(record.hardLabel().getAsInt(), classes - 1));
        }
        return Optional.empty();
    }

    private static Optional<Rejection> rejection(RejectionReason reason, String detail) {
        return Optional.of(new Rejection(reason, detail));
    }
}
