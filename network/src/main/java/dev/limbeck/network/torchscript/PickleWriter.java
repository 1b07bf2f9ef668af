package dev.limbeck.network.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few pickle opcodes (protocol 2) that describe a TorchScript module. No opcode touches the memo, so that
 * another module's pickle can be embedded byte for byte.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">the opcodes</a>
 */
final class PickleWriter {
    static final int PROTOCOL = 0x80;
    static final int STOP = '.';
    static final int GLOBAL = 'c';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleWriter() {
        out.write(PROTOCOL);
        out.write(2);
    }

    byte[] finish() {
        out.write(STOP);
        return out.toByteArray();
    }

    PickleWriter global(String module, String name) {
        out.write(GLOBAL);
        ascii(module + "\n" + name + "\n");
        return this;
    }

    /** A new object of the class on the stack, without arguments. */
    PickleWriter newObject() {
        out.write(')');
        out.write(0x81);
        return this;
    }

    PickleWriter emptyDictionary() {
        out.write('}');
        return this;
    }

    PickleWriter emptyList() {
        out.write(']');
        return this;
    }

    PickleWriter mark() {
        out.write('(');
        return this;
    }

    /** Puts the keys and values since the mark into the dictionary below it. */
    PickleWriter setItems() {
        out.write('u');
        return this;
    }

    /** Gives the object below the dictionary its attributes. */
    PickleWriter build() {
        out.write('b');
        return this;
    }

    PickleWriter text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        littleEndian(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    PickleWriter bool(boolean value) {
        out.write(value ? 0x88 : 0x89);
        return this;
    }

    PickleWriter integer(int value) {
        out.write('J');
        littleEndian(value);
        return this;
    }

    PickleWriter tuple() {
        out.write('t');
        return this;
    }

    PickleWriter emptyTuple() {
        out.write(')');
        return this;
    }

    /** Takes the tuple on the stack as a persistent id: a storage kept outside the pickle. */
    PickleWriter persistentId() {
        out.write('Q');
        return this;
    }

    /** Calls the function below the argument tuple. */
    PickleWriter reduce() {
        out.write('R');
        return this;
    }

    /** The body of another pickle, without its protocol header and its stop. */
    PickleWriter embed(byte[] pickle) {
        out.write(pickle, 2, pickle.length - 3);
        return this;
    }

    private void littleEndian(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }

    private void ascii(String value) {
        out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }
}
