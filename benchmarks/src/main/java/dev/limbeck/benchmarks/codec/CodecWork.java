package dev.limbeck.benchmarks.codec;

import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One example of 784 inputs and 10 logits, to bytes and back, with the checks that a student makes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecWork {
    private static final int EXAMPLES = 1024;
    private static final Signature SIGNATURE = Signature.ofClasses(Shape.of(1, 28, 28), 10, Normalisation.of(0, 1));

    @Param({"U8", "F32"})
    private ElementType elementType = ElementType.U8;

    private final DistillationExample[] examples = new DistillationExample[EXAMPLES];
    private final byte[][] messages = new byte[EXAMPLES][];
    private int next;

    @Setup
    public void make() {
        var digits = new DrawnDigits();
        for (int i = 0; i < EXAMPLES; i++) {
            examples[i] = inElementType(digits.example(i));
            messages[i] = RecordCodec.encode(examples[i]);
        }
    }

    private DistillationExample inElementType(DistillationExample example) {
        ProductionRecord record = example.record();
        Tensor input = elementType == ElementType.F32
                ? record.inputs().only().widened()
                : record.inputs().only();
        return new DistillationExample(
                new ProductionRecord(record.recordId(), input, record.hardLabel(), record.eventTime()),
                example.softTarget());
    }

    /** Bytes of a message, on the average. */
    public double messageBytes() {
        make();
        long bytes = 0;
        for (byte[] message : messages) {
            bytes += message.length;
        }
        return (double) bytes / EXAMPLES;
    }

    static CodecWork of(ElementType elementType) {
        var work = new CodecWork();
        work.elementType = elementType;
        return work;
    }

    @Benchmark
    public byte[] encode() {
        return RecordCodec.encode(examples[next++ % EXAMPLES]);
    }

    @Benchmark
    public Decoded<DistillationExample> decode() {
        return RecordCodec.decodeExample(messages[next++ % EXAMPLES], SIGNATURE);
    }
}
