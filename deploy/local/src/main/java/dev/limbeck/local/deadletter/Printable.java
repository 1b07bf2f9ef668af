package dev.limbeck.local.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes of others, fit for a terminal: nothing in them moves the cursor or breaks a line. */
final class Printable {
    private static final HexFormat HEX = HexFormat.of();

    private Printable() {}

    /** As text where it is UTF-8, else as hexadecimal digits after {@code 0x}. */
    static String bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(null)";
        }
        try {
            return text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException binary) {
            return "0x" + HEX.formatHex(bytes);
        }
    }

    static String text(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
