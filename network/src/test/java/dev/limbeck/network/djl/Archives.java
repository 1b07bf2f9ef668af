package dev.limbeck.network.djl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/** TorchScript archives that say something else than they did. */
final class Archives {
    private static final String TRAINED = "\u0088ccollections\nOrderedDict";
    private static final String FROZEN = "\u0089ccollections\nOrderedDict";

    private Archives() {}

    /** The same archive, but for its source. */
    static Path withSource(Path archive, Path changed, String before, String after) throws IOException {
        return rewritten(
                archive,
                changed,
                (name, bytes) -> name.endsWith(".py")
                        ? new String(bytes, UTF_8).replace(before, after).getBytes(UTF_8)
                        : bytes);
    }

    /** With no parameter left to train. */
    static Path frozen(Path archive, Path changed) throws IOException {
        return withObjects(archive, changed, TRAINED, FROZEN);
    }

    /** With the one tensor frozen, by its name. */
    static Path frozen(Path archive, Path changed, String tensor) throws IOException {
        return rewritten(archive, changed, (name, bytes) -> {
            if (!name.equals("data.pkl")) {
                return bytes;
            }
            String pickle = new String(bytes, ISO_8859_1);
            int from = pickle.indexOf(tensor);
            return (pickle.substring(0, from)
                            + pickle.substring(from).replaceFirst(TRAINED, Matcher.quoteReplacement(FROZEN)))
                    .getBytes(ISO_8859_1);
        });
    }

    /**
     * With all numbers 0, and of another type.
     *
     * @param storage PyTorch's class, {@code HalfStorage} for example
     * @param width of one number, in bytes
     */
    static Path withNumbersOf(Path archive, Path changed, String storage, int width) throws IOException {
        Path typed = withObjects(archive, changed, "FloatStorage", storage);
        return rewritten(
                typed,
                changed,
                (name, bytes) -> name.startsWith("data/") ? new byte[bytes.length / Float.BYTES * width] : bytes);
    }

    /** With every number as the bytes say. */
    static Path withEveryNumber(Path archive, Path changed, byte... number) throws IOException {
        return rewritten(archive, changed, (name, bytes) -> {
            byte[] filled = bytes.clone();
            for (int i = 0; name.startsWith("data/") && i < filled.length; i++) {
                filled[i] = number[i % number.length];
            }
            return filled;
        });
    }

    private static Path withObjects(Path archive, Path changed, String before, String after) throws IOException {
        return rewritten(
                archive,
                changed,
                (name, bytes) -> name.equals("data.pkl")
                        ? new String(bytes, ISO_8859_1).replace(before, after).getBytes(ISO_8859_1)
                        : bytes);
    }

    private static Path rewritten(Path archive, Path changed, BiFunction<String, byte[], byte[]> content)
            throws IOException {
        var entries = new LinkedHashMap<>(TorchScriptArchive.read(archive).entries());
        entries.replaceAll(content);
        return Files.write(changed, new TorchScriptArchive(entries).toBytes());
    }
}
