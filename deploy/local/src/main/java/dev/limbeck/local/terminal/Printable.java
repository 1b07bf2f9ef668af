package dev.limbeck.local.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What others wrote, fit for a terminal: nothing in it moves the cursor or changes how it looks. */
public final class Printable {
    private static final HexFormat HEX = HexFormat.of();

    private Printable() {}

    /** As text where it is UTF-8, else as hexadecimal digits after {@code 0x}. */
    public static String bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(null)";
        }
        try {
            return text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException binary) {
            return "0x" + HEX.formatHex(bytes);
        }
    }

    /** One line, whatever is in it. */
    public static String text(String text) {
        return escaped(text, "");
    }

    /** Lines and tabs stay as they are. */
    public static String lines(String text) {
        return escaped(text, "\n\t");
    }

    private static String escaped(String text, String kept) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean drives = Character.isISOControl(point) || Character.getType(point) == Character.FORMAT;
            if (drives && kept.indexOf(point) < 0) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
