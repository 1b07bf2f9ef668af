package dev.limbeck.local.terminal;

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
    void ofSeveralLinesOnlyTheEndsOfLinesStay() {
        assertThat(Printable.lines("a\n\tb\r\u001b[2J\u0007")).isEqualTo("a\n\tb\\u000d\\u001b[2J\\u0007");
    }
}
