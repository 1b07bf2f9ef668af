package dev.limbeck.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.record.Tensor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 over a rendering that no two sequences of examples share, whatever file they are from: of each example the
 * number of inputs; of each input, in the order of names, its name, element type, shape and values; then the label.
 * Counts are big-endian 32-bit numbers, and what has no length of its own is preceded by it.
 */
final class ExampleDigest {
    private final MessageDigest sha256 = Sha256.newDigest();

    void add(LabelledExample example) {
        var inputs = example.inputs().byName();
        number(inputs.size());
        inputs.forEach((name, tensor) -> {
            sized(ByteBuffer.wrap(name.getBytes(UTF_8)));
            add(tensor);
        });
        sized(example.hardLabel().bytes());
    }

    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void add(Tensor tensor) {
        sized(ByteBuffer.wrap(tensor.elementType().word().getBytes(UTF_8)));
        number(tensor.shape().rank());
        tensor.shape().dimensions().forEach(this::number);
        sha256.update(tensor.values());
    }

    private void sized(ByteBuffer bytes) {
        number(bytes.remaining());
        sha256.update(bytes);
    }

    private void number(int value) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
    }
}
