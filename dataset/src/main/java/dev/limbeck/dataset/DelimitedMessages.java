package dev.limbeck.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Messages one after the other, each preceded by its length as a base-128 varint of at most five bytes. */
final class DelimitedMessages {
    private static final int END = -1;
    private static final int MOST_BITS = 35;

    private final Path path;
    private final InputStream in;
    private final long mostBytes;
    private final int mostEach;
    private long number;

    /** @param mostEach how many bytes a message may have */
    DelimitedMessages(Path path, FileContent content, int mostEach) {
        this.path = path;
        this.in = content.in();
        this.mostBytes = content.mostBytes();
        this.mostEach = mostEach;
    }

    static void writeLength(OutputStream out, int length) throws IOException {
        int rest = length;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /**
     * The next message; empty behind the last one.
     *
     * @throws UnreadableDatasetException if the file ends within it, or it declares a length that none has
     */
    Optional<byte[]> next() throws IOException {
        number++;
        try {
            int first = in.read();
            if (first == END) {
                return Optional.empty();
            }
            int length = checked(length(first));
            byte[] message = in.readNBytes(length); // takes memory as bytes come, not as they are declared
            if (message.length < length) {
                throw new UnreadableDatasetException(
                        endsWithin("after %d of its %d bytes".formatted(message.length, length)));
            }
            return Optional.of(message);
        } catch (EOFException cut) {
            throw new UnreadableDatasetException(endsWithin("amid compressed content"), cut);
        }
    }

    private long length(int first) throws IOException {
        long length = first & 0x7F;
        int last = first;
        for (int bits = 7; (last & 0x80) != 0 && bits < MOST_BITS; bits += 7) {
            last = in.read();
            if (last == END) {
                throw new UnreadableDatasetException(endsWithin("amid its length"));
            }
            length |= (long) (last & 0x7F) << bits;
        }
        return (last & 0x80) == 0 ? length : Long.MAX_VALUE;
    }

    private int checked(long length) {
        long most = Math.min(mostBytes, mostEach);
        if (length < 1 || length > most) {
            throw new UnreadableDatasetException("%s, record %d: it declares a length of %s bytes; allowed: 1 to %d"
                    .formatted(path, number, length == Long.MAX_VALUE ? "too many" : length, most));
        }
        return (int) length;
    }

    private String endsWithin(String where) {
        return "%s ends within record %d, %s; allowed: whole records".formatted(path, number, where);
    }
}
