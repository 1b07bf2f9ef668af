package dev.limbeck.contract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How events, reports, manifests and run specs are written and read. What is {@link Kept} says its version, and is read
 * in whichever form it was written. Of what else is in a document an older reader does not mind; what is not in it is
 * refused, unless it may be absent, and a measurement that is not there is no number. A run spec is read strictly, so
 * that a typing error is found before anything starts.
 */
public final class ContractJson {
    private static final ObjectMapper EVENTS = configured(JsonMapper.builder())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule("missing").addDeserializer(double.class, new DoubleDeserializer()))
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new WhatIsNotThere()))
            .build();
    /** Of files of one's own: earlier releases wrote a student's deduplication window as one text in Base64. */
    private static final ObjectMapper KEPT = EVENTS.copy();

    private static final int LONGEST_TEXT_IN_FILE = 40_000_000;

    static {
        KEPT.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT_IN_FILE)
                        .build());
    }

    private static final ObjectMapper STRICT_YAML = configured(YAMLMapper.builder())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfigDefaults(
                    coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private static final ObjectMapper CANONICAL = configured(JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build()))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ContractJson() {}

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B configured(B builder) {
        var plainly = new SimpleModule("limbeck");
        plainly.addDeserializer(Duration.class, new ShortDurationDeserializer());
        plainly.addSerializer(Duration.class, new ShortDurationSerializer());
        // As it was written, not as an absolute URI of this machine.
        plainly.addSerializer(Path.class, ToStringSerializer.instance);
        return builder.addModules(new Jdk8Module(), new JavaTimeModule(), plainly)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    public static byte[] write(Object document) {
        try {
            return EVENTS.writeValueAsBytes(versioned(document));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + document, e);
        }
    }

    /** The document over several lines, for a person or a file that a person may open. */
    public static byte[] writePretty(Object document) {
        try {
            return EVENTS.writerWithDefaultPrettyPrinter().writeValueAsBytes(versioned(document));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + document, e);
        }
    }

    /** A kept document with the version of its form before it; any other as it is. */
    static Object versioned(Object document) {
        return KeptForm.of(document.getClass())
                .<Object>map(form -> form.versioned(EVENTS.valueToTree(document)))
                .orElse(document);
    }

    /**
     * The document in the one form that a digest is taken of: no white space, keys in order at every depth, numbers with
     * as few digits as tell them apart.
     */
    public static byte[] writeCanonical(Object document) {
        try {
            return CANONICAL.writeValueAsBytes(EVENTS.convertValue(document, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + document, e);
        }
    }

    /** @throws UncheckedIOException when the bytes are no such document */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return read(EVENTS, EVENTS.createParser(bytes), type);
        } catch (UnknownVersionException later) {
            throw new UncheckedIOException(
                    "not a " + type.getSimpleName() + ": " + later.getMessage(),
                    new DocumentFormException(String.valueOf(later.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * What was written to a file of one's own: long texts are no attack there.
     *
     * @throws UnknownVersionException when a later release has written it
     * @throws IOException when the bytes are no such document
     */
    public static <T> T readKept(byte[] bytes, Class<T> type) throws IOException {
        return read(KEPT, KEPT.createParser(bytes), type);
    }

    private static <T> T read(ObjectMapper mapper, JsonParser source, Class<T> type) throws IOException {
        var form = KeptForm.of(type);
        try (source) {
            return form.isEmpty()
                    ? mapper.readValue(source, type)
                    : mapper.treeToValue(form.get().present(mapper.readTree(source)), type);
        } catch (InvalidNullException lacking) {
            throw new DocumentFormException(
                    "%s is missing".formatted(lacking.getPropertyName().getSimpleName()));
        }
    }

    /** A mapper that reads and writes parts of documents as this class does, without versions. */
    public static ObjectMapper events() {
        return EVENTS.copy();
    }

    /**
     * The mapper for documents that people write. What could be a slip is an error: unknown, repeated and missing keys,
     * a fraction for a whole number, empty text for a number, and a second document.
     */
    public static ObjectMapper strictYaml() {
        return STRICT_YAML;
    }
}
