package dev.limbeck.local.deadletter;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.deadletter.StoredDeadLetter;
import dev.limbeck.local.terminal.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a refused record says, where its bytes can be decoded though it could not be used.
 *
 * @param logits the teacher's, of a distillation example
 */
public record DecodedView(
        String recordId,
        SortedMap<String, ShownInput> inputs,
        Optional<HardLabel> hardLabel,
        Instant eventTime,
        Optional<String> teacherVersion,
        Optional<List<Float>> logits) {
    public DecodedView {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        logits = logits.map(List::copyOf);
    }

    /** What its bytes are depends on where it came from: all that a stage reads of Limbeck's own are examples. */
    static Decoded<DecodedView> of(StoredDeadLetter stored) {
        String source = stored.letter().source().topic();
        byte[] value = stored.record().value();
        if (source.startsWith(RunTopics.PREFIX)) {
            var decoded = RecordCodec.decodeExample(value);
            return decoded instanceof Decoded.Accepted<DistillationExample> example
                    ? new Decoded.Accepted<>(of(
                            example.message().record(),
                            Optional.of(example.message().softTarget())))
                    : refused(decoded);
        }
        var decoded = RecordCodec.decodeRecord(value);
        return decoded instanceof Decoded.Accepted<ProductionRecord> record
                ? new Decoded.Accepted<>(of(record.message(), Optional.empty()))
                : refused(decoded);
    }

    /** An input without its values. */
    public record ShownInput(ElementType elementType, Shape shape) {
        static SortedMap<String, ShownInput> of(Inputs inputs) {
            var shown = new TreeMap<String, ShownInput>();
            inputs.byName()
                    .forEach((name, tensor) -> shown.put(name, new ShownInput(tensor.elementType(), tensor.shape())));
            return shown;
        }
    }

    private static Decoded<DecodedView> refused(Decoded<?> decoded) {
        return new Decoded.Rejected<>(((Decoded.Rejected<?>) decoded).rejection());
    }

    private static DecodedView of(ProductionRecord record, Optional<SoftTarget> softTarget) {
        return new DecodedView(
                Printable.text(record.recordId()),
                ShownInput.of(record.inputs()),
                record.hardLabel(),
                record.eventTime(),
                softTarget.map(SoftTarget::teacherVersion).map(Printable::text),
                softTarget.map(SoftTarget::output).map(DecodedView::list));
    }

    private static List<Float> list(Output scores) {
        var list = new ArrayList<Float>(scores.size());
        for (int i = 0; i < scores.size(); i++) {
            list.add(scores.get(i));
        }
        return list;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("record id    " + recordId);
        inputs.forEach((name, input) ->
                lines.add("%-12s %s %s".formatted(Printable.text(name), input.elementType(), input.shape())));
        lines.add("hard label   " + hardLabel.map(HardLabel::text).orElse("—"));
        lines.add("event time   " + eventTime);
        teacherVersion.ifPresent(version -> lines.add("teacher      " + version));
        logits.ifPresent(values -> lines.add("logits       " + values));
        return lines;
    }
}
