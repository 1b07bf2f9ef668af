package dev.limbeck.kafka.topic;

import static java.util.stream.Collectors.toMap;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to it that topics exist. Several processes may do this at once; a topic that is
 * there already stays as its owner made it.
 */
public record TopicProvisioning(Admin admin) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Connects, provides the topics that all runs share, and disconnects. Every service does so when it starts. */
    public static void provideShared(KafkaConnection connection) {
        try (var admin = connection.admin()) {
            new TopicProvisioning(admin).provide(RunTopicDeclarations.shared());
        }
    }

    /** Connects, provides the generation's topics, and disconnects. */
    public static void provide(KafkaConnection connection, Generation run) {
        try (var admin = connection.admin()) {
            new TopicProvisioning(admin).provide(run);
        }
    }

    /** Connects, provides the run's place topic, and disconnects: runs of before there was one have all others. */
    public static void providePlaces(KafkaConnection connection, Generation run) {
        try (var admin = connection.admin()) {
            new TopicProvisioning(admin).provide(List.of(RunTopicDeclarations.places(run.topics())));
        }
    }

    /** All topics of the generation, its source topic included. */
    public void provide(Generation run) {
        provide(RunTopicDeclarations.of(run));
    }

    /**
     * Returns when all topics are there and take records.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker refuses or does not answer
     */
    public void provide(Collection<NewTopic> topics) {
        createMissing(topics);
        awaitVisible(topics);
        awaitServed(names(topics));
    }

    private void createMissing(Collection<NewTopic> topics) {
        var existing = KafkaAnswers.await(admin.listTopics().names());
        var missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        if (!missing.isEmpty()) {
            createAsSoonAsPossible(missing);
        }
    }

    private static List<String> names(Collection<NewTopic> topics) {
        return topics.stream().map(NewTopic::name).toList();
    }

    /** A cluster that is starting, or one that slept for a moment, has no broker to put a topic on. */
    private void createAsSoonAsPossible(List<NewTopic> topics) {
        for (long waited = 0; ; waited += PAUSE.toMillis()) {
            try {
                create(topics);
                return;
            } catch (InvalidReplicationFactorException tooFewBrokers) {
                if (waited > LONGEST_WAIT.toMillis()) {
                    throw tooFewBrokers;
                }
                pause();
            }
        }
    }

    private void create(List<NewTopic> topics) {
        admin.createTopics(topics).values().values().forEach(answer -> {
            try {
                KafkaAnswers.await(answer);
            } catch (TopicExistsException there) {
                // Another process was faster, or we ourselves a moment ago.
            }
        });
    }

    /**
     * A topic that was just created is not known to every broker at once. Nor is one that was just deleted forgotten: it
     * may have been listed, and is missing now.
     */
    private void awaitVisible(Collection<NewTopic> topics) {
        for (long waited = 0; !visible(names(topics)); waited += PAUSE.toMillis()) {
            if (waited > LONGEST_WAIT.toMillis()) {
                throw new TimeoutException("topics " + names(topics) + " were created but cannot be described");
            }
            pause();
            createMissing(topics);
        }
    }

    /** A leader is named a moment before it leads; until then it can neither take records nor say where they end. */
    private void awaitServed(List<String> names) {
        var ends = KafkaAnswers.await(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(toMap(Function.identity(), partition -> OffsetSpec.latest()));
        KafkaAnswers.await(admin.listOffsets(ends).all());
    }

    private boolean visible(List<String> names) {
        try {
            return KafkaAnswers.await(admin.describeTopics(names).allTopicNames()).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (UnknownTopicOrPartitionException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
