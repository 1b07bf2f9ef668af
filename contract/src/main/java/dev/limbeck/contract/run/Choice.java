package dev.limbeck.contract.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a fixed set of words, written in lower case. */
final class Choice {
    private Choice() {}

    static <E extends Enum<E>> E of(Class<E> type, String field, @Nullable String word, E otherwise) {
        if (word == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw new InvalidField(
                field,
                word,
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or ")));
    }
}
