package dev.limbeck.network.torchscript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.network.UnusableNetworkException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of these is some bytes, or some kilobytes, and would take gigabytes or run a program if it were believed. */
class PickleScanTest {
    private static final String MODULE = "\u0080\u0002c__torch__\nNet\n)\u0081}(";
    private static final String END = "ub.";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a string of 2 GiB | X\\u00ff\\u00ff\\u00ff\\u007f | that ends before its parts do: 2147483647 bytes",
                "a string of 4 GiB | X\\u00ff\\u00ff\\u00ff\\u00ff | that ends before its parts do: 4294967295 bytes",
                "an integer of 255 bytes | \\u008a\\u00ff | with an integer of 255 bytes at 21, allowed are at most 8",
                "an integer of any size | \\u008b\\u0060\\u0009\\u0000\\u0000 | that TorchScript does not write: byte 0x8b at 21",
                "an integer as text | L99999999999 | that TorchScript does not write: byte 0x4c",
                "bytes of any size | \\u008e\\u00ff\\u00ff\\u00ff\\u007f | that TorchScript does not write: byte 0x8e",
                "a program | cposix\\u000asystem\\u000a | that names posix.system, which is nothing of TorchScript's",
                "an array of any size | cbuiltins\\u000abytearray\\u000a | that names builtins.bytearray, which is nothing",
            })
    void whatIsTooLargeOrOfNoUseIsRefusedBeforeAnythingIsMadeOfIt(String what, String part, String reason) {
        assertThatThrownBy(() -> ObjectTree.tensors(pickle(MODULE + unescaped(part) + END)))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aNameWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> ObjectTree.tensors(pickle("\u0080\u0002c" + "a".repeat(100_000))))
                .hasMessageContaining("with a name of more than 4096 bytes");
    }

    @Test
    void morePartsThanANetworkHasAreRefused() {
        byte[] dictionaries = new byte[1_100_000];
        Arrays.fill(dictionaries, (byte) '}');

        assertThatThrownBy(() -> ObjectTree.tensors(dictionaries))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith("has a data.pkl of more than 1000000 parts");
    }

    @Test
    void modulesWithoutEndAreRefused() {
        String nested = "c__torch__\nNet\n)\u0081}(X\u0001\u0000\u0000\u0000a".repeat(2000);
        String ends = "ub".repeat(2000);

        assertThatThrownBy(() -> ObjectTree.tensors(pickle("\u0080\u0002" + nested + "N" + ends + ".")))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage("has modules inside modules, more than 100 deep");
    }

    /** A list that is its own key has a hash of no end. */
    @Test
    void whatAReaderRunsIntoIsARefusal() {
        String own = "X\u0001\u0000\u0000\u0000a}(]q\u0000h\u0000ah\u0000Nu";

        assertThatThrownBy(() -> ObjectTree.tensors(pickle(MODULE + own + END)))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith("has a data.pkl that cannot be read: ");
        assertThatThrownBy(() -> ObjectTree.tensors(pickle("\u0080\u0002R.")))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith("has a data.pkl that cannot be read: ");
    }

    @Test
    void aModuleWithoutATensorIsReadable() {
        String more = "X\u0001\u0000\u0000\u0000a\u008a\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001";

        assertThat(ObjectTree.tensors(pickle(MODULE + more + END))).isEmpty();
    }

    private static byte[] pickle(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
