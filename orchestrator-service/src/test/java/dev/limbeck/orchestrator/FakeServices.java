package dev.limbeck.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A teacher, students and an evaluator that only say what they would have done. */
final class FakeServices implements AutoCloseable {
    private final KafkaConnection connection;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<RunOrder> orders = Collections.synchronizedList(new ArrayList<>());
    private final Thread evaluator = new Thread(this::evaluate, "fake-evaluator");
    private volatile boolean stopping;

    FakeServices(KafkaConnection connection) {
        this.connection = connection;
        this.producer = connection.producer("fake");
        evaluator.setDaemon(true);
        evaluator.start();
    }

    /** All that were given. */
    List<RunOrder> orders() {
        synchronized (orders) {
            return List.copyOf(orders);
        }
    }

    void command(RunCommand command) {
        send(RunTopics.RUN_COMMANDS, command.run(), command);
    }

    void event(RunEvent event) {
        send(RunTopics.RUN_EVENTS, event.run(), event);
    }

    void announce(CheckpointAnnounced checkpoint) {
        send(RunTopics.CHECKPOINTS, checkpoint.key(), checkpoint);
    }

    private void send(String topic, String key, Object document) {
        write(new ProducerRecord<>(topic, key.getBytes(UTF_8), ContractJson.write(document)));
    }

    void record(String topic, int partition) {
        write(new ProducerRecord<>(topic, partition, null, new byte[] {1}));
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As a teacher or a student tells of its progress. */
    void commit(String group, TopicPartition partition, long position) {
        try (var consumer = connection.groupConsumer("fake-" + group, group, OffsetReset.EARLIEST, 1)) {
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(position)));
        }
    }

    private void evaluate() {
        try (KafkaConsumer<byte[], byte[]> consumer = connection.consumer("fake-evaluator", OffsetReset.EARLIEST)) {
            consumer.assign(IntStream.range(0, RunTopics.RUN_PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(RunTopics.RUN_ORDERS, partition))
                    .toList());
            while (!stopping) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var order = ContractJson.read(record.value(), RunOrder.class);
                    orders.add(order);
                    answer(order);
                }
            }
        }
    }

    private void answer(RunOrder order) {
        if (order instanceof RunOrder.Evaluate evaluate) {
            var report = Examples.report(evaluate, 0.5 + evaluate.candidate().step() / 1000.0);
            send(RunTopics.EVALUATIONS, order.run() + "/" + order.orderId(), report);
        } else if (order instanceof RunOrder.Promote promote) {
            String digest = promote.candidate().digest();
            event(new RunEvent.ChampionMoved(
                    order.run(), order.orderId(), order.attempt(), digest, "promoted/" + digest, Instant.now()));
        } else if (order instanceof RunOrder.PointChampion point) {
            var champion = point.champion();
            event(new RunEvent.ChampionMoved(
                    order.run(),
                    order.orderId(),
                    order.attempt(),
                    champion.checkpointDigest(),
                    champion.location(),
                    Instant.now()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        evaluator.join(3000);
        producer.close(Duration.ofSeconds(1));
    }
}
