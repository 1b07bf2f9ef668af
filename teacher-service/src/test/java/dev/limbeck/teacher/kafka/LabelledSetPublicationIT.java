package dev.limbeck.teacher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.training.Examples;
import dev.limbeck.teacher.training.Order;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class LabelledSetPublicationIT {
    private static final int SIZE = 60;
    private static final long SEED = 3;
    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(2);

    @Test
    void publishesTheSetOnceInItsOrder() throws Exception {
        // Given
        var run = provided("once");
        // When
        publish(run, SIZE, 16);
        publish(run, SIZE, 16);
        // Then
        assertThat(published(run)).containsExactlyElementsOf(inOrder(SIZE));
    }

    @Test
    void goesOnWhereAReplicaDied() throws Exception {
        // Given
        var run = provided("died");
        try (var dying = producer(run)) {
            dying.initTransactions();
            dying.beginTransaction();
            write(run, dying, inOrder(SIZE).subList(0, 10), SIZE);
            dying.commitTransaction();
            dying.beginTransaction();
            write(run, dying, inOrder(SIZE).subList(10, 20), SIZE);
            dying.flush();
            // When
            publish(run, SIZE, 16);
            dying.close(Duration.ZERO);
        }
        // Then
        assertThat(published(run)).containsExactlyElementsOf(inOrder(SIZE));
    }

    @Test
    void takesOverAgainFromAReplicaThatFencedItAndDied() throws Exception {
        // Given
        int size = 600;
        var run = provided("fenced");
        var publication = inBackground(run, size);
        await().until(() -> !published(run).isEmpty());
        // When
        try (var other = producer(run)) {
            other.initTransactions();
        }
        publication.get(60, TimeUnit.SECONDS);
        // Then
        assertThat(published(run)).containsExactlyElementsOf(inOrder(size));
    }

    @Test
    void whicheverReplicaReturnsTheSetIsWhole() throws Exception {
        // Given
        int size = 300;
        var run = provided("together");
        // When
        var one = inBackground(run, size);
        var other = inBackground(run, size);
        CompletableFuture.anyOf(one, other).get(60, TimeUnit.SECONDS);
        // Then
        assertThat(published(run)).containsExactlyElementsOf(inOrder(size));
        CompletableFuture.allOf(one, other).get(60, TimeUnit.SECONDS);
        assertThat(published(run)).hasSize(size);
    }

    @Test
    void aPartOfAnotherSetIsNotMixedIn() throws Exception {
        // Given
        var run = provided("mixed");
        try (var dying = producer(run)) {
            dying.initTransactions();
            dying.beginTransaction();
            write(run, dying, List.of("labelled-0"), SIZE + 1);
            dying.commitTransaction();
        }
        // When, then
        assertThatThrownBy(() -> publish(run, SIZE, 16))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has 1 examples of a set of 61, and the set declared now has 60");
    }

    private static Generation provided(String name) throws Exception {
        var run = new Generation(Examples.run("publish-" + name, Path.of("unused"), ""), 1);
        TopicProvisioning.provide(Brokers.connection(), run);
        return run;
    }

    private static CompletableFuture<Void> inBackground(Generation run, int size) {
        return CompletableFuture.runAsync(() -> {
            try {
                publish(run, size, 1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void publish(Generation run, int size, int atOnce) throws InterruptedException {
        var set = Examples.images(size, 1);
        new LabelledSetPublication(Brokers.connection(), run.topics(), Clock.systemUTC(), SHORT_TIMEOUT, atOnce)
                .publishOnce(() -> set, new Undecided(), "t-1", SEED);
    }

    private static List<String> published(Generation run) {
        return SourceTraffic.committed(run.topics().labelled()).stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }

    private static List<String> inOrder(int size) {
        return Arrays.stream(Order.shuffled(size, SEED))
                .mapToObj(index -> "labelled-" + index)
                .toList();
    }

    private static KafkaProducer<byte[], byte[]> producer(Generation run) {
        return Brokers.connection()
                .transactionalProducer(
                        "other", LabelledSetPublication.transactionalId(run.topics()), Duration.ofMinutes(1));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever calls flushes or commits
    private static void write(Generation run, KafkaProducer<byte[], byte[]> producer, List<String> ids, int setSize) {
        for (String id : ids) {
            var record = new ProducerRecord<>(run.topics().labelled(), id.getBytes(UTF_8), new byte[] {1});
            record.headers()
                    .add(
                            LabelledSetPublication.SET_SIZE,
                            String.valueOf(setSize).getBytes(UTF_8));
            producer.send(record);
        }
    }

    /** Gives all classes the same score. */
    private static final class Undecided implements InferenceNetwork {
        @Override
        public ArtifactMetadata metadata() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Output> outputs(List<Inputs> inputs) {
            return inputs.stream().map(input -> Output.copyOf(0, 0)).toList();
        }

        @Override
        public void close() {}
    }
}
