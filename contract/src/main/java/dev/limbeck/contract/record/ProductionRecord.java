package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of production traffic, as it stands on a run's source topic.
 *
 * @param recordId identity: decides the record's split; 1 to {@value #MAX_ID_BYTES} bytes of UTF-8
 * @param inputs what the networks see
 * @param hardLabel what is right, where somebody knows it
 * @param eventTime when it happened, to the millisecond
 */
public record ProductionRecord(
        String recordId, Inputs inputs, Optional<HardLabel> hardLabel, Instant eventTime, Attributes attributes) {
    public static final int MAX_ID_BYTES = 256;

    /** One with a single input and without attributes. */
    public ProductionRecord(String recordId, Tensor input, Optional<HardLabel> hardLabel, Instant eventTime) {
        this(recordId, Inputs.of(input), hardLabel, eventTime, Attributes.NONE);
    }

    public ProductionRecord {
        requireNonNull(inputs, "inputs");
        requireNonNull(hardLabel, "hardLabel");
        requireNonNull(eventTime, "eventTime");
        requireNonNull(attributes, "attributes");
        int idBytes = recordId.getBytes(StandardCharsets.UTF_8).length;
        if (idBytes < 1 || idBytes > MAX_ID_BYTES) {
            throw new IllegalArgumentException("recordId has " + idBytes + " bytes, allowed are 1 to " + MAX_ID_BYTES);
        }
    }
}
