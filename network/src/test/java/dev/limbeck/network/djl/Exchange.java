package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Networks and what they give, exchanged with Python; see the folder's README. */
final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Exchange() {}

    static Path file(String name) {
        URL url = Objects.requireNonNull(Exchange.class.getResource("/exchange/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode document(String name) {
        try {
            return JSON.readTree(file(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records as objects of lists by the input's name. */
    static List<Inputs> records(JsonNode records, Signature signature) {
        var all = new ArrayList<Inputs>();
        for (JsonNode record : records) {
            var inputs = new TreeMap<String, Tensor>();
            signature.inputs().forEach((name, input) -> inputs.put(name, tensor(record.get(name), input.isQuantity())));
            all.add(new Inputs(inputs));
        }
        return all;
    }

    private static Tensor tensor(JsonNode numbers, boolean isQuantity) {
        if (!isQuantity) {
            long[] whole = new long[numbers.size()];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = numbers.get(i).asLong();
            }
            return Texts.whole(whole);
        }
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.get(i).asDouble();
        }
        return Tensor.ofFloats(Shape.of(values.length), values);
    }

    /** To what PyTorch adds in another order. */
    static void assertClose(List<Output> logits, JsonNode expected) {
        assertThat(logits).hasSize(expected.size());
        for (int row = 0; row < logits.size(); row++) {
            assertThat(logits.get(row).size()).isEqualTo(expected.get(row).size());
            for (int i = 0; i < logits.get(row).size(); i++) {
                assertThat((double) logits.get(row).get(i))
                        .as("number %d of record %d", i, row)
                        .isCloseTo(expected.get(row).get(i).asDouble(), within(1e-5));
            }
        }
    }
}
