package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One record of production traffic, as it stands on a run's source topic.
 *
 * @param recordId identity: decides the record's split; 1 to {@value #MAX_ID_BYTES} bytes of UTF-8
 * @param input what the networks see, without a batch dimension
 * @param hardLabel the true class, where somebody knows it; never negative
 * @param eventTime when it happened, to the millisecond
 */
public record ProductionRecord(
        String recordId, Tensor input, OptionalInt hardLabel, Instant eventTime, Attributes attributes) {
    public static final int MAX_ID_BYTES = 256;

    /** One without attributes. */
    public ProductionRecord(String recordId, Tensor input, OptionalInt hardLabel, Instant eventTime) {
        this(recordId, input, hardLabel, eventTime, Attributes.NONE);
    }

    public ProductionRecord {
        requireNonNull(input, "input");
        requireNonNull(eventTime, "eventTime");
        requireNonNull(attributes, "attributes");
        int idBytes = recordId.getBytes(StandardCharsets.UTF_8).length;
        if (idBytes < 1 || idBytes > MAX_ID_BYTES) {
            throw new IllegalArgumentException("recordId has " + idBytes + " bytes, allowed are 1 to " + MAX_ID_BYTES);
        }
        if (hardLabel.isPresent() && hardLabel.getAsInt() < 0) {
            throw new IllegalArgumentException("hardLabel is " + hardLabel.getAsInt() + ", allowed is 0 or above");
        }
    }
}
