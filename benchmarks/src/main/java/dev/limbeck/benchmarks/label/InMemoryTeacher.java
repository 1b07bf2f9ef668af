package dev.limbeck.benchmarks.label;

import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.network.InferenceNetwork;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The arithmetic alone: the same inference, again and again, on batches that are in memory as records. */
public final class InMemoryTeacher {
    private static final int BATCHES = 16;

    private final InferenceNetwork network;
    private final List<List<Inputs>> batches;
    private long done;

    public InMemoryTeacher(InferenceNetwork network, DrawnDigits digits, int batchSize) {
        this.network = network;
        this.batches = IntStream.range(0, BATCHES)
                .mapToObj(batch -> LongStream.range((long) batch * batchSize, (batch + 1L) * batchSize)
                        .mapToObj(index -> decoded(digits, index))
                        .toList())
                .toList();
    }

    private static Inputs decoded(DrawnDigits digits, long index) {
        var record =
                (Decoded.Accepted<ProductionRecord>) RecordCodec.decodeRecord(RecordCodec.encode(digits.record(index)));
        return record.message().inputs();
    }

    /** @return inputs looked at */
    public long label(int count) {
        long inputs = 0;
        for (int i = 0; i < count; i++) {
            inputs += network.outputs(batches.get((int) (done++ % BATCHES))).size();
        }
        return inputs;
    }
}
