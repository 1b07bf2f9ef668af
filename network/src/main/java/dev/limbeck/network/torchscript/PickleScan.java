package dev.limbeck.network.torchscript;

import dev.limbeck.network.UnusableNetworkException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks over a pickle before it is read: a few bytes can declare a string or a number of any size, and make a reader take
 * memory for it. Only what TorchScript writes passes, each piece within what the pickle itself is long.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">the opcodes</a>
 */
final class PickleScan {
    /** Of opcodes: each may become an object, of some fifty bytes at most. */
    private static final int MOST_OPCODES = 1_000_000;

    private static final int MOST_BYTES = 32 << 20;
    /** Of an integer: TorchScript knows none of more than 64 bits. */
    private static final int WIDEST_INTEGER = 8;

    private static final int LONGEST_CLASS_NAME = 4096;

    private final ByteBuffer pickle;

    private PickleScan(byte[] pickle) {
        this.pickle = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws UnusableNetworkException when it is none that TorchScript writes, or larger than is allowed */
    static void require(byte[] pickle) {
        if (pickle.length > MOST_BYTES) {
            throw new UnusableNetworkException(
                    "has a data.pkl of %d bytes, allowed are at most %d; keep tables as tensors"
                            .formatted(pickle.length, MOST_BYTES));
        }
        new PickleScan(pickle).walk();
    }

    private void walk() {
        for (int count = 0; count < MOST_OPCODES; count++) {
            int at = pickle.position();
            int opcode = unsigned(take(1).get());
            if (opcode == PickleWriter.STOP) {
                return;
            }
            pass(opcode, at);
        }
        throw new UnusableNetworkException(
                "has a data.pkl of more than %d parts; keep tables as tensors".formatted(MOST_OPCODES));
    }

    /** Protocol 2, as far as PyTorch's own reader knows it. */
    private void pass(int opcode, int at) {
        switch (opcode) {
            case '(',
                    ')',
                    '}',
                    ']',
                    't',
                    0x81,
                    0x85,
                    0x86,
                    0x87,
                    0x88,
                    0x89,
                    'N',
                    'R',
                    'Q',
                    'b',
                    'a',
                    'e',
                    's',
                    'u',
                    'd',
                    'l' -> {
                // a mark, a collection, a constant, or what is done with them: no argument
            }
            case PickleWriter.PROTOCOL, 'K', 'q', 'h' -> take(1);
            case 'M' -> take(2);
            case 'J', 'r', 'j' -> take(4);
            case 'G' -> take(8);
            case 'X' -> take(take(4).getInt());
            case 0x8a -> integer(unsigned(take(1).get()), at);
            case PickleWriter.GLOBAL -> className(line(), line());
            default ->
                throw new UnusableNetworkException(
                        "has a data.pkl that TorchScript does not write: byte 0x%02x at %d; save it with torch.jit.save"
                                .formatted(opcode, at));
        }
    }

    private void integer(int width, int at) {
        if (width > WIDEST_INTEGER) {
            throw new UnusableNetworkException(
                    "has a data.pkl with an integer of %d bytes at %d, allowed are at most %d"
                            .formatted(width, at, WIDEST_INTEGER));
        }
        take(width);
    }

    private static void className(String module, String name) {
        boolean known = module.startsWith("__torch__")
                || module.equals("torch")
                || module.startsWith("torch.")
                || (module + "." + name).equals("collections.OrderedDict")
                || (module + "." + name).equals("builtins.complex");
        if (!known) {
            throw new UnusableNetworkException(
                    "has a data.pkl that names %s.%s, which is nothing of TorchScript's; save it with torch.jit.save"
                            .formatted(module, name));
        }
    }

    private String line() {
        int begin = pickle.position();
        while (take(1).get() != '\n') {
            if (pickle.position() - begin > LONGEST_CLASS_NAME) {
                throw new UnusableNetworkException(
                        "has a data.pkl with a name of more than %d bytes at %d".formatted(LONGEST_CLASS_NAME, begin));
            }
        }
        return new String(pickle.array(), begin, pickle.position() - 1 - begin, StandardCharsets.UTF_8);
    }

    /** The next bytes, which are passed over. */
    private ByteBuffer take(int bytes) {
        if (bytes < 0 || bytes > pickle.remaining()) {
            throw new UnusableNetworkException(
                    "has a data.pkl that ends before its parts do: %d bytes are wanted at %d of %d"
                            .formatted(Integer.toUnsignedLong(bytes), pickle.position(), pickle.limit()));
        }
        ByteBuffer taken = pickle.slice(pickle.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        pickle.position(pickle.position() + bytes);
        return taken;
    }

    private static int unsigned(byte value) {
        return Byte.toUnsignedInt(value);
    }
}
