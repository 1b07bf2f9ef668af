package dev.limbeck.contract.signature;

import static dev.limbeck.contract.field.InvalidField.require;

import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import java.util.Optional;

/**
 * What one input of every record must look like.
 *
 * @param normalisation applied before built-in networks; a brought artifact's own wins over it
 */
public record InputDeclaration(Shape shape, Normalisation normalisation) {
    static final String SHAPE_ALLOWED = "a list of dimensions, [1, 28, 28] for example";

    public InputDeclaration {
        int numbers = normalisation.mean().size();
        require(
                numbers == 1 || numbers == shape.dimensions().get(0),
                "normalisation",
                numbers + " means",
                "1, or one a channel: " + shape.dimensions().get(0));
    }

    /**
     * Why a tensor is not as declared.
     *
     * @param name of the input in a sentence, {@code input} for example
     */
    Optional<Rejection> misfit(String name, Tensor tensor) {
        if (!tensor.shape().equals(shape)) {
            return Optional.of(new Rejection(
                    RejectionReason.SHAPE_MISMATCH,
                    "expected %s of shape %s, got %s".formatted(name, shape, tensor.shape())));
        }
        return tensor.isFinite()
                ? Optional.empty()
                : Optional.of(
                        new Rejection(RejectionReason.NON_FINITE, "a value of %s is NaN or infinite".formatted(name)));
    }
}
