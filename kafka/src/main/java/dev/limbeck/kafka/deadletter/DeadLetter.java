package dev.limbeck.kafka.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that a stage could not use: where it came from and why it was refused. Key, value and headers stay those of
 * the original, unless they are too large for the topic; all that is added are headers, so that it can be sent again as it
 * was.
 *
 * @param stage which refused it, {@code teacher} for example
 * @param timestamp of the original record
 */
public record DeadLetter(
        String stage, Rejection rejection, TopicPartition source, long sourceOffset, Instant timestamp) {
    public static final String REASON = "limbeck-reason";
    public static final String DETAIL = "limbeck-detail";
    public static final String STAGE = "limbeck-stage";
    public static final String SOURCE_TOPIC = "limbeck-source-topic";
    public static final String SOURCE_PARTITION = "limbeck-source-partition";
    public static final String SOURCE_OFFSET = "limbeck-source-offset";
    public static final String SOURCE_TIMESTAMP = "limbeck-source-timestamp";
    /** Which parts of the original are missing, where some are. */
    public static final String CUT = "limbeck-cut";

    private static final List<String> OWN_HEADERS =
            List.of(REASON, DETAIL, STAGE, SOURCE_TOPIC, SOURCE_PARTITION, SOURCE_OFFSET, SOURCE_TIMESTAMP, CUT);
    /** It may quote what was found. */
    private static final int LONGEST_DETAIL = 4096;

    public DeadLetter {
        requireNonNull(stage, "stage");
        requireNonNull(rejection, "rejection");
        requireNonNull(source, "source");
        requireNonNull(timestamp, "timestamp");
    }

    public static DeadLetter of(String stage, Rejection rejection, ConsumerRecord<byte[], byte[]> original) {
        return new DeadLetter(
                stage,
                rejection,
                new TopicPartition(original.topic(), original.partition()),
                original.offset(),
                Instant.ofEpochMilli(original.timestamp()));
    }

    /**
     * The original with this reason, for the dead-letter topic. What would not fit there stays at its source: a value above
     * the largest message, or what is largest of a record that is too large as a whole.
     */
    public ProducerRecord<byte[], byte[]> toRecord(String deadLetterTopic, ConsumerRecord<byte[], byte[]> original) {
        var kept = KeptParts.of(original);
        // No time stamp of the original's: retention counts from now, or an old record were gone at once.
        var deadLetter = new ProducerRecord<byte[], byte[]>(
                deadLetterTopic, null, null, kept.key(), kept.value(), kept.headers());
        describeIn(deadLetter.headers());
        if (!kept.cut().isEmpty()) {
            add(
                    deadLetter.headers(),
                    CUT,
                    kept.cut().stream()
                            .map(part -> part.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(",")));
        }
        return deadLetter;
    }

    private void describeIn(Headers headers) {
        add(headers, REASON, rejection.reason().name());
        String detail = rejection.detail();
        add(headers, DETAIL, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        add(headers, STAGE, stage);
        add(headers, SOURCE_TOPIC, source.topic());
        add(headers, SOURCE_PARTITION, String.valueOf(source.partition()));
        add(headers, SOURCE_OFFSET, String.valueOf(sourceOffset));
        add(headers, SOURCE_TIMESTAMP, String.valueOf(timestamp.toEpochMilli()));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    /** Reads a record of a dead-letter topic; empty when it is none of ours or of a later release. */
    public static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        try {
            return Optional.of(new DeadLetter(
                    text(headers, STAGE),
                    new Rejection(RejectionReason.valueOf(text(headers, REASON)), text(headers, DETAIL)),
                    new TopicPartition(text(headers, SOURCE_TOPIC), Integer.parseInt(text(headers, SOURCE_PARTITION))),
                    Long.parseLong(text(headers, SOURCE_OFFSET)),
                    Instant.ofEpochMilli(Long.parseLong(text(headers, SOURCE_TIMESTAMP)))));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** The headers the original had, without those that describe its refusal. */
    public static Headers originalHeaders(ConsumerRecord<byte[], byte[]> deadLetter) {
        var original = new RecordHeaders(deadLetter.headers().toArray());
        OWN_HEADERS.forEach(original::remove);
        return original;
    }

    /** A record that was refused twice carries both refusals; the last one counts. */
    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return new String(header.value(), UTF_8);
    }
}
