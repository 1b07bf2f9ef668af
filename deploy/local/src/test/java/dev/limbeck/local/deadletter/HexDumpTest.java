package dev.limbeck.local.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HexDumpTest {
    @Test
    void aDumpShowsWhereHowAndWhat() {
        assertThat(HexDump.lines("limbeck\n0123456789".getBytes(UTF_8)))
                .containsExactly(
                        "00000000  6c 69 6d 62 65 63 6b 0a 30 31 32 33 34 35 36 37  limbeck.01234567",
                        "00000010  38 39                                            89");
    }
}
