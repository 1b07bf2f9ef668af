package dev.limbeck.contract.codec;

import com.google.protobuf.ByteString;
import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.wire.Grade;
import dev.limbeck.contract.wire.LabelSet;
import dev.limbeck.contract.wire.Values;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;

/** Hard labels as they travel, of version 2. */
final class WireLabels {
    private static final Kinds<HardLabel, dev.limbeck.contract.wire.HardLabel> WRITTEN =
            Kinds.<HardLabel, dev.limbeck.contract.wire.HardLabel>of(HardLabel.class)
                    .when(
                            OfClass.class,
                            label -> message().setOfClass(label.index()).build())
                    .when(OfLabels.class, label -> message()
                            .setOfLabels(LabelSet.newBuilder().addAllLabels(label.indices()))
                            .build())
                    .when(OfValues.class, label -> message()
                            .setOfValues(Values.newBuilder().setValues(values(label)))
                            .build())
                    .when(
                            OfGrade.class,
                            label -> message().setOfGrade(grade(label)).build())
                    .all();

    private WireLabels() {}

    static dev.limbeck.contract.wire.HardLabel write(HardLabel label) {
        return WRITTEN.of(label);
    }

    /** @throws IllegalArgumentException when it says nothing, or what no label says */
    static HardLabel read(dev.limbeck.contract.wire.HardLabel wire) {
        return switch (wire.getKindCase()) {
            case OF_CLASS -> new OfClass(wire.getOfClass());
            case OF_LABELS -> labels(wire.getOfLabels());
            case OF_VALUES -> values(wire.getOfValues());
            case OF_GRADE -> grade(wire.getOfGrade());
            case KIND_NOT_SET -> throw new IllegalArgumentException("label is of no kind that is known");
        };
    }

    private static dev.limbeck.contract.wire.HardLabel.Builder message() {
        return dev.limbeck.contract.wire.HardLabel.newBuilder();
    }

    private static OfLabels labels(LabelSet wire) {
        var indices = new TreeSet<>(wire.getLabelsList());
        if (indices.size() < wire.getLabelsCount()) {
            throw new IllegalArgumentException("label has the same label twice");
        }
        return new OfLabels(indices);
    }

    private static ByteString values(OfValues label) {
        float[] values = new float[label.values().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = label.values().get(i);
        }
        return WireFloats.write(values);
    }

    private static OfValues values(Values wire) {
        var values = new ArrayList<Float>();
        for (float value : WireFloats.read("label", wire.getValues())) {
            values.add(value);
        }
        return new OfValues(values);
    }

    private static Grade grade(OfGrade label) {
        var grade = Grade.newBuilder().setGrade(label.grade());
        label.group().ifPresent(grade::setGroup);
        return grade.build();
    }

    private static OfGrade grade(Grade wire) {
        return new OfGrade(wire.getGrade(), wire.hasGroup() ? Optional.of(wire.getGroup()) : Optional.empty());
    }
}
