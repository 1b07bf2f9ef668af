package dev.limbeck.local.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void textStaysText() {
        assertThat(Printable.bytes("größe 5 µm".getBytes(UTF_8))).isEqualTo("größe 5 µm");
    }

    @Test
    void nothingReachesTheTerminalThatWouldDriveIt() {
        assertThat(Printable.text("a\u001b[2Jb\nc\u202ed")).isEqualTo("a\\u001b[2Jb\\u000ac\\u202ed");
    }

    @Test
    void whatIsNoTextIsInHexadecimalDigits() {
        assertThat(Printable.bytes(new byte[] {(byte) 0xff, 0x00, 0x10})).isEqualTo("0xff0010");
        assertThat(Printable.bytes(null)).isEqualTo("(null)");
    }

    @Test
    void aDumpShowsWhereHowAndWhat() {
        assertThat(HexDump.lines("limbeck\n0123456789".getBytes(UTF_8)))
                .containsExactly(
                        "00000000  6c 69 6d 62 65 63 6b 0a 30 31 32 33 34 35 36 37  limbeck.01234567",
                        "00000010  38 39                                            89");
    }
}
