package dev.limbeck.contract.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;

/** The name that a kind of document has in JSON. */
public final class KindName {
    private KindName() {}

    /**
     * Of a value, by the type that all of its kinds have in common.
     *
     * @throws IllegalArgumentException when it is of a kind that is never written
     */
    public static String of(Class<?> document, Object value) {
        return Arrays.stream(document.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == value.getClass())
                .map(JsonSubTypes.Type::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a %s has no name in JSON".formatted(value.getClass().getSimpleName())));
    }
}
