package dev.limbeck.contract.signature;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one input of every record must look like.
 *
 * @param type of its values; empty where any quantity will do
 * @param declaredShape which shapes a tensor may have
 * @param categories how many there are, of an input whose values are indices: 0 up to, not including, this
 * @param pad stands in a batch behind the values of a record that is shorter than others, in the unit of the record's own
 *     values; 0 where nothing varies
 * @param normalisation applied before built-in networks; a brought artifact's own wins over it; without effect on what is
 *     no quantity
 */
public record InputDeclaration(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ElementType> type,
        @JsonProperty("shape") DeclaredShape declaredShape,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt categories,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int pad,
        Normalisation normalisation) {
    static final String SHAPE_ALLOWED = "a list of dimensions, [1, 28, 28] for example";
    static final String ALLOWED = "{shape: […]}";
    private static final String TYPE_ALLOWED = "one of u8, f16, f32, i32, i64, bool";

    public InputDeclaration {
        int numbers = normalisation.mean().size();
        int channels = declaredShape.largest().dimensions().get(0);
        boolean channelsVary = declaredShape.varying().equals(OptionalInt.of(0));
        require(
                numbers == 1 || (numbers == channels && !channelsVary),
                "normalisation",
                numbers + " means",
                channelsVary ? "1, for the first dimension varies" : "1, or one a channel: " + channels);
        boolean isIndex = type.filter(one -> one == ElementType.I32 || one == ElementType.I64)
                .isPresent();
        require(
                categories.isEmpty() || isIndex,
                "categories",
                categories.orElse(0) + ", of " + type.map(ElementType::word).orElse("any quantity"),
                "none, unless the type is i32 or i64");
        require(categories.isEmpty() || categories.getAsInt() >= 1, "categories", categories.orElse(0), "1 or more");
        require(
                isQuantity(type) || normalisation.equals(Normalisation.NONE),
                "normalisation",
                "there, of " + type.map(ElementType::word).orElse(""),
                "none: only quantities are normalised");
        require(
                pad == 0 || declaredShape.varying().isPresent(),
                "pad",
                pad,
                "none, unless a dimension varies as in \"<=128\"");
        var padAllowed = PadRange.of(type, categories);
        require(padAllowed.contains(pad), "pad", pad, padAllowed.toString());
    }

    private static boolean isQuantity(Optional<ElementType> type) {
        return type.map(ElementType::isQuantity).orElse(true);
    }

    /** The largest that a record may have: the only one, where no dimension varies. */
    public Shape shape() {
        return declaredShape.largest();
    }

    /** Whether records may be of unequal length. */
    public boolean varies() {
        return declaredShape.varying().isPresent();
    }

    /** Whether its values are quantities, which are normalised, and not indices or flags. */
    @JsonIgnore
    public boolean isQuantity() {
        return isQuantity(type);
    }

    /**
     * Whether what takes this input can be given the other one: every shape of it, as many indices at least, or any
     * quantities.
     */
    boolean isServedAs(InputDeclaration declared) {
        return declaredShape.admits(declared.declaredShape)
                && (isQuantity() ? declared.isQuantity() : type.equals(declared.type))
                && categories.orElse(Integer.MAX_VALUE) >= declared.categories.orElse(0);
    }

    /** Its shape, and its type where that is no quantity, as text. */
    String form() {
        return isQuantity()
                ? declaredShape.toString()
                : "%s of %s"
                        .formatted(
                                declaredShape,
                                type.map(ElementType::word).orElse("")
                                        + (categories.isPresent() ? " below " + categories.getAsInt() : ""));
    }

    /** Of any quantities. */
    public InputDeclaration(Shape shape, Normalisation normalisation) {
        this(Optional.empty(), shape, OptionalInt.empty(), normalisation);
    }

    /** Of one shape. */
    public InputDeclaration(
            Optional<ElementType> type, Shape shape, OptionalInt categories, Normalisation normalisation) {
        this(type, DeclaredShape.of(shape), categories, 0, normalisation);
    }

    @JsonCreator
    static InputDeclaration of(
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("shape") @Nullable DeclaredShape shape,
            @JsonProperty("categories") @Nullable Integer categories,
            @JsonProperty("pad") @Nullable Integer pad,
            @JsonProperty("normalisation") @Nullable DeclaredNormalisation normalisation) {
        return new InputDeclaration(
                Optional.ofNullable(type).map(InputDeclaration::typeOf),
                present(shape, "shape", SHAPE_ALLOWED),
                categories == null ? OptionalInt.empty() : OptionalInt.of(categories),
                orElse(pad, 0),
                orElse(normalisation, DeclaredNormalisation.NONE).normalisation());
    }

    private static ElementType typeOf(String word) {
        return Arrays.stream(ElementType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidField("type", word, TYPE_ALLOWED));
    }

    /**
     * How many bytes the values of a record take at least, if it is as large as it may be: those of quantities may come as
     * single bytes.
     */
    public long leastBytes() {
        return (long) shape().elements() * type.map(ElementType::bytes).orElse(1);
    }

    /**
     * Why a tensor is not as declared.
     *
     * @param name of the input in a sentence, {@code input} for example
     */
    Optional<Rejection> misfit(String name, Tensor tensor) {
        if (!type.map(tensor.elementType()::equals).orElse(tensor.elementType().isQuantity())) {
            return rejection(
                    RejectionReason.INPUT_TYPE,
                    "expected %s of %s, got %s"
                            .formatted(
                                    name,
                                    type.map(ElementType::word).orElse("u8, f16 or f32"),
                                    tensor.elementType().word()));
        }
        if (!declaredShape.admits(tensor.shape())) {
            return rejection(
                    RejectionReason.SHAPE_MISMATCH,
                    "expected %s of shape %s, got %s".formatted(name, declaredShape, tensor.shape()));
        }
        if (!tensor.isFinite()) {
            return rejection(RejectionReason.NON_FINITE, "a value of %s is NaN or infinite".formatted(name));
        }
        if (tensor.elementType() == ElementType.BOOL) {
            return outside(name, tensor, 2);
        }
        return categories.isPresent() ? outside(name, tensor, categories.getAsInt()) : Optional.empty();
    }

    private static Optional<Rejection> outside(String name, Tensor tensor, int categories) {
        return tensor.wholeNumbers()
                .filter(index -> index < 0 || index >= categories)
                .boxed()
                .findFirst()
                .flatMap(index -> rejection(
                        RejectionReason.INPUT_RANGE,
                        "a value of %s is %d, allowed are 0 to %d".formatted(name, index, categories - 1)));
    }

    private static Optional<Rejection> rejection(RejectionReason reason, String detail) {
        return Optional.of(new Rejection(reason, detail));
    }
}
