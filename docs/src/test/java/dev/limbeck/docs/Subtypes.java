package dev.limbeck.docs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.List;
import java.util.stream.Stream;

/** By which names the kinds of a document are told apart. */
final class Subtypes {
    private Subtypes() {}

    static List<String> of(Class<?> document) {
        return Stream.of(requireNonNull(document.getAnnotation(JsonSubTypes.class))
                        .value())
                .map(JsonSubTypes.Type::name)
                .toList();
    }
}
