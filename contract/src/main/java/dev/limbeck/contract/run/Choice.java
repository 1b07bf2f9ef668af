package dev.limbeck.contract.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.limbeck.contract.field.InvalidField;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a fixed set of words, written in lower case with hyphens. Implemented by enums. */
interface Choice {
    String name();

    /** As it stands in a run spec. */
    @JsonValue
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E> & Choice> E of(Class<E> type, String field, @Nullable String word, E otherwise) {
        if (word == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.word().equals(word)) {
                return constant;
            }
        }
        throw new InvalidField(
                field,
                word,
                Arrays.stream(type.getEnumConstants()).map(Choice::word).collect(Collectors.joining(" or ")));
    }
}
