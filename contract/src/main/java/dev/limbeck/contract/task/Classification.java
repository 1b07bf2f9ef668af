package dev.limbeck.contract.task;

import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One of several classes. A network gives a logit for each; the hard label is the class, and what a network says is the
 * class of the highest logit.
 */
public record Classification(int classes) implements Task {
    public static final String ALLOWED = "2 to 100000";

    public Classification {
        require(classes >= 2 && classes <= 100_000, "classes", classes, ALLOWED);
    }

    @JsonCreator
    static Classification of(@JsonProperty("classes") @Nullable Integer classes) {
        return new Classification(present(classes, "classes", ALLOWED));
    }

    /** The class that a hard label of this task names. */
    public static int index(HardLabel label) {
        return ((OfClass) label).index();
    }

    /** The same of a label that may not be there. */
    public static OptionalInt index(Optional<HardLabel> label) {
        return label.isPresent() ? OptionalInt.of(index(label.get())) : OptionalInt.empty();
    }

    @Override
    public int width() {
        return classes;
    }

    @Override
    public Optional<Integer> asClasses() {
        return Optional.of(classes);
    }

    @Override
    public String outputs() {
        return classes + " classes";
    }

    @Override
    public String noun() {
        return "logit";
    }

    @Override
    public Class<OfClass> labels() {
        return OfClass.class;
    }

    @Override
    public Optional<Rejection> outOfRange(HardLabel label) {
        int index = index(label);
        return index < classes
                ? Optional.empty()
                : Optional.of(new Rejection(
                        RejectionReason.LABEL_RANGE,
                        "hard label %d, allowed are 0 to %d".formatted(index, classes - 1)));
    }

    @Override
    public double[] row(HardLabel label) {
        return new double[] {index(label)};
    }

    @Override
    public OfClass invented(int number) {
        return new OfClass(number % classes);
    }

    @Override
    public int stratum(Optional<HardLabel> label, Output softTarget) {
        return label.map(Classification::index).orElseGet(softTarget::top);
    }

    @Override
    public int strata() {
        return classes;
    }
}
