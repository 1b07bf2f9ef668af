package dev.limbeck.local.deadletter;

import java.util.ArrayList;
import java.util.List;

/** The first bytes of a value: where in it, in hexadecimal digits, and as ASCII. */
final class HexDump {
    private static final int A_LINE = 16;

    private HexDump() {}

    static List<String> lines(byte[] bytes) {
        var lines = new ArrayList<String>();
        for (int from = 0; from < bytes.length; from += A_LINE) {
            var hex = new StringBuilder();
            var ascii = new StringBuilder();
            for (int i = from; i < Math.min(from + A_LINE, bytes.length); i++) {
                hex.append("%02x ".formatted(bytes[i]));
                ascii.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
            }
            lines.add("%08x  %-48s %s".formatted(from, hex, ascii));
        }
        return lines;
    }
}
