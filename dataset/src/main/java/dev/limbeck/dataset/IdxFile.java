package dev.limbeck.dataset;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * One file in the IDX format: a magic number that tells element type and rank, the dimensions as big-endian 32-bit
 * integers, then unsigned bytes.
 */
final class IdxFile implements AutoCloseable {

    private static final int LABELS_MAGIC = 0x0801;
    private static final int IMAGES_MAGIC = 0x0803;

    private final Path path;
    private final long mostBytes;
    private final DataInputStream in;

    private IdxFile(Path path) throws IOException {
        this.path = path;
        var content = FileContent.of(path);
        this.mostBytes = content.mostBytes();
        this.in = new DataInputStream(content.in());
    }

    static IdxImages readImages(Path path) {
        return read(path, IdxFile::images);
    }

    static byte[] readLabels(Path path) {
        return read(path, IdxFile::labels);
    }

    static void writeImages(OutputStream out, LabelledImages examples) throws IOException {
        var header = new DataOutputStream(out);
        header.writeInt(IMAGES_MAGIC);
        header.writeInt(examples.size());
        header.writeInt(examples.exampleShape().get(1));
        header.writeInt(examples.exampleShape().get(2));
        header.flush();
        examples.writePixels(out);
    }

    static void writeLabels(OutputStream out, LabelledImages examples) throws IOException {
        var header = new DataOutputStream(out);
        header.writeInt(LABELS_MAGIC);
        header.writeInt(examples.size());
        header.flush();
        byte[] labels = new byte[examples.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) examples.classOf(i);
        }
        out.write(labels);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static <T> T read(Path path, Layout<T> layout) {
        try (var file = new IdxFile(path)) {
            return layout.readFrom(file);
        } catch (EOFException e) {
            throw new UnreadableDatasetException(
                    "%s ends too early: %s; allowed: every byte its header declares"
                            .formatted(path, path.toFile().length() + " bytes on disk"),
                    e);
        } catch (IOException e) {
            throw new UnreadableDatasetException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    private IdxImages images() throws IOException {
        requireMagic(IMAGES_MAGIC, "images");
        int count = dimension("image count");
        int rows = dimension("row count");
        int columns = dimension("column count");
        return new IdxImages(count, rows, columns, payload(count, rows, columns));
    }

    private byte[] labels() throws IOException {
        requireMagic(LABELS_MAGIC, "labels");
        return payload(dimension("label count"));
    }

    private void requireMagic(int expected, String content) throws IOException {
        int found = in.readInt();
        if (found != expected) {
            throw new UnreadableDatasetException("%s starts with 0x%08x; allowed: 0x%08x, the magic number of IDX %s"
                    .formatted(path, found, expected, content));
        }
    }

    private int dimension(String name) throws IOException {
        int found = in.readInt();
        if (found < 1) {
            throw new UnreadableDatasetException(
                    "%s declares a %s of %d; allowed: 1 to %d".formatted(path, name, found, Integer.MAX_VALUE));
        }
        return found;
    }

    private byte[] payload(int... dimensions) throws IOException {
        int declared = declaredLength(dimensions);
        byte[] bytes = new byte[declared];
        int read = in.readNBytes(bytes, 0, declared);
        if (read < declared) {
            throw new UnreadableDatasetException(
                    "%s ends after %d bytes of content; allowed: the %d its header declares"
                            .formatted(path, read, declared));
        }
        if (in.read() >= 0) {
            throw new UnreadableDatasetException(
                    "%s goes on after its content; allowed: the %d bytes its header declares"
                            .formatted(path, declared));
        }
        return bytes;
    }

    private int declaredLength(int... dimensions) {
        long declared = 1;
        try {
            for (int dimension : dimensions) {
                declared = Math.multiplyExact(declared, dimension);
            }
        } catch (ArithmeticException e) {
            declared = Long.MAX_VALUE;
        }
        long most = Math.min(mostBytes, Integer.MAX_VALUE - 8);
        long room = Runtime.getRuntime().maxMemory() / 2;
        if (declared > room && declared <= most) {
            throw new UnreadableDatasetException(
                    "%s declares %s = %s bytes of content; allowed: at most %d, half of this process's heap; give it a larger one with -Xmx"
                            .formatted(path, product(dimensions), declared, room));
        }
        if (declared > most) {
            throw new UnreadableDatasetException(
                    "%s declares %s = %s bytes of content; allowed: at most %d for its size"
                            .formatted(
                                    path,
                                    product(dimensions),
                                    declared == Long.MAX_VALUE ? "too many" : declared,
                                    most));
        }
        return (int) declared;
    }

    private static String product(int... dimensions) {
        var text = new StringBuilder();
        for (int dimension : dimensions) {
            text.append(text.isEmpty() ? "" : " x ").append(dimension);
        }
        return text.toString();
    }

    /** How one kind of file is laid out. */
    private interface Layout<T> {
        T readFrom(IdxFile file) throws IOException;
    }
}
