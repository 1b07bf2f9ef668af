package dev.limbeck.kafka.topic;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.topic.RunTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** What each topic is like: how many partitions, and how long it keeps what. */
public final class RunTopicDeclarations {
    private static final String FOR_EVER = "-1";
    private static final String LARGEST_RECORD = String.valueOf(RecordCodec.MAX_BYTES_WITH_HEADERS);

    private RunTopicDeclarations() {}

    /** Those that all runs share. */
    static List<NewTopic> shared() {
        int partitions = RunTopics.RUN_PARTITIONS;
        return List.of(
                topic(RunTopics.CHECKPOINTS, partitions, newestOfEachKey()),
                topic(RunTopics.EVALUATIONS, partitions, kept(FOR_EVER)),
                topic(RunTopics.RUN_COMMANDS, partitions, kept(days(30))),
                topic(RunTopics.RUN_EVENTS, partitions, kept(days(30))),
                topic(RunTopics.RUN_ORDERS, partitions, kept(days(30))),
                topic(RunTopics.RUN_STATE, partitions, compacted()),
                topic(RunTopics.RUN_HISTORY, partitions, kept(FOR_EVER)),
                topic(
                        RunTopics.RUN_STATUS,
                        partitions,
                        kept(String.valueOf(Duration.ofHours(1).toMillis()))));
    }

    /** Those of one generation of a run, its source topic included. */
    public static List<NewTopic> of(Generation run) {
        var topics = run.topics();
        var source = run.spec().source();
        var declared = new ArrayList<>(List.of(
                topic(source.topic(), source.partitions(), Map.of(MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)),
                topic(topics.examples(), source.partitions(), replayable()),
                // One partition, so that its order is the one in which it was written.
                topic(topics.labelled(), 1, kept(FOR_EVER)),
                topic(topics.deadLetters(), 1, kept(days(14))),
                places(topics)));
        // As long as the run: without its log, a checkpoint could not be derived again.
        run.spec().students().forEach(student -> declared.add(topic(topics.steps(student.name()), 1, kept(FOR_EVER))));
        return declared;
    }

    /** Where the teacher of the run stands: runs of before there was one get it later. */
    public static NewTopic places(RunTopics topics) {
        // Who takes over partitions reads all of it: it is compacted soon, in small pieces.
        return topic(
                topics.places(),
                1,
                Map.of(
                        CLEANUP_POLICY_CONFIG,
                        "compact",
                        SEGMENT_BYTES_CONFIG,
                        String.valueOf(1 << 20),
                        MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.1",
                        DELETE_RETENTION_MS_CONFIG,
                        String.valueOf(Duration.ofHours(1).toMillis())));
    }

    /** Long enough for a new student to start from the beginning, yet bounded on a small disk. */
    private static Map<String, String> replayable() {
        return Map.of(
                RETENTION_MS_CONFIG, days(7),
                RETENTION_BYTES_CONFIG, String.valueOf(4L << 30),
                MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD);
    }

    private static Map<String, String> kept(String retention) {
        return Map.of(RETENTION_MS_CONFIG, retention, MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD);
    }

    private static Map<String, String> compacted() {
        return Map.of(CLEANUP_POLICY_CONFIG, "compact", MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD);
    }

    private static Map<String, String> newestOfEachKey() {
        return Map.of(CLEANUP_POLICY_CONFIG, "compact,delete", RETENTION_MS_CONFIG, days(30));
    }

    /** Records are as old as they are here: retention goes by that, and not by what a producer's clock or record says. */
    private static NewTopic topic(String name, int partitions, Map<String, String> configs) {
        var all = new HashMap<>(configs);
        all.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(all);
    }

    private static String days(int days) {
        return String.valueOf(Duration.ofDays(days).toMillis());
    }
}
