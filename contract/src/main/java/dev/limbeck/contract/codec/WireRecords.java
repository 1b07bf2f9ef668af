package dev.limbeck.contract.codec;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.task.Classification;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Production records as they travel. What version 1 can say is written as version 1, so that readers of before go on: one
 * input without a name, of quantities, and a class or no label.
 */
final class WireRecords {
    static final int FIRST_VERSION = 1;
    static final int SECOND_VERSION = 2;

    private WireRecords() {}

    static dev.limbeck.contract.wire.ProductionRecord write(ProductionRecord record) {
        var wire = dev.limbeck.contract.wire.ProductionRecord.newBuilder()
                .setSchemaVersion(versionOf(record))
                .setRecordId(record.recordId())
                .setEventTimeMs(record.eventTime().toEpochMilli())
                .putAllAttributes(record.attributes().byName());
        if (wire.getSchemaVersion() == FIRST_VERSION) {
            wire.setInput(WireTensors.write(record.inputs().only()));
            record.hardLabel().map(Classification::index).ifPresent(wire::setHardLabel);
        } else {
            record.inputs()
                    .byName()
                    .forEach((name, tensor) -> wire.addInputs(dev.limbeck.contract.wire.NamedInput.newBuilder()
                            .setName(name)
                            .setTensor(WireTensors.write(tensor))));
            record.hardLabel().map(WireLabels::write).ifPresent(wire::setLabel);
        }
        return wire.build();
    }

    /** The lowest version that can say it. */
    private static int versionOf(ProductionRecord record) {
        var inputs = record.inputs().byName();
        boolean isOneQuantity = inputs.size() == 1
                && Optional.ofNullable(inputs.get(Inputs.ONLY))
                        .filter(tensor -> tensor.elementType().isQuantity())
                        .isPresent();
        boolean isOfClass =
                record.hardLabel().filter(label -> !(label instanceof OfClass)).isEmpty();
        return isOneQuantity && isOfClass ? FIRST_VERSION : SECOND_VERSION;
    }

    /** @throws IllegalArgumentException when it breaks a rule that needs no declaration to check */
    static ProductionRecord read(dev.limbeck.contract.wire.ProductionRecord wire) {
        boolean isFirst = wire.getSchemaVersion() == FIRST_VERSION;
        return new ProductionRecord(
                wire.getRecordId(),
                isFirst ? onlyInput(wire) : namedInputs(wire),
                isFirst ? ofClass(wire) : label(wire),
                Instant.ofEpochMilli(wire.getEventTimeMs()),
                wire.getAttributesCount() == 0
                        ? Attributes.NONE
                        : new Attributes(new TreeMap<>(wire.getAttributesMap())));
    }

    private static Inputs onlyInput(dev.limbeck.contract.wire.ProductionRecord wire) {
        require(wire.getInputsCount() == 0, "inputs", FIRST_VERSION);
        Tensor input = WireTensors.read(wire.getInput());
        if (!input.elementType().isQuantity()) {
            throw new IllegalArgumentException(
                    "element_type is %s, allowed are U8, F16, F32 in schema_version 1".formatted(input.elementType()));
        }
        return Inputs.of(input);
    }

    private static Optional<HardLabel> ofClass(dev.limbeck.contract.wire.ProductionRecord wire) {
        require(!wire.hasLabel(), "label", FIRST_VERSION);
        return wire.hasHardLabel() ? Optional.of(new OfClass(wire.getHardLabel())) : Optional.empty();
    }

    private static Inputs namedInputs(dev.limbeck.contract.wire.ProductionRecord wire) {
        require(!wire.hasInput(), "input", SECOND_VERSION);
        var byName = new TreeMap<String, Tensor>();
        for (var input : wire.getInputsList()) {
            if (byName.put(input.getName(), WireTensors.read(input.getTensor())) != null) {
                throw new IllegalArgumentException("inputs has %s twice".formatted(input.getName()));
            }
        }
        return new Inputs(byName);
    }

    private static Optional<HardLabel> label(dev.limbeck.contract.wire.ProductionRecord wire) {
        require(!wire.hasHardLabel(), "hard_label", SECOND_VERSION);
        return wire.hasLabel() ? Optional.of(WireLabels.read(wire.getLabel())) : Optional.empty();
    }

    private static void require(boolean holds, String field, int version) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is there, which schema_version %d does not have".formatted(field, version));
        }
    }
}
