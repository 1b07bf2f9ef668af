package dev.limbeck.store.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.DistillationExample;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Examples in a file, one after the other, each behind its length: what Protobuf calls delimited messages. */
public final class ExampleFile {
    private ExampleFile() {}

    public static void write(Path file, List<DistillationExample> examples) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var coded = CodedOutputStream.newInstance(out);
            for (DistillationExample example : examples) {
                coded.writeByteArrayNoTag(RecordCodec.encode(example));
            }
            coded.flush();
        }
    }

    /** @throws IOException also when it holds something else than examples */
    public static List<DistillationExample> read(Path file) throws IOException {
        var examples = new ArrayList<DistillationExample>();
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var coded = CodedInputStream.newInstance(in);
            while (!coded.isAtEnd()) {
                examples.add(decode(file, examples.size(), coded.readByteArray()));
                coded.resetSizeCounter();
            }
        }
        return examples;
    }

    private static DistillationExample decode(Path file, int index, byte[] message) throws IOException {
        var decoded = RecordCodec.decodeExample(message);
        if (decoded instanceof Decoded.Accepted<DistillationExample> accepted) {
            return accepted.message();
        }
        var rejection = ((Decoded.Rejected<DistillationExample>) decoded).rejection();
        throw new IOException("message %d of %s is no example: %s".formatted(index, file, rejection.detail()));
    }
}
