package dev.limbeck.contract.codec;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Decodes a production record and checks that it fits this signature. */
    public Decoded<ProductionRecord> decodeRecord(byte @Nullable [] bytes) {
        var decoded = RecordCodec.decodeRecord(bytes);
        if (decoded instanceof Decoded.Accepted<ProductionRecord> accepted) {
            return misfit(accepted.message())
                    .<Decoded<ProductionRecord>>map(Decoded.Rejected::new)
                    .orElse(decoded);
        }
        return decoded;
    }

    /** Decodes a distillation example and checks that its record and its logits fit this signature. */
    public Decoded<DistillationExample> decodeExample(byte @Nullable [] bytes) {
        var decoded = RecordCodec.decodeExample(bytes);
        if (decoded instanceof Decoded.Accepted<DistillationExample> accepted) {
            return misfit(accepted.message())
                    .<Decoded<DistillationExample>>map(Decoded.Rejected::new)
                    .orElse(decoded);
        }
        return decoded;
    }

    private Optional<Rejection> misfit(DistillationExample example) {
        var recordMisfit = misfit(example.record());
        if (recordMisfit.isPresent()) {
            return recordMisfit;
        }
        var logits = example.softTarget().logits();
        if (logits.classes() != classes) {
            return rejection(
                    RejectionReason.SHAPE_MISMATCH,
                    "expected %d teacher logits, got %d".formatted(classes, logits.classes()));
        }
        return logits.isFinite()
                ? Optional.empty()
                : rejection(RejectionReason.NON_FINITE, "a teacher logit is NaN or infinite");
    }

    private Optional<Rejection> misfit(ProductionRecord record) {
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
