package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a batch closes: full, or its first example has waited long enough.
 *
 * @param size examples in a full batch
 * @param maxWait how long the first one may wait
 */
public record BatchingSpec(int size, Duration maxWait) {
    public static final BatchingSpec DEFAULT = new BatchingSpec(64, Duration.ofSeconds(2));

    public BatchingSpec {
        require(size >= 1 && size <= 65_536, "size", size, "1 to 65536");
        require(
                maxWait.toMillis() >= 1 && maxWait.compareTo(Duration.ofHours(1)) <= 0,
                "maxWait",
                maxWait,
                "1ms to 1h");
    }

    @JsonCreator
    static BatchingSpec of(
            @JsonProperty("size") @Nullable Integer size, @JsonProperty("maxWait") @Nullable Duration maxWait) {
        return new BatchingSpec(orElse(size, DEFAULT.size), orElse(maxWait, DEFAULT.maxWait));
    }
}
