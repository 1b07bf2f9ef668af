package dev.limbeck.dataset;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Rejection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

/**
 * Production records one after the other, each preceded by its length in bytes as a base-128 varint: what protobuf calls
 * delimited.
 */
final class RecordsFile {
    /** What an example takes in memory beside its message, at most: objects, not bytes. */
    private static final long OF_EXAMPLE = 256;

    private static final long OF_INPUT = 384;
    private static final long OF_LABEL_BYTE = 16;

    private final Path path;
    private final Function<ProductionRecord, Optional<Rejection>> misfit;
    private final long room = Runtime.getRuntime().maxMemory() / 2;
    private long taken;

    private RecordsFile(Path path, Function<ProductionRecord, Optional<Rejection>> misfit) {
        this.path = path;
        this.misfit = misfit;
    }

    /**
     * @param misfit why a record cannot be used; no hard label is a reason of its own
     * @throws UnreadableDatasetException if the file is damaged, or too large for this process
     * @throws UnfitDatasetException if a record cannot be used
     */
    static LabelledExamples read(Path path, Function<ProductionRecord, Optional<Rejection>> misfit) {
        return new RecordsFile(path, misfit).examples();
    }

    /** @param name how the ids of the records begin */
    static void write(OutputStream out, String name, LabelledSet examples) throws IOException {
        for (int i = 0; i < examples.size(); i++) {
            var record = new ProductionRecord(
                    name + "-" + i,
                    examples.inputs(i),
                    Optional.of(examples.hardLabel(i)),
                    Instant.EPOCH,
                    Attributes.NONE);
            byte[] message = RecordCodec.encode(record);
            DelimitedMessages.writeLength(out, message.length);
            out.write(message);
        }
    }

    private LabelledExamples examples() {
        var examples = new ArrayList<LabelledExample>();
        try (var content = FileContent.of(path)) {
            var messages = new DelimitedMessages(path, content, RecordCodec.MAX_RECORD_BYTES);
            for (var message = messages.next(); message.isPresent(); message = messages.next()) {
                examples.add(example(message.get(), examples.size() + 1L));
            }
        } catch (IOException e) {
            throw new UnreadableDatasetException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
        if (examples.isEmpty()) {
            throw new UnreadableDatasetException("%s has no record; allowed: at least 1".formatted(path));
        }
        return LabelledExamples.copyOf(examples);
    }

    /** @param number of the record in the file, from 1 */
    private LabelledExample example(byte[] message, long number) {
        var record = record(message, number);
        var label = record.hardLabel()
                .orElseThrow(() -> new UnfitDatasetException(
                        "%s, record %d: it has no hard label; allowed: one for each record".formatted(path, number)));
        takeRoom(message.length
                + OF_EXAMPLE
                + OF_INPUT * record.inputs().byName().size()
                + OF_LABEL_BYTE * label.bytes().remaining());
        return new LabelledExample(record.inputs(), label);
    }

    private ProductionRecord record(byte[] message, long number) {
        var decoded = RecordCodec.decodeRecord(message).unless(misfit);
        if (decoded instanceof Decoded.Rejected<ProductionRecord> rejected) {
            var rejection = rejected.rejection();
            throw new UnfitDatasetException(
                    "%s, record %d: %s (%s)".formatted(path, number, rejection.detail(), rejection.reason()));
        }
        return ((Decoded.Accepted<ProductionRecord>) decoded).message();
    }

    private void takeRoom(long bytes) {
        taken += bytes;
        if (taken > room) {
            throw new UnreadableDatasetException(
                    "%s takes more than %d bytes in memory; allowed: half of this process's heap; give it a larger one with -Xmx"
                            .formatted(path, room));
        }
    }
}
