package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.json.ContractJson;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON from a topic that anybody may write to: it may be anything. */
final class Documents {
    private Documents() {}

    /** The document; empty when the bytes are no JSON of this type, or a field of it is missing. */
    static <T extends Record> Optional<T> read(byte @Nullable [] bytes, Class<T> type) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ContractJson.read(bytes, type)).filter(Documents::isComplete);
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isComplete(Record document) {
        return Arrays.stream(document.getClass().getRecordComponents()).noneMatch(component -> {
            try {
                return component.getAccessor().invoke(document) == null;
            } catch (ReflectiveOperationException hidden) {
                throw new IllegalStateException(component + " cannot be read", hidden);
            }
        });
    }
}
