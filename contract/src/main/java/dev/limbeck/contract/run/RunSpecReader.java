package dev.limbeck.contract.run;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.json.ContractJson;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Reads a run's YAML, and turns every way it can be wrong into one sentence with path, value and what is allowed. */
public final class RunSpecReader {
    private RunSpecReader() {}

    /** @throws InvalidRunSpecException when the document is not a valid run */
    public static DistillationRun read(String yaml) {
        try {
            DistillationRun run = ContractJson.strictYaml().readValue(yaml, DistillationRun.class);
            if (run == null) {
                throw new InvalidRunSpecException("", "the document is empty", new IllegalArgumentException());
            }
            return NewDeclaration.require(run);
        } catch (JsonMappingException wrong) {
            throw explain(wrong);
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            throw new InvalidRunSpecException(
                    "line " + (at == null ? "?" : at.getLineNr()),
                    "not YAML: " + malformed.getOriginalMessage(),
                    malformed);
        }
    }

    private static InvalidRunSpecException explain(JsonMappingException wrong) {
        String path = pathOf(wrong);
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            return new InvalidRunSpecException(path, unknownKey(unknown), wrong);
        }
        if (wrong instanceof InvalidTypeIdException kind) {
            return new InvalidRunSpecException(pathOf(kind) + ".kind", unknownKind(kind), wrong);
        }
        if (causeOf(wrong) instanceof InvalidField invalid) {
            String fieldPath = path.isEmpty() ? invalid.field() : path + "." + invalid.field();
            return new InvalidRunSpecException(
                    fieldPath, "is %s, allowed is %s".formatted(invalid.found(), invalid.allowed()), wrong);
        }
        if (wrong instanceof InvalidFormatException format) {
            return new InvalidRunSpecException(
                    path,
                    "is '%s', allowed is %s".formatted(format.getValue(), describe(format.getTargetType())),
                    wrong);
        }
        if (path.isEmpty() && wrong instanceof MismatchedInputException second && isTrailing(second)) {
            return new InvalidRunSpecException("", "there is a second document; allowed is one run a file", wrong);
        }
        if (wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return new InvalidRunSpecException(path, "must be " + describe(mismatch.getTargetType()), wrong);
        }
        Throwable cause = causeOf(wrong);
        if (cause instanceof StreamReadException malformed) {
            return new InvalidRunSpecException(path, originalMessage(malformed), wrong);
        }
        return new InvalidRunSpecException(
                path, cause == null ? wrong.getOriginalMessage() : String.valueOf(cause.getMessage()), wrong);
    }

    /** Jackson has no type of its own for this. */
    private static boolean isTrailing(MismatchedInputException wrong) {
        return String.valueOf(wrong.getOriginalMessage()).startsWith("Trailing token");
    }

    private static String originalMessage(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return malformed.getOriginalMessage() + (at == null ? "" : " (line " + at.getLineNr() + ")");
    }

    private static @Nullable Throwable causeOf(Throwable wrong) {
        Throwable cause = wrong.getCause();
        return cause instanceof JsonMappingException ? causeOf(cause) : cause;
    }

    private static String unknownKind(InvalidTypeIdException wrong) {
        var kinds = wrong.getBaseType()
                .getRawClass()
                .getAnnotation(JsonSubTypes.class)
                .value();
        return "is %s, allowed is %s"
                .formatted(
                        wrong.getTypeId() == null ? "missing" : "'" + wrong.getTypeId() + "'",
                        Stream.of(kinds).map(JsonSubTypes.Type::name).collect(joining(" or ")));
    }

    private static String unknownKey(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        String keys =
                String.join(", ", known.stream().map(Object::toString).sorted().toList());
        return "unknown key%s; allowed are %s"
                .formatted(
                        nearest(unknown.getPropertyName(), known)
                                .map(key -> ", did you mean " + key + "?")
                                .orElse(""),
                        keys);
    }

    private static Optional<String> nearest(String key, Collection<Object> known) {
        var distance = new LevenshteinDistance(Math.max(2, key.length() / 2));
        return known.stream()
                .map(Object::toString)
                .filter(candidate -> distance.apply(key, candidate) >= 0)
                .min(Comparator.comparing((String candidate) -> distance.apply(key, candidate)));
    }

    private static String describe(Class<?> type) {
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        if (type == java.time.Duration.class) {
            return "a length of time such as 500ms, 2s, 5m or 1h";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == String.class ? "text" : "a mapping with the keys of " + type.getSimpleName();
    }

    private static String pathOf(JsonMappingException wrong) {
        var path = new StringBuilder();
        for (var reference : wrong.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
